"""What is remembered of the check of a file, and what follows from it, on a real vault."""

import re
from pathlib import Path

import pytest

from spoc_desk.casework.check_words import _PROOFS, channel_words
from spoc_desk.casework.concerns import concerns
from spoc_desk.casework.document_checks import CheckPlan, Outcome, checks_of_item, plan_check, recent_checks, save_check
from spoc_desk.casework.exchange import item_with_hands, record_hand
from spoc_desk.casework.history import chronology
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.prints import prepare
from spoc_desk.domain.document_checks import HIDDEN, ChannelCount, DocumentCheck, Mode, Verdict
from spoc_desk.domain.exchanges import Check, HandKind, ItemState
from spoc_desk.domain.roles import Role
from spoc_desk.errors import BadAnswer, Incomplete
from spoc_desk.sanitise.gazetteer.store import in_use
from spoc_desk.sanitise.redact import proof
from spoc_desk.sanitise.review.words import MARKED
from tests.casework.desk import Desk
from tests.casework.own_copy import issue
from tests.casework.test_prints import text_of

COUNTS = (ChannelCount("postcode", 4, 4, 0), ChannelCount("place", 11, 10, 1))
CLEAN = Outcome(Verdict.CLEAN, pages=3, unreadable=0, counts=())
LEAKS = Outcome(Verdict.LEAKS, pages=3, unreadable=1, counts=COUNTS)
COPY = Outcome(
    Verdict.COPY, pages=14, unreadable=1, counts=COUNTS, proofs=("grammar", "terms"), copy_digest="0f" * 32,
)  # fmt: skip


def received(desk: Desk) -> str:
    item_id = desk.item("school")
    hands = (("A1", {"service": desk.school}), ("A2", {}), ("A4", {"method": "paper", "pages": "14"}))
    for hand, answers in hands:
        record_hand(desk.vault, item_id=item_id, hand=hand, answers=answers)
    return item_id


def saved(desk: Desk, plan: CheckPlan, outcome: Outcome) -> DocumentCheck:
    record = save_check(desk.vault, plan, outcome).record
    assert isinstance(record, DocumentCheck)
    return record


def test_a_received_record_is_checked_as_received_and_the_register_says_clean(arrival: Desk) -> None:
    item_id = received(arrival)
    plan = plan_check(arrival.vault, item_id=item_id)

    saved(arrival, plan, CLEAN)

    item, hands = item_with_hands(arrival.vault, item_id)
    assert (plan.mode, plan.records_hand) == (Mode.IN, True)
    assert "School record" in plan.label and "Child A" in plan.label
    assert (item.state, hands[-1].hand, hands[-1].check_result) == (ItemState.CHECKED, HandKind.A5, Check.CLEAN)


def test_a_leak_sets_the_copy_apart_and_opens_a_concern(arrival: Desk) -> None:
    item_id = received(arrival)

    saved(arrival, plan_check(arrival.vault, item_id=item_id), LEAKS)

    item, _ = item_with_hands(arrival.vault, item_id)
    opened = concerns(arrival.vault, case_id=arrival.case_id)
    assert item.state is ItemState.QUARANTINED
    assert [line.kind_words for line in opened] == ["Document leak or unsanitised copy"]


def test_a_leaking_file_that_is_no_record_opens_a_concern_without_a_case(arrival: Desk) -> None:
    plan = plan_check(arrival.vault, mode="in")

    saved(arrival, plan, LEAKS)

    (line,) = concerns(arrival.vault)
    assert plan.document_no in line.concern.what_happened


def test_a_copy_for_our_own_services_raises_no_concern(arrival: Desk) -> None:
    saved(arrival, plan_check(arrival.vault, mode=Mode.LOCAL), COPY)

    assert concerns(arrival.vault) == ()


def test_a_record_that_leaves_is_checked_as_leaving(departure: Desk) -> None:
    plan = plan_check(departure.vault, item_id=departure.item("school"))

    assert (plan.mode, plan.records_hand, plan.case_ref) == (Mode.OUT, False, departure.case().case_ref)


