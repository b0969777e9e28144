"""Where things are: addresses to coordinates, towns, time zones, and the bundled base map."""
