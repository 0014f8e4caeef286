"""The separate process that reads strangers' files: no keys, no network, capped memory and time."""
