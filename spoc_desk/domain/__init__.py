"""The procedure: what there is and what may happen. Standard library only; no input, no output."""
