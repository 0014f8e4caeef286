"""The parts of the place Figures: tables, bars, the signature for relocations, samples, the yearly report."""
