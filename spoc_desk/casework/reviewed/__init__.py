"""Serious incidents and the Case Review Group: the notification, the referral, the review, what was learned (1.17)."""
