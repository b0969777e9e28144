"""Solved elsewhere: the panel beside a complaint, and the search over all."""
