"""Information-sharing decisions of a case and of none: the seven rules, the register, the day to ask, a new look."""

from dataclasses import replace
from datetime import date

import pytest

from spoc_desk.casework import prints
from spoc_desk.casework.disclosing import OWN_FILE, Destination
from spoc_desk.casework.exchange import record_hand
from spoc_desk.casework.keeping.review import list_retention
from spoc_desk.casework.partnership.decisions import page_of, sheet_of
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.prints import prepare
from spoc_desk.casework.sharing import decide_whole, decision_of_copy, first_answers, record_arrival
from spoc_desk.domain.decisions import AdviceOf, Decision
from spoc_desk.domain.exchanges import HandKind, RecordType
from spoc_desk.domain.prints import Goes
from spoc_desk.domain.retention import RecordKind
from spoc_desk.errors import BadAnswer, Incomplete, LeakFound, NotYet
from spoc_desk.vault.records.stores import CLOCKS, DECISIONS, PRINTS
from tests.casework.desk import DECISION, Desk
from tests.casework.own_copy import goes_to
from tests.printing.conftest import in_one_line

WHOLE = {
    **DECISION, "decided_on": "2026-11-23", "persons_informed": ("neither",), "not_informed_reason": "increased_risk",
    "tests_met": ("necessary", "proportionate", "relevant", "adequate", "accurate", "timely", "secure"),
    "protected_how": "Nobody else is named.",
}  # fmt: skip


def decided(desk: Desk, case: bool = True, **changes: object) -> Decision:
    answers = {**WHOLE, **{key: value for key, value in changes.items() if key != "reconsiders"}}
    about = {} if "reconsiders" in changes else {"case_id": desk.case_id if case else ""}
    done = decide_whole(
        desk.vault, answers=answers, reconsiders=str(changes.get("reconsiders", "")), **about
    )  # fmt: skip
    return DECISIONS.get(desk.vault, done.change.ids[0])


@pytest.mark.req("R-001-01", "R-001-02", "R-001-03", "R-001-05", "R-001-06", "R-003-10")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tests_met": ("necessary", "proportionate")}, "seven tests"),
        ({"third_parties_protected": "no"}, "protected"),
        ({"persons_informed": ()}, "who was told"),
        ({"not_informed_reason": ""}, "say why"),
        ({"consent_sought": "refused"}, "how it was weighed"),
    ],
)
def test_nothing_is_shared_while_a_golden_rule_is_open(shared: Desk, changes: dict[str, object], words: str) -> None:
    with pytest.raises((Incomplete, BadAnswer), match=words):
        decided(shared, **changes)
    assert not decided(shared, outcome="do_not_share", **changes).allows  # not to share is always a way out


@pytest.mark.req("R-001-01", "R-001-03", "R-001-04")
def test_a_refusal_is_weighed_and_advice_has_a_name_and_a_day(shared: Desk) -> None:
    one = decided(
        shared, consent_sought="refused", objections_considered="He fears his employer. They are not told.",
        risk_of_harm="significant", lawful_basis="public_task", advice_of="legal", advice_on="2026-11-22",
        advice_summary="The duty to protect outweighs the refusal.",
    )  # fmt: skip
    assert one.allows
    assert (one.advice_of, one.advice_on) == (AdviceOf.LEGAL, date(2026, 11, 22))
    (filled,) = sheet_of(shared.vault, one.id).filled
    assert filled.answers["objections_considered"] == "He fears his employer. They are not told."
    assert filled.answers["advice_summary"] == "The duty to protect outweighs the refusal."
    assert filled.answers["lawful_basis"] == "public_task"


