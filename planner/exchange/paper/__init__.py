"""The itinerary on paper: a week page, and a page for each day."""
