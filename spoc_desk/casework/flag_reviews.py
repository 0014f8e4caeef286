"""Flags that must be looked at again because something else has changed (domain 1.10)."""

from dataclasses import replace
from datetime import date

from spoc_desk.vault.records.stores import FLAGS
from spoc_desk.vault.vault import Transaction


def ask_review(tx: Transaction, case_id: str, today: date, member_id: str = "") -> int:
    """Put the flags in place on today's list, of one person or of the whole case; return how many."""
    placed = "case_id = ? AND placed_on IS NOT NULL AND removed_on IS NULL AND (? = '' OR member_id = ?)"
    found = FLAGS.find(tx, placed, (case_id, member_id, member_id))
    for flag in found:
        FLAGS.update(tx, flag, replace(flag, next_review_on=today))
    return len(found)
