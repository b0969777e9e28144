"""The window: PySide6 screens over the workspace of `planner`."""
