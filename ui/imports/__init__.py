"""Look before you import: the list as it was read, before anything is written."""
