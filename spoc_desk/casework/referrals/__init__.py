"""Threshold referrals: begun, written, checked, consented to, sent, chased. One module per task; start at `reading`."""
