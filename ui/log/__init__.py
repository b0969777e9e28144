"""Logging in the window: a call, a favour, a promise, the day, the mileage."""
