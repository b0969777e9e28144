"""Complaints and after-sales service: who waits, what was answered, who is calm again."""
