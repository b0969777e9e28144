"""Questions of a day under way: which day, urgent, late, a gap, and what the habit costs."""
