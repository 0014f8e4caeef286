"""The Partnership place: each kind of record describes its list here, and the pages of its records are data too."""
