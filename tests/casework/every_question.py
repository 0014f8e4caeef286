"""Every public question of casework, asked by whoever sits at the desk, with the ids that are really in the vault."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

import spoc_desk.casework as casework
from spoc_desk.casework import prints
from spoc_desk.casework.agenda import Section
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.figures.sources import SOURCES
from spoc_desk.casework.may_see import CLOSED_TABLES, Sight
from spoc_desk.casework.referrals.reading import referral_view
from spoc_desk.casework.relay.messages import answers_for
from spoc_desk.casework.restricted.matching import PersonKeys
from spoc_desk.domain.figures import Period
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.roles import KNOW_OF_RELOCATIONS
from spoc_desk.errors import UserError
from spoc_desk.vault.records.print_list import PrintFilter
from spoc_desk.vault.records.stores import (
    CASES,
    HANDS,
    ITEMS,
    REFERRALS,
    RELAY_INCIDENTS,
    RELAY_MESSAGES,
    SCHOOLS,
)
from spoc_desk.vault.vault import Vault

WRITES_WHEN = {
    "answers", "version", "new", "password", "own_password", "old", "prepared", "told", "tx", "accepted", "outcome",
    "profile_id", "corrected", "preview", "data", "active", "tried", "second", "holder", "name", "text",
}  # fmt: skip
"""A function that wants one of these changes something, or judges what was typed: the acts are proven in test_may_do,
and an answer to what she typed herself tells nothing."""

LEFT_OUT: Mapping[str, str] = {
    "agenda_sources.asked_for": "a context, not an answer",
    "hand_recording.desk_for": "gathers for a hand that is being recorded, inside its change",
    "may_see.settle": "the bolt itself",
    "may_see.settle_again": "the bolt itself",
    "masked.masks_for": "makes the masks; what it returns are functions",
    "case_refs.new_case_ref": "draws a reference for a new case, which is not stored yet",
    "sample.story.lay_out_sample": "writes the sample cases",
    "sample.referrals.lay_out_referrals": "writes the sample referrals",
    "sample.partnership.lay_out_partnership": "writes the sample registers",
    "sample.story.add_plain_cases": "writes the sample cases",
    "backups.place_warnings": "looks at a folder, not into the vault",
    "searched.names_another_area": "judges the words of her own search",
    "vault_care.check_vault": "checks the whole file and notes that; proven in test_vault_care",
}
_CHANGES = {
    "cases.move", "chase_note.chase", "concerns.inform_la_spoc", "concerns.contact_ukpps", "concerns.record_advice",
    "concerns.close_concern", "directory.retire_contact", "exchange.answer_baseline", "exchange.refresh_baseline",
    "exchange.record_hand", "flags.answer_holds_record", "flags.request_flags", "flags.place_flags",
    "flags.remove_flags", "flags.review_flags", "household.remove_member", "meetings.finish_action",
    "names.reveal_name", "print_register.mark_destroyed", "queries.match_case", "queries.take_to_ukpps",
    "queries.record_reply", "queries.answer_query", "referrals.consents.see_signed_copy",
    "referrals.moves.ready_for_consent", "referrals.moves.ready_to_send", "referrals.moves.mark_printed",
    "referrals.moves.record_event", "referrals.printing.move_on", "referrals.rows.remove_row",
    "referrals.rows.restore_row", "referrals.sections.tick", "referrals.threshold_sets.use_set",
    "restricted.releases.release", "routes_to_stop.start_checklist", "spocs.end_appointment",
    "spocs.end_ukpps_contact", "spocs.end_ukpps_spoc", "cases.confirm_route",
    "handover.desks.renew_keys",
    "relay.capture.remove_child", "relay.messages.no_school", "relay.messages.clear", "relay.messages.receipt",
    "relay.messages.override_closure", "relay.messages.not_sent", "relay.messages.close",
    "relay.misdirected.tell_dpo", "relay.misdirected.write_more",
    "relay.misdirected.confirm_deletion", "relay.misdirected.close_misdirection",
    "reviewed.gate.release_incident", "reviewed.gate.release_review", "reviewed.incidents.close_incident",
    "reviewed.reviews.close_review", "reviewed.children.remove_child",
    "relay.school_year.remove_closure", "relay.school_year.copy_year", "relay.triage.release", "relay.triage.handle",
    "saved_views.delete_view", "figures.audit_samples.draw", "figures.releasing.give_out",
    "figures.yearly_report.record_copies", "figures.yearly_report.record_published", "prints.issue_table",
}  # fmt: skip
"""Changes by other names: each begins a transaction, and so is proven in test_may_do."""


@dataclass
class Known:
    """What is in the vault, by the names under which functions ask for it; read as the program itself reads."""

    vault: Vault

    @cached_property
    def ids(self) -> dict[str, str]:
        found = {"case_id": "cases", "member_id": "members", "item_id": "exchange_items", "contact_id": "contacts",
                 "print_id": "prints", "record_id": "restricted_records", "school_id": "schools",
                 "user_id": "users", "subject_id": "cases", "incident_id": "relay_incidents",
                 "message_id": "relay_messages", "serious_id": "serious_incidents",
                 "review_id": "case_reviews"}  # fmt: skip
        return {name: str(self._first(table)) for name, table in found.items()}

    @cached_property
    def referral_ids(self) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in self.vault.own_rows("SELECT id FROM referrals ORDER BY case_id"))

    @cached_property
    def hidden_ids(self) -> dict[str, frozenset[str]]:
        """The ids of every row that lies in a table of relocations."""
        return {
            table: frozenset(str(row[0]) for row in self.vault.own_rows(f"SELECT id FROM {table}"))
            for table in ("cases", "members", "meetings", "needs", "exchange_items", "hands", "flags", "concerns")
        }

    @cached_property
    def relay_ids(self) -> frozenset[str]:
        """The ids of every row of RELAY."""
        tables = sorted(CLOSED_TABLES[Sight.RELAY] - {"relay_tally", "relay_message_tally"})  # how many, by triggers
        return frozenset(str(row[0]) for one in tables for row in self.vault.own_rows(f"SELECT id FROM {one}"))

    @cached_property
    def reviewed_ids(self) -> frozenset[str]:
        """The ids of every row of a serious incident or a case before the Case Review Group."""
        tables = sorted(one for one in CLOSED_TABLES[Sight.INCIDENTS] if not one.endswith("_tally"))
        return frozenset(str(row[0]) for one in tables for row in self.vault.own_rows(f"SELECT id FROM {one}"))

    @cached_property
    def case_ref(self) -> str:
        return str(self.vault.own_rows("SELECT case_ref FROM cases ORDER BY rowid LIMIT 1")[0][0])

    def _first(self, table: str) -> str:
        row = self.vault.own_rows(f"SELECT id FROM {table} ORDER BY rowid LIMIT 1")
        return str(row[0][0]) if row else "7b1c9d3e-0000-4000-8000-000000000000"


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield every public function of casework that asks a vault, by its name."""
    for module in pkgutil.walk_packages(casework.__path__, casework.__name__ + "."):
        loaded = importlib.import_module(module.name)
        for name, function in vars(loaded).items():
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != loaded.__name__:
                continue
            named = f"{module.name.removeprefix('spoc_desk.casework.')}.{name}"
            first = next(iter(inspect.signature(function).parameters.values()), None)
            if first is not None and getattr(first.annotation, "__name__", "") in ("Vault", "Reader"):
                yield named, function


