"""The sections of the settings page, one file each: parts of the council's profile, the look, the vault."""
