"""Which relocations an LA SPOC sees: the one place where it is said (domain 1.20: "LA SPOC (own cases)").

A relocation is hers while she is its LA SPOC, deputy or cover; on the days on which she covers for one of them; and
while nobody has been named yet, if she recorded it. A deputy and the offices of the Directors see every one. Where none
of them has a key, the relocations without an LA SPOC who could open them are every LA SPOC's, so that none is ever
invisible to everybody. Why: docs/decisions/0024-own-cases.md.

Who is who: the entry of the directory has the name of the key, now or before it was changed.
"""

from collections.abc import Iterable
from typing import Final

from spoc_desk.domain.contacts import Contact, ContactKind
from spoc_desk.domain.roles import SEE_EVERY_CASE, Role, holds_any
from spoc_desk.errors import RefusedByRule
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.row_sight import RowSight
from spoc_desk.vault.users import KeyHolder, key_holders
from spoc_desk.vault.vault import Vault

_SOURCE: Final = "domain 1.20"
_UNKNOWN: Final = (
    "The directory has nobody called {name}, as your key does, so relocations given to you do not show here. "
    "Ask the office or an administrator to write your name there in the same way."
)
_OF_CASE: Final = (
    "access_requests", "appointments", "case_moves", "complaints", "concerns", "consultations", "custody",
    "document_checks", "escalations", "exchange_items", "flags", "hands", "meetings", "member_names", "members",
    "needs", "pack_notes", "present_homes", "queries", "routes_to_stop", "service_notices", "standards",
    "ukpps_contacts",
)  # fmt: skip
_OF_MEETING: Final = ("attendees", "meeting_actions")
_OF_REFERRAL: Final = (
    "referral_competence", "referral_consents", "referral_events", "referral_rows", "referral_sections",
    "restricted_releases",
)  # fmt: skip

_DISPUTES: Final = ("escalations", "complaints", "consultations")


def _referral(column: str) -> str:
    return f"(SELECT f.case_id FROM main.referrals f WHERE f.id = t.{column})"  # noqa: S608


def _dispute(column: str) -> str:
    found = (f"(SELECT d.case_id FROM main.{table} d WHERE d.id = t.{column})" for table in _DISPUTES)  # noqa: S608
    return ", ".join(found)


_ROWS: Final[dict[str, str]] = {
    "cases": "t.id",
    **dict.fromkeys(_OF_CASE, "t.case_id"),
    **dict.fromkeys(_OF_MEETING, "(SELECT m.case_id FROM main.meetings m WHERE m.id = t.meeting_id)"),
    "escalation_stages": "(SELECT e.case_id FROM main.escalations e WHERE e.id = t.escalation_id)",
    "complaint_statuses": "(SELECT p.case_id FROM main.complaints p WHERE p.id = t.complaint_id)",
    "referrals": "t.case_id",
    **dict.fromkeys(_OF_REFERRAL, _referral("referral_id")),
    "decisions": f"coalesce(t.case_id, {_referral('referral_id')})",
    "prints": f"coalesce(t.case_id, {_referral('referral_id')}, {_dispute('record_id')})",
    "clocks": f"coalesce(t.case_id, {_referral('subject_id')}, {_dispute('subject_id')})",
    "retention": f"CASE t.kind WHEN 'relocation' THEN t.record_id WHEN 'referral' THEN {_referral('record_id')} END",
}


def _by_table(table_name: str, row_id: str) -> str:
    """Return whose row the trail speaks of. A row that is gone is nobody's: the trail names it by its id alone."""
    whens = (
        f" WHEN '{table}' THEN (SELECT {owner} FROM main.{table} AS t WHERE t.id = {row_id})"  # noqa: S608
        for table, owner in _ROWS.items()
    )
    return f"CASE {table_name}{''.join(whens)} END"


OWNER_OF: Final[dict[str, str]] = {
    **_ROWS,
    "audit": f"({_by_table('t.table_name', 't.row_id')})",
    "row_history": f"({_by_table('t.table_name', 't.row_id')})",
    "audit_reasons": f"(SELECT {_by_table('a.table_name', 'a.row_id')} FROM main.audit a WHERE a.seq = t.seq)",  # noqa: S608
}
"""Every table that holds something of a case, and the case it is of."""

