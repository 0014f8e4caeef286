"""The user guide inside the window: which pages there are, which one fits a place, and how a page is shown."""
