"""A week proposed: who wants in, what the engine is asked, what it answered, why, and why not."""
