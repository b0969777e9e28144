"""The first ten minutes: two buttons, then five questions."""
