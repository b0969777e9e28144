"""Distance and time between places."""
