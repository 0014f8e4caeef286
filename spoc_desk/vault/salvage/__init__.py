"""What can be read of a damaged vault, and a new vault made of it. Nothing here writes into the damaged folder."""
