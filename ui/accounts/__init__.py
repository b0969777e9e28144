"""The accounts: the table of all of them, and the card of one."""
