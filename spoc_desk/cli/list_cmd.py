"""`list`: cases, referrals, RELAY, incidents, reviews, exchanges, deadlines, prints, what is kept or disposed of, or
the audit trail, by alias and reference; never a name."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from spoc_desk.casework.agenda import Section, agenda_page
from spoc_desk.casework.case_lists import CaseFilter, list_cases
from spoc_desk.casework.history import audit_trail
from spoc_desk.casework.keeping.certificates import list_disposals
from spoc_desk.casework.keeping.review import list_retention
from spoc_desk.casework.leaks import OwnWords, blocking, scan_texts
from spoc_desk.casework.looking import open_prints
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership import (
    access,
    complaints,
    concerns,
    consultations,
    decisions,
    escalations,
    rollout,
)
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.referrals.lists import ReferralFilter, list_referrals
from spoc_desk.casework.register import outstanding_everywhere
from spoc_desk.casework.relay.lists import list_relay
from spoc_desk.casework.reviewed.lists import list_incidents, list_reviews
from spoc_desk.cli import passphrase
from spoc_desk.cli.opened import opened
from spoc_desk.vault.records.print_list import PrintFilter
from spoc_desk.vault.vault import Vault

Line = dict[str, object]
T = TypeVar("T")
_PAGE = 200
_TYPED = frozenset({"record", "what", "recipient", "reason", "police_ref", "agency", "audience", "owner"})
"""The columns that may hold what somebody typed."""
HELD = "(held back)"


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("list", help=f"list {', '.join(KINDS)}")
    command.add_argument("vault", type=Path, metavar="VAULT")
    command.add_argument("kind", choices=KINDS, metavar="KIND", help=f"one of: {', '.join(KINDS)}")
    command.add_argument("--json", action="store_true", dest="as_json")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each record; with --json one list and nothing else."""
    with opened(arguments) as vault:
        gate = _Gate(own_words(vault))
        lines = [gate.passed(line) for line in KINDS[arguments.kind](vault)]
    if arguments.as_json:
        print(json.dumps(lines))
    else:
        for line in lines:
            print("\t".join(str(value) for value in line.values()))
    if gate.held:
        count = "1 text was" if gate.held == 1 else f"{gate.held} texts were"
        print(f"{count} held back: an area may be read there. Open the window and look at them.", file=sys.stderr)
    return 0


class _Gate:
    """Lets no text out that may show an area: a list goes on to another file, or to another program."""

    def __init__(self, own: OwnWords) -> None:
        self._own = own
        self._known: dict[str, bool] = {}
        self.held = 0

    def passed(self, line: Line) -> Line:
        """Return the line as it may leave."""
        held = {key for key in _TYPED & line.keys() if self._tells(str(line[key]))}
        self.held += len(held)
        return {key: HELD if key in held else value for key, value in line.items()}

    def _tells(self, text: str) -> bool:
        if text not in self._known:
            self._known[text] = blocking(scan_texts({"text": ("", text)}, self._own))
        return self._known[text]


def _cases(vault: Vault) -> Iterator[Line]:
    offset = 0
    while page := list_cases(vault, filter=CaseFilter(open_only=False), offset=offset, limit=_PAGE).rows:
        for row in page:
            yield {
                "case": row.case_ref, "direction": row.direction.value, "route": row.route.value,
                "state": row.state.value, "notified_on": row.notified_on.isoformat(),
                "due_on": row.due_on.isoformat() if row.due_on else None, "due": row.due_words,
                "open_records": row.items_open, "sample": row.sample,
            }  # fmt: skip
        offset += len(page)


def _referrals(vault: Vault) -> Iterator[Line]:
    """Yield every referral, ended and put away ones too. Children are counted, not named."""
    offset = 0
    wanted = ReferralFilter(open_only=False)
    while page := list_referrals(vault, filter=wanted, offset=offset, limit=_PAGE).rows:
        for row in page:
            yield {
                "referral": row.referral_ref, "state": row.state.value,
                "level": row.level_sought.value if row.level_sought else None, "kind": row.kind.value,
                "children": row.children, "started_on": row.started_on.isoformat(), "sent_at": row.sent_at or None,
                "version": row.form_version, "due_on": row.due_on.isoformat() if row.due_on else None,
                "due": row.due_words, "escalated": row.escalated, "sample": row.sample,
            }  # fmt: skip
        offset += len(page)


