"""What needs attention; returns codes and fields, no sentences."""
