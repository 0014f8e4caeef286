"""The hand-over of cases between two desks in the window."""