def questions(vault: Vault, known: Known) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield everything that can be asked. An id of a kind that is not known here is that of the case."""
    for name, function in functions():
        wanted = list(inspect.signature(function).parameters.values())[1:]
        needed = [each.name for each in wanted if each.default is each.empty]
        if name in LEFT_OUT or name in _CHANGES or WRITES_WHEN & {each.name for each in wanted if each.name in needed}:
            continue
        yield from _asked(name, function, vault, needed, known)
    for turn in ("child", "match", "sent", "feedback"):
        first = partial(answers_for, vault, turn, known.ids["message_id"], "2026-11-23T09:30")
        yield f"relay.messages.answers_for {turn}", first
    yield from _prints(vault, known)


def _asked(
    name: str, function: Callable[..., object], vault: Vault, needed: list[str], known: Known
) -> Iterator[tuple[str, Callable[[], object]]]:
    choices: list[dict[str, object]] = [{}]
    for each in needed:
        values = _values(each, vault, known)
        if values is None:  # an id, or something only another answer gives: then that one is asked
            values = [known.ids["case_id"]] if each.endswith("_id") else []
        choices = [{**given, each: value} for given in choices for value in values]
    for number, given in enumerate(choices):
        yield f"{name} {number}", _call(function, vault, given)


def _call(function: Callable[..., object], vault: Vault, given: dict[str, object]) -> Callable[[], object]:
    return partial(function, vault, **given)


def _values(name: str, vault: Vault, known: Known) -> list[object] | None:
    if name in known.ids:
        return [known.ids[name]]
    today = vault.clock.today()
    plain: dict[str, list[object]] = {
        "referral_id": list(known.referral_ids),
        "view": [view for one in known.referral_ids if (view := _now(partial(referral_view, vault, one)))],
        "referral": [one for each in known.referral_ids if (one := _now(partial(REFERRALS.get, vault, each)))],
        "section": list(Section), "sight": list(Sight), "case": _one(lambda: CASES.get(vault, known.ids["case_id"])),
        "item": _one(lambda: ITEMS.get(vault, known.ids["item_id"])), "hands": _one(lambda: HANDS.find(vault)),
        "items": _one(lambda: [ITEMS.get(vault, known.ids["item_id"])]), "today": [today], "day": [today],
        "roles": [vault.actor.roles], "wanted": [KNOW_OF_RELOCATIONS],
        "people": [[PersonKeys("Maja", "Nowak", "", None)]],
        "council": [profile(vault)], "days": [calendar(vault)], "kind": [PrintKind.REFERRAL], "query": [PrintFilter()],
        "first": [date(today.year, 1, 1)], "last": [today], "year": ["2026-27"], "police_ref": ["Needlerelay"],
        "incident_date": ["2026-11-20"],
        "school": _one(lambda: SCHOOLS.get(vault, known.ids["school_id"])),
        "message": _one(lambda: RELAY_MESSAGES.get(vault, known.ids["message_id"])),
        "incident": _one(lambda: RELAY_INCIDENTS.get(vault, known.ids["incident_id"])),
        "children": [()], "rule": ["D-06"], "rule_id": ["D-11"], "moment": ["2026-11-23T09:30:00Z"],
        "source": list(SOURCES), "period": [Period(2026, 2), Period(2025)],
        "list_name": ["relocations", "relay", "referrals"],
    }  # fmt: skip
    return plain.get(name)


T = TypeVar("T")


def _now(read: Callable[[], T]) -> T | None:
    """Return what is read by whoever sits there, or nothing where it is refused."""
    try:
        return read()
    except UserError:
        return None


def _one(read: Callable[[], T]) -> list[object]:
    found = _now(read)
    return [] if found is None else [found]


def _prints(vault: Vault, known: Known) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every kind of paper, of every record it can be about."""
    about = {
        PrintKind.MEETING_RECORD: "meetings", PrintKind.REQUEST_SCHEDULE: "exchange_items",
        PrintKind.PASS_ON_SLIP: "exchange_items", PrintKind.FLAG_REQUEST: "flags",
        PrintKind.SERVICE_NOTICE: "service_notices", PrintKind.CHECK_CERTIFICATE: "document_checks",
        PrintKind.RELAY_MESSAGE: "relay_messages", PrintKind.INCIDENT_SHEET: "serious_incidents",
        PrintKind.REVIEW_REFERRAL: "case_reviews", PrintKind.REVIEW_REQUEST: "case_reviews",
        PrintKind.REVIEW_PLAN: "case_reviews",
    }  # fmt: skip
    for kind in prints.CONTAINS:
        ids = [str(row[0]) for row in vault.own_rows(f"SELECT id FROM {about[kind]}")] if kind in about else []
        for record_ids in ([one] for one in ids) if ids else ([],):
            for referral_id in known.referral_ids if kind.is_of_referral else (None,):
                case_id = None if kind.is_of_referral else known.ids["case_id"]
                yield f"print {kind.value}", _print(vault, kind, case_id, referral_id, record_ids)


def _print(
    vault: Vault, kind: PrintKind, case_id: str | None, referral_id: str | None, record_ids: list[str]
) -> Callable[[], object]:
    return lambda: prints.prepare(vault, kind=kind, case_id=case_id, referral_id=referral_id, record_ids=record_ids)


def told(ask: Callable[[], object]) -> str:
    """Return in words all that comes back, to the last field; or the refusal."""
    try:
        return words_of(ask())
    except UserError as error:
        return f"{type(error).__name__}: {error}"


def words_of(value: object) -> str:
    """Return every text in a value: of records, views, documents, rows."""
    if isinstance(value, str | int | float | bool | date | Path | None):
        return str(value)
    if isinstance(value, Mapping):
        return " ".join(f"{words_of(key)} {words_of(each)}" for key, each in value.items())
    if isinstance(value, tuple | list | set | frozenset):
        return " ".join(words_of(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(words_of(getattr(value, each.name)) for each in fields(value))
    return repr(value)
