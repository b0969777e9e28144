"""The day under way: which day suits, urgent, running late, a gap to fill, what habit costs."""
