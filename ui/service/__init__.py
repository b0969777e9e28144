"""Complaints and service: the queue, the first answer, the jobs."""
