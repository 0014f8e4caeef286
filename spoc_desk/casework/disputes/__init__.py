"""Disagreements, complaints and consultations: taken up, followed, ended, and where to turn (domain 1.18, 1.19)."""
