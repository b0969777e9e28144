"""Key accounts: trust, both sides' people, services, projects, what they buy."""
