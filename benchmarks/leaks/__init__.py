"""How well the leak checker works: UK records with known leaks; what is found, missed and left over."""
