"""The three standards of a case (S003:188-190), judged from facts where facts decide.

ST-1 has no pass mark in the source: the days are shown and the officer says. ST-2 is met when both SPOCs are
identified, ST-3 when every person has a placed flag in each system that holds a record. Nobody can tick those two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.casework.accepting import day_from
from spoc_desk.casework.case_reading import spoc_sides
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.clocks import cancel_clock, meet_clock
from spoc_desk.casework.holds import refuse_closed, refuse_without_role
from spoc_desk.casework.leaks import scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.deadlines.wording import count_days
from spoc_desk.domain.cases import Case, CaseState
from spoc_desk.domain.contacts import Duty, UkppsRole
from spoc_desk.domain.flags import Flag
from spoc_desk.domain.meetings import Met, Standard, StandardNo
from spoc_desk.domain.record import new_id
from spoc_desk.domain.route import covered, sides
from spoc_desk.domain.terms import Tri
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import APPOINTMENTS, CASES, FLAGS, MEETINGS, MEMBERS, STANDARDS, UKPPS_CONTACTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FLAGS_CLOCK = "D-03"


@dataclass(frozen=True)
class StandardView:
    """One standard as it stands: what is stored, what the facts say, in words."""

    standard: StandardNo
    met: Met
    met_on: date | None
    evidence: str
    note: str
    words: str


@dataclass(frozen=True)
class Finding:
    """What the facts say about a standard; `met_on` is the day on which it became so."""

    is_met: bool
    met_on: date | None
    words: str


def standards(vault: Reader, case_id: str) -> tuple[StandardView, ...]:
    """Return the three standards of a case. Before the first meeting all are pending."""
    case = CASES.get(vault, case_id)
    stored = _stored(vault, case_id)
    return tuple(_view(case, stored.get(number), number, _FINDERS[number](vault, case)) for number in StandardNo)


def note_standard(vault: Vault, *, case_id: str, standard: StandardNo | str, answers: Answers) -> Done:
    """Write the evidence and the note of a standard; for ST-1 also `met` and `met_on`.

    ST-2 and ST-3 cannot be said to be met: they are met when the records show it. They can be said not to be met.
    """
    number = StandardNo(standard)
    today = vault.clock.today()
    case = CASES.get(vault, case_id)
    refuse_closed(case)
    refuse_without_role(case)
    before = _stored(vault, case_id).get(number)
    if before is None:
        raise NotYet("Record the meeting of UKPPS with the DCS or the DASS first.", "domain 3.1")
    after = _answered(before, answers, _FINDERS[number](vault, case), today)
    with vault.transaction("noted a standard") as tx:
        stored = STANDARDS.update(tx, before, after)
    texts = {"evidence": ("Evidence", stored.evidence), "note": ("Note", stored.note)}
    return Done(Change(What.MEETING, case_id, (stored.id,)), scan_texts(texts, own_words(vault)), stored)


def open_standards(tx: Transaction, case: Case) -> None:
    """Open the checklist at the first meeting."""
    known = _stored(tx, case.id)
    for number in StandardNo:
        if number not in known:
            STANDARDS.insert(tx, Standard(id=new_id(), case_id=case.id, standard=number))


def review_standards(tx: Transaction, case: Case, today: date) -> None:
    """Bring ST-2 and ST-3 in line with the facts: called after SPOCs, members and flags have changed."""
    if case.state is CaseState.CLOSED:
        return
    stored = _stored(tx, case.id)
    for number in (StandardNo.ST_2, StandardNo.ST_3):
        before = stored.get(number)
        if before is not None:
            finding = _FINDERS[number](tx, case)
            STANDARDS.update(tx, before, _judged(before, finding, today))
            if number is StandardNo.ST_3 and finding.is_met:
                meet_clock(tx, FLAGS_CLOCK, case.id, finding.met_on or today)


def forget_standards(tx: Transaction, case: Case, today: date) -> None:
    """Stop waiting for flags: the case ends without them."""
    cancel_clock(tx, FLAGS_CLOCK, case.id, today)


def apply_meeting_answers(tx: Transaction, case: Case, answers: Answers, today: date) -> None:
    """Store what a meeting record says about the standards (`st_1_met`, `st_1_met_on`, `st_1_evidence`, …)."""
    for number, before in _stored(tx, case.id).items():
        given = {
            name: answers[f"{number}_{name}"] for name in ("met", "met_on", "evidence") if f"{number}_{name}" in answers
        }
        finding = _FINDERS[number](tx, case)
        if number is not StandardNo.ST_1 and given.get("met") == Met.MET and not finding.is_met:
            # The record says so, the facts do not yet: it stays pending and the evidence is kept.
            given = {"evidence": given.get("evidence", "")}
        STANDARDS.update(tx, before, _answered(before, given, finding, today))


def _answered(before: Standard, answers: Answers, finding: Finding, today: date) -> Standard:
    after = replace(
        before,
        evidence=str(answers.get("evidence", before.evidence)),
        note=str(answers.get("note", before.note)),
    )
    if not answers.get("met"):
        return after
    met = Met(str(answers["met"]))
    if met is Met.MET and not finding.is_met:
        raise BadAnswer(f"This standard is not met yet. {finding.words}", "met", "S003:188-190")
    on = day_from(answers, "met_on", finding.met_on or today) if met is Met.MET else None
    return replace(after, met=met, met_on=on)


def _judged(before: Standard, finding: Finding, today: date | None) -> Standard:
    if finding.is_met:
        on = before.met_on if before.met is Met.MET else finding.met_on or today
        return replace(before, met=Met.MET, met_on=on)
    if before.met is Met.MET:
        return replace(before, met=Met.PENDING, met_on=None)
    return before


def _view(case: Case, stored: Standard | None, number: StandardNo, finding: Finding) -> StandardView:
    if stored is None:
        return StandardView(number, Met.PENDING, None, "", "", finding.words)
    if number is not StandardNo.ST_1 and case.state is not CaseState.CLOSED:
        stored = _judged(stored, finding, finding.met_on)
    return StandardView(number, stored.met, stored.met_on, stored.evidence, stored.note, finding.words)


def _stored(reader: Reader, case_id: str) -> dict[StandardNo, Standard]:
    found = STANDARDS.find(reader, "case_id = ?", (case_id,), tail="ORDER BY standard")
    return {one.standard: one for one in found}


def _meeting(reader: Reader, case: Case) -> Finding:
    """ST-1: the days from the notice, no verdict (X-06)."""
    held = MEETINGS.find(reader, "case_id = ?", (case.id,), tail="ORDER BY held_on LIMIT 1")
    if not held:
        return Finding(False, None, "No meeting is recorded yet.")
    day = held[0].held_on
    words = f"Held {count_days((day - case.ukpps_notified_on).days)} after UKPPS told us"
    if case.relocation_agreed_on is not None:
        words += f", {count_days((day - case.relocation_agreed_on).days)} after relocation was agreed"
    return Finding(True, day, f"{words}. The source gives no number of days.")


def _both_spocs(reader: Reader, case: Case) -> Finding:
    """ST-2: met on the later of the two days (X-07)."""
    ours = APPOINTMENTS.find(reader, "case_id = ? AND duty = ? AND ended_on IS NULL", (case.id, Duty.LA_SPOC.value))
    theirs = UKPPS_CONTACTS.find(
        reader, "case_id = ? AND role = ? AND active_to IS NULL", (case.id, UkppsRole.SPOC.value)
    )
    have = frozenset(side for appointed in spoc_sides(reader, case.id) for side in covered(appointed))
    missing = [
        *([] if theirs else ["the UKPPS SPOC"]),
        *([] if ours and sides(case.route) <= have else ["the LA SPOC" if not ours else "an LA SPOC for each side"]),
    ]
    if missing:
        return Finding(False, None, f"Not identified yet: {' and '.join(missing)}.")
    day = max([one.allocated_on for one in ours] + [one.active_from for one in theirs])
    return Finding(True, day, "The UKPPS SPOC and the LA SPOC are identified.")


def _all_flags(reader: Reader, case: Case) -> Finding:
    """ST-3: every person has a placed flag in every system that holds a record of them."""
    people = MEMBERS.find(reader, "case_id = ? AND left_on IS NULL", (case.id,))
    flags = FLAGS.find(reader, "case_id = ? AND removed_on IS NULL", (case.id,))
    by_person: Mapping[str, list[Flag]] = {
        member.id: [flag for flag in flags if flag.member_id == member.id and flag.holds_record is Tri.YES]
        for member in people
    }
    needed = [flag for mine in by_person.values() for flag in mine]
    unknown = [flag for flag in flags if flag.holds_record is Tri.NOT_KNOWN and flag.member_id in by_person]
    placed = [flag.placed_on for flag in needed if flag.placed_on is not None]
    words = f"{len(placed)} of {len(needed)} flags placed."
    if not people or unknown or len(placed) < len(needed) or not all(by_person.values()):
        return Finding(False, None, words + _still_open(len(unknown), sum(not mine for mine in by_person.values())))
    return Finding(True, max(placed), words)


def _still_open(unknown: int, without: int) -> str:
    told = ""
    if without:
        told += (
            f" {'1 person has' if without == 1 else f'{without} people have'} no system that is known to hold a record."
        )
    if unknown:
        told += f" Whether {'1 system holds' if unknown == 1 else f'{unknown} systems hold'} a record is not known."
    return told


_FINDERS = {StandardNo.ST_1: _meeting, StandardNo.ST_2: _both_spocs, StandardNo.ST_3: _all_flags}
