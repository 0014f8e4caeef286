"""Files of every kind with a leak in each place that a file has; what is read of them, and what is left in the copy."""
