"""The parts of a RELAY notification on the screen."""
