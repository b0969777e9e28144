"""The screen of new business."""