def _relay(vault: Vault) -> Iterator[Line]:
    """Yield every notification, the newest first. Children are counted by where their message stands, not named."""
    offset = 0
    while page := list_relay(vault, offset=offset, limit=_PAGE).rows:
        for row in page:
            yield {
                "id": row.id, "police_ref": row.police_ref, "received": row.received_words, "state": row.state.value,
                "triage": row.triage.value if row.triage else None, "children": len(row.children),
                "messages": {child.message_id: child.state.value for child in row.children}, "sample": row.sample,
            }  # fmt: skip
        offset += len(page)


def _incidents(vault: Vault) -> Iterator[Line]:
    """Yield every serious incident, the newest first. Children are counted, not named."""
    offset = 0
    while page := list_incidents(vault, offset=offset, limit=_PAGE).rows:
        for row in page:
            yield {
                "incident": row.reference, "id": row.id, "state": row.state.value, "aware": row.aware_words,
                "children": len(row.children), "told": row.told, "due_on": _day(row.due_on), "due": row.due_words,
                "sample": row.sample,
            }  # fmt: skip
        offset += len(page)


def _reviews(vault: Vault) -> Iterator[Line]:
    """Yield every case before the Case Review Group, the newest first. Children are counted, not named."""
    offset = 0
    while page := list_reviews(vault, offset=offset, limit=_PAGE).rows:
        for row in page:
            yield {
                "review": row.reference, "id": row.id, "state": row.state.value, "source": row.source.value,
                "agency": row.agency, "children": len(row.children),
                "decision": row.decision.value if row.decision else None, "open_actions": row.open_actions,
                "due_on": _day(row.due_on), "due": row.due_words, "sample": row.sample,
            }  # fmt: skip
        offset += len(page)


def _escalations(vault: Vault) -> Iterator[Line]:
    """Yield every escalation, ended ones too, the newest first; nobody is named."""
    for row in _all(vault, escalations.page_of):
        yield {
            "escalation": row.reference, "matter": row.matter.value, "agency": row.agency or None,
            "raised": row.raised_words, "state": row.state.value, "due": row.due_words, "late": row.late,
            "child_at_risk": row.at_risk, "sample": row.sample,
        }  # fmt: skip


def _complaints(vault: Vault) -> Iterator[Line]:
    """Yield every complaint, ended ones too, the newest first; nobody is named."""
    for row in _all(vault, complaints.page_of):
        yield {
            "complaint": row.reference, "agency": row.agency or None, "received": row.received_words,
            "state": row.state.value, "next": row.next_words, "late": row.late, "sample": row.sample,
        }  # fmt: skip


def _consultations(vault: Vault) -> Iterator[Line]:
    """Yield the log, the newest first: who was asked stands in the window alone."""
    for row in _all(vault, consultations.page_of):
        yield {
            "consultation": row.reference, "on": row.day_words, "agency": row.agency or None,
            "belongs_to": row.of or None, "family_took_part": row.family,
        }  # fmt: skip


def _rollout(vault: Vault) -> Iterator[Line]:
    """Yield every step of the roll-out by audience."""
    for row in _all(vault, rollout.page_of):
        yield {
            "audience": row.audience, "step": row.step.value, "done": row.done_words, "owner": row.owner,
            "reach": row.reach,
        }  # fmt: skip


def _exchanges(vault: Vault) -> Iterator[Line]:
    offset, more = 0, True
    while more:
        page = outstanding_everywhere(vault, offset=offset, limit=_PAGE)
        for row in page.rows:
            last = row.item.last_hand_on
            yield {
                "case": row.case_ref, "id": row.item.id, "record": row.title, "for": row.members_words,
                "state": row.item.state.value, "last_hand_on": last.isoformat() if last else None, "now": row.now_words,
            }  # fmt: skip
        offset, more = offset + len(page.rows), page.more


def _deadlines(vault: Vault) -> Iterator[Line]:
    for section in (Section.LATE, Section.DUE_SOON):
        offset, more = 0, True
        while more:
            page = agenda_page(vault, section=section, offset=offset, limit=_PAGE)
            for row in page.rows:
                yield {
                    "case": row.case_ref, "what": row.what, "words": row.words, "who": row.who, "state": row.state,
                    "due_on": row.due_on.isoformat() if row.due_on else None,
                }  # fmt: skip
            offset, more = offset + len(page.rows), page.more


