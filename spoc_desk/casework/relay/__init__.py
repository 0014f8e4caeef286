"""RELAY: the MASH tells the right school about the right child after a domestic abuse incident (S000)."""
