"""Charts of calls, distance, new business, complaints and trust, each with its table."""
