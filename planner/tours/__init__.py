"""HOW a week is planned, on small frozen values: nothing else of Loopwise is known here."""
