"""Hand-over between two desks: getting to know each other, sealing, taking in, receipts, cancelling. No merge."""
