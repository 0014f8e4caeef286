"""The house widgets: one file each. They show and gather values; they know neither the vault nor any page."""
