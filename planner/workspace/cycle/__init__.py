"""Weeks planned at once, by the frequencies that accounts ask for."""
