"""Vaults that differ in one thing a referrer must not notice, and everything a referrer can get out of one."""

import contextlib
import io
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from spoc_desk.casework import (
    agenda,
    assurance,
    case_refs,
    concerns,
    directory,
    document_checks,
    history,
    prints,
    queries,
    register,
    vault_care,
)
from spoc_desk.casework.agenda_sources import drafts_shown
from spoc_desk.casework.case_lists import CaseFilter, case_header, list_cases
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.disputes import complaints, consultations
from spoc_desk.casework.exchange import item_with_hands
from spoc_desk.casework.may_see import CLOSED_TABLES, settle, sights
from spoc_desk.casework.names import set_name
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.partnership import complaints as complaint_room
from spoc_desk.casework.partnership import consultations as consultation_room
from spoc_desk.casework.partnership import escalations as escalation_room
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.present_home import mark_home
from spoc_desk.casework.print_register import line_of, list_prints
from spoc_desk.casework.referrals import lists, moves, prefill, prompts
from spoc_desk.casework.referrals.checking import check_answers
from spoc_desk.casework.referrals.reading import ReferralView, referral_view
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.casework.restricted.records import add_record, list_records
from spoc_desk.casework.restricted.releases import stop_of
from spoc_desk.casework.schools.directory import list_schools, school_choices
from spoc_desk.cli.main import run_command
from spoc_desk.clock import FixedClock
from spoc_desk.domain import record as records
from spoc_desk.domain.document_checks import Verdict
from spoc_desk.errors import UserError
from spoc_desk.forms.definition import Answers
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.connection import Database
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.vault import Draft, Vault
from spoc_desk_ui.case_finder import find_cases
from spoc_desk_ui.forms.choices import fetch_choices
from tests.casework.disputes.desk import COMPLAINT, CONSULTATION, opened
from tests.casework.own_copy import issue
from tests.casework.referrals.desk import BEFORE, CHILD_ANSWERS, begin, intensive
from tests.casework.story import Story
from tests.factories import PASSWORD, make_vault

ROLES = frozenset({"la_spoc", "dcs_office", "dass_office"})
PROTECTED = {"given_name": "Katarzyna", "family_name": "Marchbanks"}
MARKED_HOME = "9 Quay Road, Luton"
WORDS = ("", "k", "Katarzyna", "Marchbanks", "quiet", "Child A", "4821", "Maja", "Nowak")
MAKES_NO_DIFFERENCE = re.compile(r"^(PRAGMA|BEGIN|COMMIT|ROLLBACK)")

Extra = Callable[[Story], None]
Question = tuple[str, Callable[[], object]]
"""What is asked, in words, and the asking."""


