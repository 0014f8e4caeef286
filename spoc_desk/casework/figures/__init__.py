"""The partnership's figures: counted by source, shown safely, given out once, sampled for audits (R-001-17 to -20).

A new source is one module that counts, and one line in `sources.SOURCES`.
"""
