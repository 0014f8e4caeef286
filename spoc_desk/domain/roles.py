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

SEE_EVERY_CASE = DIRECTORS_OFFICES | {Role.DEPUTY}
"""An LA SPOC sees her own relocations (domain 1.20); these see each, with its names."""


def holds_any(held: Iterable[str], wanted: Iterable[Role]) -> bool:
    """Say whether one of the *wanted* roles is among those *held*."""
    return not frozenset(wanted).isdisjoint(held)


def opens_cases(roles: Iterable[str], before: Iterable[str] = ()) -> bool:
    """Say whether *roles* open relocations to somebody who held *before*: those of one LA SPOC, or all of them."""
    held, had = frozenset(roles), frozenset(before)
    return any(holds_any(held, which) and not holds_any(had, which) for which in (KNOW_OF_RELOCATIONS, SEE_EVERY_CASE))