class Luck:
    """What is drawn by lot, the same in every vault: ids and references."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._random = random.Random(0)
        monkeypatch.setattr(records, "uuid4", lambda: UUID(int=self._random.getrandbits(128), version=4))
        monkeypatch.setattr(case_refs, "secrets", self)

    def begin(self, seed: int) -> None:
        self._random = random.Random(seed)

    def choice(self, words: tuple[str, ...]) -> str:
        return self._random.choice(words)

    def randbelow(self, most: int) -> int:
        return self._random.randrange(most)


More = Callable[["Desk"], Iterable[Question]]


@dataclass
class Desk:
    """One vault at which a referrer sits."""

    vault: Vault
    clock: FixedClock
    folder: Path
    referrals: tuple[str, ...]
    hidden: dict[str, str] = field(default_factory=dict)
    """Ids of what she must not find, for questions that name them."""


def lay_out(folder: Path, luck: Luck, *extras: Extra, role: str = "referrer") -> Desk:
    """Make a vault with two referrals and a print, then the *extras*; then a referrer sits there, and the officer is
    another user of the same vault."""
    clock = FixedClock()
    vault = make_vault(folder, clock, roles=ROLES)
    luck.begin(1)
    save_profile(vault, load_profile("luton"))
    first = intensive(vault, clock)
    other = begin(vault, clock)
    other.row("referral_child", {**CHILD_ANSWERS, "given_names": "Katarzina", "family_name": "Marchbanks"})
    first.to_print()
    luck.begin(2)
    story = Story(vault)
    for extra in extras:
        extra(story)
    luck.begin(3)
    hidden = _hidden(vault)
    with vault.transaction("changed a user") as tx:
        row = tx.one("SELECT id, version FROM users")
        assert row is not None
        tx.update("users", row["id"], {"roles": json.dumps([role])}, version=row["version"])
        tx.insert("users", {"id": records.new_id(), "name": "Ruth Alder", "roles": json.dumps(sorted(ROLES))})
    vault.close()
    vault = open_vault(folder, PASSWORD, clock=clock)
    settle(vault)
    return Desk(vault, clock, folder, (first.id, other.id), hidden)


def a_relocation(story: Story) -> None:
    """Everything a desk does for a family: exchange, flags, questions, concerns, paper, half-typed text."""
    story.up_to_exchange()
    people = story.family()
    set_name(story.vault, member_id=people[0].id, answers={"given_name": "Rowan", "family_name": "Thistlewood"})
    mark_home(story.vault, case_id=story.case_id, answers={"marks": "77 Quiet Lane, Luton"})
    story.need("school", "universal")
    story.inform("school")
    asked_by = story.contact("Harbour surgery", kind="service")
    asked = {"received_on": "2026-11-20", "method": "phone", "asked_by": asked_by, "question": "May we ring them?"}
    queries.record_query(story.vault, case_id=story.case_id, answers=asked)
    raised: Answers = {"kind": "suspicious", "what_happened": "Somebody asked by phone", "who_is_at_risk": ("family",)}
    concerns.raise_concern(story.vault, case_id=story.case_id, answers=raised)
    assurance.add_step(story.vault, answers={"audience": "Schools", "step": "training"})
    _disputes_of_the_case(story)
    prepared = prints.prepare(story.vault, kind="chronology", case_id=story.case_id)
    issue(story.vault, prepared, acknowledged=True)
    plan = document_checks.plan_check(story.vault, mode="local")
    outcome = document_checks.Outcome(Verdict.CLEAN, 1, 0, ())
    document_checks.save_check(story.vault, plan, outcome)
    place = f"case/{story.case_id}/meetings/new/held_on"
    story.vault.save_draft(Draft(place, {"minutes": "half"}, "minutes", 4, "2026-11-23T09:30:00Z"))
    _referral_of_the_case(story)


def a_protected_child(story: Story) -> None:
    """The child of the second referral is one of a relocated family."""
    story.notify()
    child = story.family()[0]
    set_name(story.vault, member_id=child.id, answers=PROTECTED)


def a_colleagues_child(story: Story) -> None:
    """The child of the second referral is restricted for another reason."""
    add_record(story.vault, answers={**PROTECTED, "kind": "staff_family"})


def a_marked_home(story: Story) -> None:
    """A relocated family lives at the addresses of the RELAY table and of a later correction."""
    story.notify()
    mark_home(story.vault, case_id=story.case_id, answers={"marks": MARKED_HOME})


def a_colleagues_home(story: Story) -> None:
    """The home of a member of staff is the same address."""
    add_record(
        story.vault,
        answers={"kind": "staff_family", "given_name": "Odalys", "family_name": "Quenby", "home_marks": MARKED_HOME},
    )


def everything_seen(
    desk: Desk, luck: Luck, monkeypatch: pytest.MonkeyPatch, tmp: Path, more: More = lambda _desk: ()
) -> dict[str, object]:
    """Return all that a referrer gets to see, by name, with the questions that the vault was asked for it.

    *more*: what else is asked of a desk, after the rest.
    """
    luck.begin(4)
    seen: dict[str, object] = {}
    for name, work in chain(_questions(desk), more(desk)):
        asked: list[str] = []
        with monkeypatch.context() as patched:
            _listen(patched, asked)
            seen[name] = _told(work)
        seen[f"{name}: questions to the vault"] = asked
    seen |= _command_line(desk, tmp)
    return seen


def _questions(desk: Desk) -> Iterator[Question]:
    vault = desk.vault
    yield "sights", lambda: sorted(sights(vault))
    yield "today", partial(agenda.today, vault)
    yield "nothing recorded", partial(agenda.nothing_recorded, vault)
    for section in agenda.Section:
        yield f"agenda {section}", partial(agenda.agenda_page, vault, section=section)
    for words in WORDS:
        yield f"cases “{words}”", partial(list_cases, vault, filter=CaseFilter(text=words, open_only=False))
        yield f"command box “{words}”", partial(find_cases, vault, words)
        yield f"referrals “{words}”", partial(lists.list_referrals, vault, text=words)
        entries = directory.ContactFilter(text=words)
        yield f"contacts “{words}”", partial(directory.list_contacts, vault, filter=entries)
    yield "referral counts", partial(lists.counts, vault)
    yield "outstanding records", partial(register.outstanding_everywhere, vault)
    yield "concerns", lambda: (concerns.concerns(vault), concerns.open_concerns(vault))
    yield "questions", partial(queries.queries, vault, case_id=None)
    yield "checks", partial(document_checks.recent_checks, vault)
    yield "trail", partial(history.audit_trail, vault)
    yield "roll-out", lambda: (assurance.steps(vault), assurance.audiences(vault))
    for room in (escalation_room, complaint_room, consultation_room):
        for words in ("", "quiet", "4821", "Nowak"):
            yield f"{room.__name__} “{words}”", partial(room.page_of, vault, Asked({"reference": words}))
        yield f"{room.__name__} count", partial(room.count_of, vault)
    yield "schools", lambda: (list_schools(vault), school_choices(vault))
    yield "choices", partial(fetch_choices, vault)
    yield "own words", partial(own_words, vault)
    yield "restricted", partial(list_records, vault)
    yield "prints", lambda: (list_prints(vault), list_prints(vault, out_only=True, limit=0).total)
    yield "drafts", lambda: [draft.place for draft in drafts_shown(vault)]
    yield "facts", lambda: replace(vault_care.vault_facts(vault), folder=Path())
    yield "check", partial(vault_care.check_vault, vault)
    yield from _about_referrals(desk)
    yield from _named(desk)


def _about_referrals(desk: Desk) -> Iterator[Question]:
    vault, today = desk.vault, desk.clock.today()
    for number, one in enumerate(desk.referrals):
        yield f"view {number}", partial(referral_view, vault, one)
        yield f"stop {number}", partial(stop_of, vault, one)
        yield f"prompts {number}", partial(_of_view, vault, one, lambda view: prompts.prompts(view, today))
        yield f"moves {number}", partial(_of_view, vault, one, moves.offered)
        yield f"check {number}", partial(_of_view, vault, one, lambda view: check_answers(view, today))
        yield f"offers {number}", partial(_of_view, vault, one, partial(prefill.offers, vault))
        yield f"form {number}", partial(_pages, vault, one)
        yield f"paper {number}", partial(_paper, vault, one)
    yield "a new referral", lambda: begin(vault, desk.clock, need_level=BEFORE["need_level"]).view()
    yield "the list afterwards", lambda: (lists.list_referrals(vault), lists.counts(vault), agenda.today(vault))


def _named(desk: Desk) -> Iterator[Question]:
    """Somebody who got hold of an id gets the answer that any other id gets."""
    vault = desk.vault
    asks: tuple[tuple[str, str, Callable[[str], object]], ...] = (
        ("case", "cases", partial(case_header, vault)),
        ("history", "cases", partial(history.chronology, vault)),
        ("chronology", "cases", lambda one: prints.prepare(vault, kind="chronology", case_id=one)),
        ("record", "exchange_items", partial(item_with_hands, vault)),
        ("contact", "contacts", partial(directory.contact, vault)),
        ("copy", "prints", partial(line_of, vault)),
        ("referral of a case", "referrals", partial(referral_view, vault)),
        ("escalation of a case", "escalations", partial(escalation_room.sheet_of, vault)),
        ("consultation of a case", "consultations", partial(consultation_room.sheet_of, vault)),
        (
            "paper of an escalation",
            "escalations",
            lambda one: prints.prepare(vault, kind="escalation", record_ids=[one]),
        ),
    )
    for name, kind, ask in asks:
        yield f"by id: {name}", partial(ask, desk.hidden.get(kind, "7b1c9d3e-0000-4000-8000-000000000000"))


def _of_view(vault: Vault, referral_id: str, ask: Callable[[ReferralView], object]) -> object:
    return ask(referral_view(vault, referral_id))


def _pages(vault: Vault, referral_id: str) -> object:
    prepared = prints.prepare(vault, kind="referral", referral_id=referral_id)
    return prepared.contains, prepared.copy_no, prepared.leaks, prints.preview(vault, prepared)


def _paper(vault: Vault, referral_id: str) -> object:
    prepared = prints.prepare(vault, kind="referral-tracking", referral_id=referral_id)
    issued = issue(vault, prepared, acknowledged=True)
    return issued.copy, issued.file_name, len(issued.pdf), issued.pdf


def _command_line(desk: Desk, tmp: Path) -> dict[str, object]:
    desk.vault.close()
    secret = tmp / "secret"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    said: dict[str, object] = {}
    kinds = (
        "cases",
        "exchanges",
        "deadlines",
        "prints",
        "audit",
        "referrals",
        "relay",
        "escalations",
        "consultations",
        "complaints",
    )
    calls = [["list", kind, "--json"] for kind in kinds]
    calls += [["verify"], ["verify", "--json"]]
    for command, *rest in calls:
        argv = [command, str(desk.folder), *rest, "--passphrase-file", str(secret)]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_command(argv)
        shown = re.sub(r'"checked_at": "[^"]*"', "", out.getvalue())
        said[" ".join(["cli", command, *rest])] = (code, shown, err.getvalue())
    return said


def _told(work: Callable[[], object]) -> object:
    """Return what comes back, or the very words of the refusal."""
    try:
        return work()
    except UserError as error:
        return type(error).__name__, str(error)


def _listen(patched: pytest.MonkeyPatch, asked: list[str]) -> None:
    plain = Database.rows

    def rows(database: Database, sql: str, params: Any = ()) -> Any:
        if not MAKES_NO_DIFFERENCE.match(sql):
            asked.append(sql)
        return plain(database, sql, params)

    plain_execute = Database.execute

    def execute(database: Database, sql: str, params: tuple[SqlValue, ...] = ()) -> Any:
        asked.append(sql)
        return plain_execute(database, sql, params)

    patched.setattr(Database, "rows", rows)
    patched.setattr(Database, "execute", execute)


def _hidden(vault: Vault) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in (*sorted(CLOSED_TABLES[next(iter(CLOSED_TABLES))]), "contacts"):
        if not vault.rows("SELECT 1 FROM pragma_table_info(?) WHERE name = 'id'", (table,)):
            continue  # a tally: numbers, no records
        row = vault.one(f"SELECT id FROM {table} ORDER BY rowid LIMIT 1")
        if row is not None:
            found[table] = str(row[0])
    for table in ("prints", "referrals", "escalations", "consultations", "complaints"):
        row = vault.one(f"SELECT id FROM {table} WHERE case_id IS NOT NULL LIMIT 1")
        if row is not None:
            found[table] = str(row[0])
    return found


def _disputes_of_the_case(story: Story) -> None:
    """Take up a disagreement, a complaint and a consultation about the relocation, and print them."""
    vault, case_id = story.vault, story.case_id
    one = opened(vault, case_id=case_id, matter="exchange")
    two = complaints.record_complaint(vault, answers=COMPLAINT, case_id=case_id).change.ids[0]
    three = consultations.record_consultation(vault, answers=CONSULTATION, case_id=case_id).change.ids[0]
    for kind, record_id in (("escalation", one.id), ("complaint", two), ("consultation-log", three)):
        issue(vault, prints.prepare(vault, kind=kind, record_ids=[record_id]), acknowledged=True)


def _referral_of_the_case(story: Story) -> None:
    """Begin a referral from the relocation, and print its tracking sheet: both are hidden with it."""
    done = start_referral(story.vault, answers=BEFORE, case_id=story.case_id)
    assert done.record is not None
    prepared = prints.prepare(story.vault, kind="referral-tracking", referral_id=done.record.id)
    issue(story.vault, prepared, acknowledged=True)
