"""Lists and calendars in: looked at first, then written as one step."""
