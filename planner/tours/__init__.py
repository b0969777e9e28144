"""HOW a week is planned, on small frozen values of its own: nothing else of Loopwise is known here."""
