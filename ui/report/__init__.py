"""The Friday report: what the week says, what of it leaves the laptop, and field reports."""
