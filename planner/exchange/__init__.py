"""In and out: customer lists, calendars, paper, spreadsheets, maps."""