def _prints(vault: Vault) -> Iterator[Line]:
    offset = 0
    while page := open_prints(vault, PrintFilter(), offset=offset, limit=_PAGE).rows:
        for line in page:
            copy = line.copy
            yield {
                "copy": copy.copy_no, "kind": copy.kind.value, "case": copy.case_ref, "made_at": copy.made_at,
                "recipient": copy.recipient,
                "destroyed_on": copy.destroyed_on.isoformat() if copy.destroyed_on else None,
            }  # fmt: skip
        offset += len(page)


def _audit(vault: Vault) -> Iterator[Line]:
    offset, more = 0, True
    while more:
        view = audit_trail(vault, offset=offset, limit=_PAGE)
        for line in view.lines:
            yield {
                "no": line.seq,
                "at": line.when,
                "who": line.who,
                "act": line.act,
                "record": line.table,
                "reason": line.reason,
            }
        offset, more = offset + len(view.lines), view.more


def _retention(vault: Vault) -> Iterator[Line]:
    """Yield every closed record: what needs a person first, then by the day of its review."""
    offset = 0
    while page := list_retention(vault, offset=offset, limit=_PAGE).rows:
        for line in page:
            one = line.record
            yield {
                "kind": one.kind.value, "reference": one.reference, "class": one.class_id or None,
                "closed_on": _day(one.closed_on), "review_on": _day(one.review_on), "due": line.due_words,
                "legal_hold": one.is_held, "ukpps": one.ukpps_answer.value if one.ukpps_answer else None,
                "proposed": one.is_proposed, "sample": one.sample,
            }  # fmt: skip
        offset += len(page)


def _disposals(vault: Vault) -> Iterator[Line]:
    """Yield every certificate, the newest first: counts and who signed, nothing of the record."""
    offset = 0
    while page := list_disposals(vault, offset=offset, limit=_PAGE).rows:
        for line in page:
            yield {
                "certificate": line.number, "kind": line.kind.value, "disposed_at": line.disposed_at,
                "proposed_by": line.proposed_by, "approved_by": line.approved_by, "rows": line.rows,
                "backups_left": line.backups_left,
            }  # fmt: skip
        offset += len(page)


def _decisions(vault: Vault) -> Iterator[Line]:
    """Yield the register of decisions, the newest first."""
    for row in _all(vault, decisions.page_of):
        yield {
            "id": row.id, "reference": row.reference, "decided": row.decided_words, "what": row.what,
            "record": row.about, "outcome": row.outcome.value, "basis": row.basis.value,
        }  # fmt: skip


def _concerns(vault: Vault) -> Iterator[Line]:
    """Yield every security concern, closed ones too. What happened is not in the list."""
    for row in _all(vault, concerns.page_of):
        yield {
            "id": row.id, "reference": row.reference, "raised": row.raised_words, "kind": row.kind.value,
            "record": row.about, "state": row.state.value, "danger": row.danger,
        }  # fmt: skip


def _requests(vault: Vault) -> Iterator[Line]:
    """Yield every request for records, answered ones too."""
    for row in _all(vault, access.page_of):
        yield {
            "id": row.id, "reference": row.reference, "received": row.received_words, "kind": row.kind.value,
            "what": row.asked_by, "answer": row.answer.value if row.answer else None, "due": row.due_words,
        }  # fmt: skip


def _all(vault: Vault, page_of: Callable[[Vault, Asked], Page[T]]) -> Iterator[T]:
    """Yield the rows of a list of the partnership, page by page, what is closed too."""
    offset = 0
    while page := page_of(vault, Asked(also_closed=True, offset=offset, limit=_PAGE)).rows:
        yield from page
        offset += len(page)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


KINDS: Mapping[str, Callable[[Vault], Iterator[Line]]] = {
    "cases": _cases,
    "referrals": _referrals,
    "relay": _relay,
    "incidents": _incidents,
    "reviews": _reviews,
    "decisions": _decisions,
    "concerns": _concerns,
    "requests": _requests,
    "escalations": _escalations,
    "complaints": _complaints,
    "consultations": _consultations,
    "rollout": _rollout,
    "exchanges": _exchanges,
    "deadlines": _deadlines,
    "prints": _prints,
    "retention": _retention,
    "disposals": _disposals,
    "audit": _audit,
}
