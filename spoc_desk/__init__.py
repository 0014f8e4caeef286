"""The core of SPOC Desk: rules, vault, checks and paper. No Qt in here."""
