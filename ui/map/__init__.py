"""The map: a folium page behind `app://`, the scene that is drawn on it, and the widget."""
