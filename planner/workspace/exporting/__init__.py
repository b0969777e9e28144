"""The plan out: to paper, calendars and files."""
