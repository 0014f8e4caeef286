"""Prints on a real vault: what blocks them, what is issued, and the register of copies."""

import io
from datetime import date
from hashlib import sha256

import pikepdf
import pypdfium2
import pytest

from spoc_desk.casework.exchange import edit_item, record_hand
from spoc_desk.casework.flags import request_flags
from spoc_desk.casework.meetings import record_meeting
from spoc_desk.casework.prints import list_prints, mark_destroyed, prepare, preview
from spoc_desk.domain.prints import Output, PrintKind
from spoc_desk.errors import BadAnswer, LeakFound, NotYet
from spoc_desk.vault.records.stores import FLAGS, ITEMS, PRINTS
from tests.casework.desk import Desk
from tests.casework.own_copy import issue


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return " ".join(" ".join(pages).split())


def checked(desk: Desk) -> str:
    item_id = desk.item("school")
    for hand, answers in (
        ("A1", {"service": desk.school}), ("A2", {}), ("A4", {"method": "paper", "pages": "14"}),
        ("A5", {"check_result": "clean"}),
    ):  # fmt: skip
        record_hand(desk.vault, item_id=item_id, hand=hand, answers=answers)
    return item_id


def rename(desk: Desk, item_id: str, title: str) -> None:
    version = ITEMS.get(desk.vault, item_id).version
    edit_item(desk.vault, item_id=item_id, answers={"title": title}, version=version)


def test_a_pass_on_slip_names_the_service_the_record_and_the_spoc_and_nothing_of_why(arrival: Desk) -> None:
    prepared = prepare(arrival.vault, kind="pass-on-slip", case_id=arrival.case_id, record_ids=[checked(arrival)])
    assert (prepared.leaks, prepared.recipient, prepared.copy_no) == ((), "Harbour Primary office", 1)
    made = issue(arrival.vault, prepared, Output.FILE)
    words = text_of(made.pdf)
    for told in ("School record", "Child A", "Harbour Primary office", "Jordan Field", "14", "Copy 1"):
        assert told in words
    assert "UKPPS" not in words
    assert made.file_name.startswith("pass-on-slip-quiet-harbour")


def test_what_is_previewed_is_what_is_issued(arrival: Desk) -> None:
    prepared = prepare(arrival.vault, kind="exchange-register", case_id=arrival.case_id, own_file=True)
    assert preview(arrival.vault, prepared) == issue(arrival.vault, prepared).pdf


def test_a_slip_waits_for_the_clean_check(arrival: Desk) -> None:
    with pytest.raises(NotYet, match="found clean"):
        prepare(arrival.vault, kind="pass-on-slip", case_id=arrival.case_id, record_ids=[arrival.item("school")])


@pytest.mark.req("R-003-28", "R-003-64")
def test_a_place_in_a_title_blocks_the_print_and_leads_to_the_field(arrival: Desk) -> None:
    item_id = checked(arrival)
    rename(arrival, item_id, "Record from Leeds City Council")
    prepared = prepare(arrival.vault, kind="pass-on-slip", case_id=arrival.case_id, record_ids=[item_id])
    assert prepared.blocked
    assert prepared.leaks[0].place == f"case/{arrival.case_id}/exchange/{item_id}/title"
    with pytest.raises(LeakFound, match="Title of record"):
        issue(arrival.vault, prepared)
    assert PRINTS.count(arrival.vault) == 0
    rename(arrival, item_id, "School record")
    again = prepare(arrival.vault, kind="pass-on-slip", case_id=arrival.case_id, record_ids=[item_id])
    assert issue(arrival.vault, again).copy.copy_no == 1


def test_a_word_that_says_why_blocks_a_practitioners_paper(arrival: Desk) -> None:
    item_id = checked(arrival)
    rename(arrival, item_id, "School record for UKPPS family")
    prepared = prepare(arrival.vault, kind="pass-on-slip", case_id=arrival.case_id, record_ids=[item_id])
    assert prepared.blocked
    assert not prepare(arrival.vault, kind="exchange-register", case_id=arrival.case_id).blocked


