"""References that are given out: of cases and referrals together, asked by the program itself."""

from spoc_desk.vault.records.table import Reader

_TAKEN = """
SELECT (SELECT count(*) FROM cases WHERE case_ref = ?) + (SELECT count(*) FROM referrals WHERE referral_ref = ?)
"""


def reference_taken(reader: Reader, reference: str) -> bool:
    """Say whether a case or a referral has this reference, those in the bin included."""
    return bool(reader.own_rows(_TAKEN, (reference, reference))[0][0])
