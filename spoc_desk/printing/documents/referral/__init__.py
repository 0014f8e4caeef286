"""The papers of a referral: the form filled and blank, consent, the confidential sheet, tracking."""
