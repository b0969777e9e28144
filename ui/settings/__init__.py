"""The settings of the territory."""
