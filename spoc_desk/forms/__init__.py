"""Forms as data: one definition for the screen, the filled print and the blank print."""