@pytest.mark.req("R-001-07")
def test_a_decision_of_no_case_is_recorded_found_kept_and_looked_at_again(shared: Desk) -> None:
    with pytest.raises(BadAnswer, match="what it is about"):
        decided(shared, case=False)
    first = decided(shared, case=False, about="Training of foster carers", outcome="defer")
    again = decided(shared, about="", reconsiders=first.id, rationale="UKPPS has advised since.")
    assert DECISIONS.get(shared.vault, first.id) == first  # the old one stays as it is
    assert (again.about, again.reconsiders) == (first.about, first.id)
    assert first.decision_ref
    assert first.decided_as == "LA SPOC, Administrator"
    found = page_of(shared.vault, Asked({"about": first.decision_ref})).rows
    assert [line.id for line in found] == [first.id]
    found = page_of(shared.vault, Asked({"about": "Training of foster"})).rows
    assert {line.id for line in found} == {first.id, again.id}
    assert f"decision/{again.id}" in {link.place for link in sheet_of(shared.vault, first.id).links}
    kept = {one.record.record_id: one.record for one in list_retention(shared.vault).rows}
    assert {kept[each.id].kind for each in (first, again)} == {RecordKind.DECISION}
    assert (kept[first.id].class_id, kept[first.id].review_on) == ("decision", date(2032, 11, 23))


@pytest.mark.req("R-001-07")
def test_the_days_follow_each_other_and_the_day_to_ask_stands_on_today(shared: Desk) -> None:
    for wrong, words in (
        ({"shared_on": "2026-11-22", "shared_with": "School"}, "before the decision"),
        ({"shared_on": "2026-11-23", "chase_on": "2026-11-20"}, "after it was handed over"),
        ({"advice_of": "legal", "advice_on": "2026-11-23", "decided_on": "2026-11-20"}, "comes before"),
    ):
        with pytest.raises(BadAnswer, match=words):
            decided(shared, **wrong)
    one = decided(shared, shared_with="School nurse", shared_on="2026-11-23", method="paper", chase_on="2026-11-30")
    clock = CLOCKS.find(shared.vault, "subject_id = ?", (one.id,))[0]
    assert (clock.rule, clock.due_on, clock.running) == ("D-30", date(2026, 11, 30), True)
    assert [turn.name for turn in sheet_of(shared.vault, one.id).turns] == ["arrived"]
    record_arrival(shared.vault, decision_id=one.id)
    assert not CLOCKS.get(shared.vault, clock.id).running
    with pytest.raises(NotYet):
        record_arrival(shared.vault, decision_id=one.id)


def test_why_did_we_share_is_answered_by_the_reference_of_the_case(shared: Desk) -> None:
    mine = decided(shared)
    other = decided(shared, case=False, about="Something else")
    found = {line.id for line in page_of(shared.vault, Asked({"about": shared.case().case_ref}, limit=200)).rows}
    assert mine.id in found
    assert other.id not in found
    refused = {line.id for line in page_of(shared.vault, Asked({"outcome": "do_not_share"})).rows}
    assert mine.id not in refused


def test_a_hand_writes_on_its_decision_with_whom_it_was_shared(shared: Desk) -> None:
    one, item = decided(shared), shared.item(RecordType.SCHOOL)
    for hand, answers in (
        (HandKind.A2, {}),
        (HandKind.A4, {"method": "paper"}),
        (HandKind.A5, {"check_result": "clean", "third_party_checked": "yes"}),
        (HandKind.A6, {"method": "in_person", "service": shared.school, "decision_id": one.id}),
    ):
        record_hand(shared.vault, item_id=item, hand=hand, answers=answers)
    after = DECISIONS.get(shared.vault, one.id)
    assert after.shared_with
    assert (after.shared_on, after.method) == (date(2026, 11, 23), "in_person")


