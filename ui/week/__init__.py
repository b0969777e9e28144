"""The week: lanes in time, whom to call on, the price of a drop, loop or zigzag."""
