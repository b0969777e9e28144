"""Who decides at an account: the grid of roles, leavers and who follows them."""