@pytest.mark.req("R-001-07", "R-003-27")
def test_a_copy_its_decision_and_the_day_to_ask_are_one_act(shared: Desk) -> None:
    vault, before = shared.vault, (PRINTS.count(shared.vault), DECISIONS.count(shared.vault))
    paper = prepare(vault, kind="chronology", case_id=shared.case_id)
    for destination, words in (
        (None, "Say where this copy goes"),
        (goes_to(""), "who gets it"),
        (goes_to(purpose=""), "What is it for"),
        (goes_to(persons_informed=()), "who was told"),
        (goes_to(necessary_and_proportionate="no"), "seven tests"),
        (goes_to(third_parties_protected="no"), "protected"),
        (goes_to("Somebody in Whitby"), "Who gets it"),
    ):
        with pytest.raises((NotYet, BadAnswer, Incomplete, LeakFound), match=words):
            prints.issue(vault, paper, destination=destination)
    assert (PRINTS.count(vault), DECISIONS.count(vault)) == before  # nothing half-done is left
    copy = prints.issue(vault, paper, "paper", destination=goes_to("School nurse")).copy
    one = DECISIONS.get(vault, decision_of_copy(vault, copy.id))
    assert (copy.recipient, copy.goes, one.copy_id, one.case_id) == (
        one.shared_with,
        "goes_out",
        copy.id,
        shared.case_id,
    )
    assert (one.shared_on, one.method, one.chase_on) == (date(2026, 11, 23), "paper", date(2026, 11, 30))
    assert len(one.tests_met) == 7
    clock = CLOCKS.find(vault, "subject_id = ?", (one.id,))[0]
    assert (clock.rule, clock.due_on, clock.running) == ("D-30", one.chase_on, True)
    assert any(f"Copy {copy.copy_no}" in fact for fact in sheet_of(vault, one.id).facts)
    asked = prepare(vault, kind="chronology", case_id=shared.case_id).question
    assert asked is not None  # the next one is filled in from this one
    assert (asked.answers["purpose"], asked.answers["persons_informed"]) == (one.purpose, ("parent",))


def test_a_decision_made_before_waits_for_its_copy_and_gets_one_only(shared: Desk) -> None:
    vault, one = shared.vault, decided(shared)
    paper = prepare(vault, kind="chronology", case_id=shared.case_id)
    assert paper.question is not None
    assert paper.question.decision_id == one.id  # chosen already: nothing more is asked
    on_it = Destination(Goes.GOES_OUT, "School nurse", decision_id=one.id)
    copy = prints.issue(vault, paper, destination=on_it).copy
    assert DECISIONS.get(vault, one.id).shared_with == "School nurse"
    with pytest.raises(BadAnswer, match="already"):
        prints.issue(vault, paper, destination=on_it)
    prints.mark_destroyed(vault, print_id=copy.id, came_out=False)  # the printer ate it
    after = DECISIONS.get(vault, one.id)
    assert (after.copy_id, after.shared_with, after.chase_on) == (None, "", None)
    assert not CLOCKS.find(vault, "subject_id = ? AND running = 1", (one.id,))
    assert prints.issue(vault, paper, destination=on_it).copy.copy_no == copy.copy_no + 1
    refused = decided(shared, outcome="do_not_share")
    with pytest.raises(BadAnswer, match="not to share"):
        prints.issue(vault, paper, destination=replace(on_it, decision_id=refused.id))


def test_a_copy_of_the_own_file_says_so_and_may_be_handed_over_later(shared: Desk) -> None:
    paper = prepare(shared.vault, kind="chronology", case_id=shared.case_id)
    made = prints.issue(shared.vault, paper, "paper", destination=OWN_FILE)
    assert f"Own file, copy {made.copy.copy_no}" in in_one_line(made.pdf)
    assert (decision_of_copy(shared.vault, made.copy.id), made.copy.recipient) == ("", "")
    answers = {**first_answers(shared.vault, copy_id=made.copy.id), "shared_with": "School nurse"}
    done = decide_whole(shared.vault, answers={**WHOLE, **answers}, copy_id=made.copy.id)
    assert decision_of_copy(shared.vault, made.copy.id) == done.change.ids[0]
    now = PRINTS.get(shared.vault, made.copy.id)
    assert (now.goes, now.recipient) == ("goes_out", "School nurse")


def test_what_discloses_nothing_asks_nothing(shared: Desk) -> None:
    blank = prepare(shared.vault, kind="meeting-record", case_id=shared.case_id)
    card = prepare(shared.vault, kind="practitioner-card")
    assert (blank.question, card.question) == (None, None)
    assert prints.issue(shared.vault, card).copy.goes is None
    own = prepare(shared.vault, kind="exchange-register", case_id=shared.case_id).question
    assert own is not None and own.goes is Goes.OWN_FILE  # by its nature


def test_a_new_decision_is_filled_from_the_one_it_looks_at_again(shared: Desk) -> None:
    one = decided(shared)
    answers = first_answers(shared.vault, reconsiders=one.id)
    assert answers["what_information"] == one.what_information
    assert "outcome" not in answers  # what is decided is never proposed
