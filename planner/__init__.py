"""Loopwise without a window: everything here works from a script, a test or the command line."""