@pytest.mark.parametrize("signer", [("", None), ("Sam Rivers", None), ("Sam Rivers", Role.AUDITOR)])
def test_a_copy_that_leaves_needs_a_second_person(departure: Desk, signer: tuple[str, Role | None]) -> None:
    plan = plan_check(departure.vault, mode="out")
    unsigned = Outcome(**{**COPY.__dict__, "second_person": signer[0], "second_role": signer[1]})

    with pytest.raises(Incomplete, match="second person"):
        save_check(departure.vault, plan, unsigned)
    assert recent_checks(departure.vault) == ()


def test_the_counts_come_back_by_channel_and_nothing_else_is_kept(departure: Desk) -> None:
    item_id = departure.item("school")
    plan = plan_check(departure.vault, item_id=item_id)
    signed = Outcome(**{**COPY.__dict__, "second_person": "Sam Rivers", "second_role": Role.DCS_OFFICE})

    saved(departure, plan, signed)

    (check,) = checks_of_item(departure.vault, item_id)
    assert tuple(check.counts) == tuple(sorted(COUNTS, key=lambda count: count.channel))
    assert (check.document_no, check.verdict, check.checked_by) == (
        plan.document_no,
        Verdict.COPY,
        departure.vault.actor.name,
    )


def test_saving_twice_is_saving_once(arrival: Desk) -> None:
    plan = plan_check(arrival.vault, mode="local")
    for _ in range(2):
        save_check(arrival.vault, plan, CLEAN, operation_id="once")

    assert len(recent_checks(arrival.vault)) == 1


def test_a_plan_needs_to_know_which_way_the_file_travels(arrival: Desk) -> None:
    with pytest.raises(BadAnswer, match="Say whether"):
        plan_check(arrival.vault)


def test_the_check_stands_in_the_history_of_the_case(arrival: Desk) -> None:
    plan = plan_check(arrival.vault, item_id=received(arrival))

    saved(arrival, plan, CLEAN)

    told = [entry.what for entry in chronology(arrival.vault, arrival.case_id).entries]
    assert f"Document {plan.document_no} checked: clean" in told


def test_words_marked_by_hand_and_hidden_parts_have_words_too() -> None:
    assert channel_words(MARKED) and channel_words(HIDDEN)


def test_every_check_of_the_proof_has_its_words_on_the_certificate() -> None:
    source = Path(proof.__file__).read_text(encoding="utf-8")
    names = set(re.findall(r'Check\(\s*"(\w+)"', source))

    assert len(names) == 9
    assert set(_PROOFS) == names


def test_the_certificate_tells_counts_tests_and_people(departure: Desk) -> None:
    plan = plan_check(departure.vault, item_id=departure.item("school"))
    signed = Outcome(**{**COPY.__dict__, "second_person": "Sam Rivers", "second_role": Role.DCS_OFFICE})
    check = saved(departure, plan, signed)

    prepared = prepare(departure.vault, kind="check-certificate", record_ids=[check.id])
    made = issue(departure.vault, prepared)

    words = text_of(made.pdf)
    for told in (
        f"doc-{plan.document_no}",
        "A whole postcode",
        "No removed word can be read",
        "Sam Rivers",
        in_use().version,
    ):
        assert told in words
    assert (prepared.leaks, made.copy.pages) == ((), 1)


def test_the_certificate_says_how_many_areas_fit_what_stays(departure: Desk) -> None:
    plan = plan_check(departure.vault, mode="out")
    measured = {"areas_left": 12, "areas_of": 153, "words_not_placed": 3}
    signed = {"second_person": "Sam Rivers", "second_role": Role.DCS_OFFICE}
    check = saved(departure, plan, Outcome(**{**COPY.__dict__, **signed, **measured}))

    prepared = prepare(departure.vault, kind="check-certificate", record_ids=[check.id])
    words = " ".join(text_of(issue(departure.vault, prepared).pdf).split())

    assert "What stays in the copy fits at most 12 of 153 areas (3 words could not be placed)." in words


def test_a_colleague_is_no_leak_by_her_whole_name_not_by_a_surname_alone(arrival: Desk) -> None:
    own = own_words(arrival.vault)
    whole = arrival.vault.actor.name

    assert " " in whole and whole in own.services
    assert whole.split()[-1] not in own.services
