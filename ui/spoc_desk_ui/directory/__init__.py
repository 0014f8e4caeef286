"""What the directory page is made of: our own people and services, their absences, and the roll-out of the guidance."""