_RUNNING: Final = "p.deleted_at IS NULL AND (p.ended_on IS NULL OR p.ended_on > desk_today())"
_AWAY: Final = "b.deleted_at IS NULL AND desk_today() BETWEEN b.starts_on AND b.ends_on"
_MINE: Final = (
    f"SELECT p.case_id AS id FROM main.appointments p WHERE {_RUNNING} AND p.contact_id IN"  # noqa: S608
    " (SELECT id FROM temp.desk_mine UNION SELECT b.contact_id FROM main.absences b"
    f" WHERE {_AWAY} AND b.cover_contact_id IN (SELECT id FROM temp.desk_mine))"
)
_RECORDED: Final = (
    "SELECT r.id FROM temp.desk_recorded r WHERE NOT EXISTS"
    " (SELECT 1 FROM main.appointments p WHERE p.case_id = r.id AND p.duty = 'la_spoc' AND p.deleted_at IS NULL)"
)
_RECORDED_BY: Final = "SELECT id FROM cases WHERE created_by = ?"
_NOBODYS: Final = (
    "SELECT c.id FROM main.cases c WHERE NOT EXISTS (SELECT 1 FROM main.appointments p"  # noqa: S608
    f" WHERE p.case_id = c.id AND {_RUNNING} AND p.contact_id IN (SELECT id FROM temp.desk_others)"
    f" AND NOT EXISTS (SELECT 1 FROM main.absences b WHERE b.contact_id = p.contact_id AND {_AWAY}))"
)
_WHOLE_DESK: Final = frozenset({
    "recorded an absence", "set how long records are kept", "disposed of a record", "changed the council's profile",
    "took in a hand-over",
})  # fmt: skip
"""What an LA SPOC does about the desk, and writes of every case in doing so: the clock of a case without anybody to
reach, the days of a class, the case that follows a disposed one; what another desk sends."""


def own_cases(vault: Vault) -> RowSight | None:
    """Return what narrows the person at the desk; None where she sees every relocation, or none at all."""
    roles = vault.actor.roles
    if not holds_any(roles, {Role.LA_SPOC}) or holds_any(roles, SEE_EVERY_CASE):
        return None
    others = [holder for holder in key_holders(vault) if holder.actor.user_id != vault.actor.user_id]
    watched = any(holds_any(holder.actor.roles, SEE_EVERY_CASE) for holder in others)
    spocs = [holder for holder in others if holds_any(holder.actor.roles, {Role.LA_SPOC})]
    if not (watched or spocs):
        return None
    parts = [_MINE, _RECORDED] if watched else [_MINE, _NOBODYS]
    return RowSight(
        owners=" UNION ".join(parts),
        owner_of=OWNER_OF,
        table="cases",
        lists={
            "desk_mine": lambda: own_entries(vault),
            "desk_others": lambda: _entries(vault, _names(spocs)),
            "desk_recorded": lambda: _recorded(vault),
        },
        grows="desk_recorded",
        today=vault.clock.today,
        whole_desk=_WHOLE_DESK,
    )


def own_entries(vault: Vault) -> tuple[str, ...]:
    """Return the entries of the directory that are the person at the desk."""
    return _entries(vault, [vault.actor.name])


def unknown_words(vault: Vault) -> str:
    """Return what to tell an LA SPOC whom the directory does not know; empty for everybody else."""
    return _UNKNOWN.format(name=vault.actor.name) if vault.is_narrowed and not own_entries(vault) else ""


def refuse_own_widening(vault: Vault, before: Contact, after: Contact) -> None:
    """Nobody gives herself the relocations of a colleague by giving the colleague's entry her own name."""
    if vault.is_narrowed and before.name != after.name and _is_called(after, vault.actor.name):
        raise RefusedByRule("Somebody else gives an entry your name: relocations would become yours.", _SOURCE)


def refuse_own_cover(vault: Vault, contact_id: str, cover_id: str | None) -> None:
    """Nobody makes herself the cover of a colleague: that opens the colleague's relocations to her."""
    mine = own_entries(vault) if vault.is_narrowed else ()
    if cover_id in mine and contact_id not in mine:
        raise RefusedByRule(
            "Somebody else records that you cover: the person who is away, the deputy or the office.", _SOURCE
        )


def _recorded(vault: Vault) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in vault.own_rows(_RECORDED_BY, (vault.actor.user_id,)))


def _names(holders: Iterable[KeyHolder]) -> list[str]:
    return [holder.actor.name for holder in holders]


def _is_called(contact: Contact, name: str) -> bool:
    return contact.kind is ContactKind.PERSON and _plain(contact.name) == _plain(name)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _entries(reader: Reader, names: Iterable[str]) -> tuple[str, ...]:
    wanted = {_plain(name) for name in names}
    rows = reader.own_rows(_CALLED)
    return tuple(sorted({str(row[0]) for row in rows if _plain(str(row[1])) in wanted}))


_CALLED: Final = (
    "SELECT id, name FROM contacts WHERE kind = 'person' AND deleted_at IS NULL"
    " UNION ALL SELECT c.id, json_extract(h.content, '$.name') FROM contacts c"
    " JOIN row_history h ON h.row_id = c.id AND h.table_name = 'contacts'"
    " WHERE c.kind = 'person' AND c.deleted_at IS NULL"
)
