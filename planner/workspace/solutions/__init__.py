"""Solved elsewhere: what worked at one company, found again and offered to the next."""
