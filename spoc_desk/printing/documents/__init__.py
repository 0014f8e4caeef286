"""One module per document: pure functions from plain records to blocks. No vault, no clock, no checks for leaks."""