def test_lower_findings_must_be_looked_at(arrival: Desk) -> None:
    item_id = checked(arrival)
    rename(arrival, item_id, "School record, previously lived elsewhere")
    prepared = prepare(arrival.vault, kind="pass-on-slip", case_id=arrival.case_id, record_ids=[item_id])
    assert prepared.to_acknowledge
    with pytest.raises(NotYet, match="Look at"):
        issue(arrival.vault, prepared)
    assert issue(arrival.vault, prepared, acknowledged=True).copy.copy_no == 1
    acts = [row[0] for row in arrival.vault.rows("SELECT act FROM audit ORDER BY seq DESC LIMIT 2")]
    assert acts == ["confirmed that findings show no other area", "printed a copy"]


@pytest.mark.req("R-003-22")
def test_a_request_schedule_lists_the_records_for_the_ukpps_spoc(arrival: Desk) -> None:
    ids = [arrival.item("school"), arrival.item("health")]
    prepared = prepare(arrival.vault, kind="request-schedule", case_id=arrival.case_id, record_ids=ids)
    words = text_of(issue(arrival.vault, prepared).pdf)
    assert "School record" in words
    assert "Health records" in words
    assert "Child B" in words


@pytest.mark.req("R-003-28")
def test_our_own_area_may_not_stand_on_a_request_that_leaves_the_council(arrival: Desk) -> None:
    item_id = arrival.item("school")
    rename(arrival, item_id, "School record for Luton school")
    prepared = prepare(arrival.vault, kind="request-schedule", case_id=arrival.case_id, record_ids=[item_id])
    assert prepared.blocked


def test_a_departure_has_no_request_schedule(departure: Desk) -> None:
    with pytest.raises(NotYet, match="arrives"):
        prepare(
            departure.vault, kind="request-schedule", case_id=departure.case_id, record_ids=[departure.item("school")]
        )


@pytest.mark.req("R-003-79")
def test_a_flag_request_carries_the_fixed_words_and_names_the_spoc(arrival: Desk) -> None:
    request_flags(arrival.vault, member_ids=arrival.everybody, systems=["education"], to_contact=arrival.school)
    flags = [flag.id for flag in FLAGS.find(arrival.vault, "system = 'education'")]
    prepared = prepare(arrival.vault, kind="flag-request", case_id=arrival.case_id, record_ids=flags)
    words = text_of(issue(arrival.vault, prepared).pdf)
    assert "Further information about this record is available" in words
    assert "Jordan Field" in words
    assert "Unborn 1" in words
    assert "UKPPS" not in words


def test_flags_of_two_systems_are_two_requests(arrival: Desk) -> None:
    request_flags(arrival.vault, member_ids=[arrival.mother], systems=["education", "housing"])
    flags = [flag.id for flag in FLAGS.find(arrival.vault)]
    with pytest.raises(BadAnswer):
        prepare(arrival.vault, kind="flag-request", case_id=arrival.case_id, record_ids=flags)


@pytest.mark.req("R-003-42")
def test_a_service_notice_says_single_point_handling_and_nothing_else(arrival: Desk) -> None:
    prepared = prepare(arrival.vault, kind="service-notice", case_id=arrival.case_id, record_ids=[arrival.health])
    words = text_of(issue(arrival.vault, prepared).pdf)
    assert "single-point-of-contact handling has arrived" in words
    assert "UKPPS" not in words


@pytest.mark.req("R-003-62", "R-003-69")
def test_the_practitioner_card_needs_no_case_and_names_both_offices(arrival: Desk) -> None:
    made = issue(arrival.vault, prepare(arrival.vault, kind="practitioner-card"))
    words = text_of(made.pdf)
    assert "Office of the Director of Children" in words
    assert "Office of the Director of Adult" in words
    assert "you do not need to know it" in words
    assert "treat that risk as managed" in words
    assert made.copy.case_id is None


