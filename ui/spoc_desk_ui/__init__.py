"""The window. All Qt code lives here; it shows state and emits wishes."""
