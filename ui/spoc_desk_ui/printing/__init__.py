"""The print preview and what goes out of it: pages, checks, printer, file. What a print holds is casework's matter."""
