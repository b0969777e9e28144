"""Forms for records of any kind, made from the fields that the records declare."""
