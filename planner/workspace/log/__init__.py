"""What is logged: a call and all that was learnt at it, a day closed, the kilometres driven."""
