"""Sending and chasing: the steps of a referral, its clocks in words, what happened, and whom to ask again."""
