"""Outlook's own mail formats: items as lists of properties, from a MSG file or from a winmail.dat."""
