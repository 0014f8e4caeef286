"""Which role sees what: the one place where it is said (domain 1.20, 2.3 rule 10).

What a role does not see is absent: lists are empty, counts are nothing, a record is unknown. `settle` is the bolt
behind the door: the tables of what she does not see answer nobody at her desk, so a question somebody forgot to guard
ends in the same refusal whatever the vault holds.
"""

from collections.abc import Iterable
from enum import StrEnum, auto
from typing import Final

from spoc_desk.casework.masked import masks_for
from spoc_desk.casework.may_do import acts_of
from spoc_desk.casework.own_cases import own_cases
from spoc_desk.domain.roles import Role
from spoc_desk.vault.records.desk import roles_at_desk
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault


class Sight(StrEnum):
    """One kind of thing that a role sees or does not."""

    RELOCATIONS = auto()  # cases and everything in them, questions, concerns, checks of files, their prints
    REFERRALS = auto()
    SCHOOLS = auto()
    RELAY = auto()  # notifications of the police and the messages to schools
    DISPUTES = auto()  # escalations and consultations; those of a relocation for who sees relocations
    COMPLAINTS = auto()
    INCIDENTS = auto()  # serious incidents and cases before the Case Review Group
    DIRECTORY = auto()  # our own people and services with their roles, absences, the roll-out of the guidance
    RESTRICTED = auto()  # the list of restricted records; never what a referral was matched with
    FIGURES = auto()  # the partnership's figures: each source of them only for who sees its records
    TRAIL = auto()  # who did what in the whole vault
    VOLUME = auto()  # how much the vault holds: rows, entries, bytes
    COUNCIL = auto()  # the settings of the council; hers too where nobody at this desk has them
    RETENTION = auto()  # how long records are kept, what is due, what was disposed of
    BACKUPS = auto()  # making them, and where they went; hers too where nobody at this desk looks after them


_ALL: Final = frozenset(Sight)
_DESK: Final = _ALL - {Sight.RESTRICTED}
_OF_FAMILIES: Final = frozenset({
    Sight.RELOCATIONS, Sight.REFERRALS, Sight.RELAY, Sight.DISPUTES, Sight.COMPLAINTS, Sight.INCIDENTS,
})  # fmt: skip
_SOMEBODY_MUST: Final = frozenset({Sight.COUNCIL, Sight.BACKUPS})
_SEES: Final[dict[Role, frozenset[Sight]]] = {
    Role.LA_SPOC: _ALL,
    Role.DEPUTY: _DESK,
    Role.DCS_OFFICE: _ALL,
    Role.DASS_OFFICE: _ALL,
    Role.AUDITOR: _DESK,
    Role.ADMINISTRATOR: _ALL - _OF_FAMILIES - {Sight.FIGURES, Sight.RETENTION, Sight.TRAIL},
    Role.MASH: frozenset({Sight.SCHOOLS, Sight.RELAY, Sight.FIGURES}),
    Role.REFERRER: frozenset({Sight.REFERRALS, Sight.DISPUTES, Sight.SCHOOLS}),
    Role.CRG: frozenset({Sight.COMPLAINTS, Sight.INCIDENTS, Sight.SCHOOLS, Sight.FIGURES}),
}

CLOSED_TABLES: Final[dict[Sight, frozenset[str]]] = {
    Sight.RELOCATIONS: frozenset({
        "access_requests", "access_tally", "appointments", "attendees", "case_moves", "cases", "concern_tally",
        "concerns", "document_checks",
        "exchange_items", "flags", "hands", "meeting_actions", "meetings", "member_names", "members", "needs",
        "present_homes", "queries", "relocation_figures", "routes_to_stop", "service_notices", "standards",
        "ukpps_contacts", "custody", "handovers", "known_desks", "own_desk", "pack_notes", "packs",
    }),
    Sight.REFERRALS: frozenset({
        "referral_competence", "referral_consents", "referral_events", "referral_rows", "referral_sections",
        "referrals",
    }),
    Sight.RELAY: frozenset({
        "relay_agreements", "relay_contacts", "relay_incidents", "relay_message_tally", "relay_messages",
        "relay_misdirections", "relay_tally", "relay_unlisted",
    }),
    Sight.DISPUTES: frozenset({
        "consultation_tally", "consultations", "escalation_stages", "escalation_tally", "escalations",
    }),
    Sight.COMPLAINTS: frozenset({"complaint_statuses", "complaint_tally", "complaints"}),
    Sight.INCIDENTS: frozenset({
        "case_reviews", "incident_children", "incident_tally", "incident_tellings", "learning_points", "review_actions",
        "review_requests", "review_tally", "serious_incidents",
    }),
    Sight.FIGURES: frozenset({"audit_samples", "figure_releases", "yearly_reports"}),
    Sight.RESTRICTED: frozenset({"restricted_records", "restricted_releases"}),
    Sight.DIRECTORY: frozenset({"absences", "assurance", "assurance_tally"}),
    Sight.RETENTION: frozenset({"disposals", "retention"}),
    Sight.BACKUPS: frozenset({"backups"}),
    Sight.TRAIL: frozenset({"row_history"}),  # what every record said before
}  # fmt: skip
"""The tables that hold nothing else. Tables with rows of both kinds (clocks, prints, decisions) are asked by row."""


def roles_see(roles: Iterable[str], sight: Sight) -> bool:
    """Say whether somebody who holds *roles* sees this."""
    held = frozenset(roles)
    return any(sight in seen for role, seen in _SEES.items() if role.value in held)


def sees(reader: Reader, sight: Sight) -> bool:
    """Say whether the person at the desk sees this. Inside a change the tables say it: those of the sight are open."""
    if isinstance(reader, Transaction):
        return CLOSED_TABLES.get(sight, frozenset()).isdisjoint(reader.shut)
    if not isinstance(reader, Vault) or roles_see(reader.actor.roles, sight):
        return True
    # An auditor looks at them and changes nothing: she is not the somebody.
    return sight in _SOMEBODY_MUST and not roles_see(frozenset(roles_at_desk(reader)) - {Role.AUDITOR.value}, sight)


def sights(vault: Vault) -> frozenset[Sight]:
    """Return everything the person at the desk sees."""
    return frozenset(sight for sight in Sight if sees(vault, sight))


def reads_masked(roles: Iterable[str]) -> bool:
    """Say whether names and free text are masked for somebody who holds *roles*: who sees cases as an auditor only."""
    held = frozenset(roles)
    return Role.AUDITOR.value in held and not roles_see(held - {Role.AUDITOR.value}, Sight.RELOCATIONS)


def settle(vault: Vault) -> None:
    """Close the tables of what the person at the desk does not see, mask what she reads masked, leave an LA SPOC her
    own cases, and hold her to her own acts. Called by whoever opens a vault for somebody, and again when the people of
    the desk change."""
    masked = reads_masked(vault.actor.roles)
    vault.keep_shut(frozenset())
    vault.keep_masked({})
    vault.keep_rows(None)
    vault.keep_masked(masks_for(vault) if masked else {})
    vault.keep_rows(own_cases(vault))
    vault.keep_to(acts_of(vault.actor.roles, roles_at_desk(vault), masked=masked))
    vault.keep_shut(frozenset().union(*(tables for sight, tables in CLOSED_TABLES.items() if not sees(vault, sight))))


def settle_again(vault: Vault) -> None:
    """Ask anew what is hers after the people of the desk changed; where nobody was settled yet, nothing happens."""
    if vault.is_settled:
        settle(vault)
