"""The core of SPOC Desk: rules, vault, checks and paper. No Qt in here."""

# Also in pyproject.toml: a test keeps the two alike.
VERSION = "0.1.0"
