"""The papers of serious incidents and of the Case Review Group."""
