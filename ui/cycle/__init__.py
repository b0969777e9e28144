"""The call cycle: accounts by weeks, whether there is room, and a cycle that plans itself."""