def test_a_meeting_record_is_printed_filled_and_blank(arrival: Desk) -> None:
    done = record_meeting(
        arrival.vault, case_id=arrival.case_id,
        answers={"kind": "joint", "held_on": "2026-11-03", "face_to_face": "yes", "informed_of_move": "yes",
                 "provision_identified": "yes", "ukpps_spoc_identified": "yes", "la_spoc_identified": "no",
                 "flag_instruction_given": "yes", "minutes": "All agreed."},
        attendees=[{"name": "Morgan Lake", "organisation": "ukpps", "capacity": "spoc"},
                   {"name": "Ashley Reed", "organisation": "children", "capacity": "dcs"}],
    )  # fmt: skip
    assert done.record is not None
    filled = prepare(arrival.vault, kind="meeting-record", case_id=arrival.case_id, record_ids=[done.record.id])
    assert "Morgan Lake" in text_of(issue(arrival.vault, filled).pdf)
    blank = prepare(arrival.vault, kind="meeting-record", case_id=arrival.case_id)
    assert "Morgan Lake" not in text_of(issue(arrival.vault, blank).pdf)


def test_a_chronology_speaks_by_alias(arrival: Desk) -> None:
    checked(arrival)
    words = text_of(issue(arrival.vault, prepare(arrival.vault, kind="chronology", case_id=arrival.case_id)).pdf)
    assert "Requested from the UKPPS SPOC" in words
    assert "Child A" in words


OF_THE_DESK = {
    PrintKind.PRACTITIONER_CARD, PrintKind.WHO_LOOKED, PrintKind.CONSULTATION_LOG, PrintKind.ROLLOUT,
    PrintKind.DESK_CARD,
}  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in PrintKind if kind not in OF_THE_DESK])
def test_every_other_print_belongs_to_a_case(arrival: Desk, kind: PrintKind) -> None:
    with pytest.raises(BadAnswer):
        prepare(arrival.vault, kind=kind)


# the register --------------------------------------------------------------------------------------------------------


def test_the_register_knows_every_copy_its_digest_and_its_end(arrival: Desk) -> None:
    prepared = prepare(arrival.vault, kind="exchange-register", case_id=arrival.case_id, recipient="Panel")
    first = issue(arrival.vault, prepared, Output.PAPER)
    second = issue(arrival.vault, prepared, Output.PROTECTED, password="plum harbour tin")
    assert (first.copy.copy_no, second.copy.copy_no) == (1, 2)
    assert first.copy.digest == sha256(first.pdf).hexdigest()
    assert first.copy.pages >= 1
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.Pdf.open(io.BytesIO(second.pdf))
    page = list_prints(arrival.vault, case_id=arrival.case_id)
    assert [(line.copy.copy_no, line.output_words, line.end_words) for line in page.rows] == [
        (2, "Protected PDF file", "In use"), (1, "Paper", "In use"),
    ]  # fmt: skip
    mark_destroyed(arrival.vault, print_id=first.copy.id)
    out = list_prints(arrival.vault, out_only=True)
    assert [line.copy.copy_no for line in out.rows] == [2]
    ended = list_prints(arrival.vault).rows[1]
    assert ended.end_words == "Destroyed Mon 23 Nov 2026 by Asha Brook"
    with pytest.raises(NotYet):
        mark_destroyed(arrival.vault, print_id=first.copy.id)


def test_a_copy_is_not_destroyed_before_it_was_made_or_in_the_future(arrival: Desk) -> None:
    made = issue(arrival.vault, prepare(arrival.vault, kind="practitioner-card"))
    for wrong in (date(2026, 11, 22), date(2026, 11, 24)):
        with pytest.raises(BadAnswer):
            mark_destroyed(arrival.vault, print_id=made.copy.id, on=wrong)


def test_the_register_is_paged(arrival: Desk) -> None:
    prepared = prepare(arrival.vault, kind="practitioner-card")
    for _ in range(3):
        issue(arrival.vault, prepared)
    page = list_prints(arrival.vault, offset=1, limit=1)
    assert (page.total, [line.copy.copy_no for line in page.rows]) == (3, [2])
