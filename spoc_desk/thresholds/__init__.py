"""Threshold frameworks as data: levels, headings and indicators with ids that never change."""
