"""Working days, clocks and what is due. No storage."""
