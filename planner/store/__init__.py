"""HOW records are kept: one encrypted-capable SQLite file, and a journal of every change."""
