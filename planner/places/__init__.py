"""Where things are: addresses to coordinates, towns, time zones, and the base map they are drawn on."""
