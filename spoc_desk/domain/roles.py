"""Who may do what at this desk (domain 1.20). A user may hold several roles."""

from collections.abc import Iterable

from spoc_desk.domain.terms import Term


class Role(Term):
    LA_SPOC = "la_spoc", "LA SPOC"
    DEPUTY = "deputy", "Deputy SPOC"
    DCS_OFFICE = "dcs_office", "Office of the DCS"
    DASS_OFFICE = "dass_office", "Office of the DASS"
    MASH = "mash", "MASH and RELAY"
    REFERRER = "referrer", "Referrer"
    CRG = "crg", "CRG and SIN"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


SPOCS = frozenset({Role.LA_SPOC, Role.DEPUTY})
DIRECTORS_OFFICES = frozenset({Role.DCS_OFFICE, Role.DASS_OFFICE})
KNOW_OF_RELOCATIONS = SPOCS | DIRECTORS_OFFICES | {Role.AUDITOR}
"""Nobody else can see, or infer, that a relocation exists (2.3 rule 10)."""


def holds_any(held: Iterable[str], wanted: Iterable[Role]) -> bool:
    """Say whether one of the *wanted* roles is among those *held*."""
    return not frozenset(wanted).isdisjoint(held)
