"""Asking customers for a time."""
