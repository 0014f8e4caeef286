"""The papers of a referral at a real vault: when they may be printed, what blocks them, what the register knows."""

import re
from io import BytesIO

import pikepdf
import pytest

from spoc_desk.casework.history import audit_trail
from spoc_desk.casework.prints import Issued, Prepared, list_prints, prepare, preview
from spoc_desk.casework.referrals import moves, sections
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.domain.prints import Output, PrintKind
from spoc_desk.domain.referrals import CHILD, PARENT, ReferralState
from spoc_desk.errors import BadAnswer, LeakFound, NotYet, UnprintableText
from spoc_desk.printing.documents.referral.tracking import ONLY_RECORD
from spoc_desk.vault.records.stores import PRINTS
from tests.casework.own_copy import issue
from tests.casework.referrals.desk import CHILD_ANSWERS, DECISION, JUDGEMENT, MOTHER, REASON, ReferralDesk
from tests.casework.test_prints import text_of

PAPERS = [kind for kind in PrintKind if kind.is_of_referral]
EARLIER = {"previous_address": "3 Mill Lane, Whitby", "previous_school": "Quay School", "place_of_birth": "Whitby",
           "previous_gp": "Quay Surgery", "upn": "B801200005001"}  # fmt: skip


def prepared(desk: ReferralDesk, kind: PrintKind = PrintKind.REFERRAL, **more: object) -> Prepared:
    return prepare(desk.vault, kind=kind, referral_id=desk.id, **more)  # type: ignore[arg-type]


def printed(desk: ReferralDesk, kind: PrintKind = PrintKind.REFERRAL, **more: object) -> Issued:
    return issue(desk.vault, prepared(desk, kind), **more)  # type: ignore[arg-type]


def to_send(desk: ReferralDesk) -> ReferralDesk:
    moves.ready_for_consent(desk.vault, referral_id=desk.id)
    moves.ready_to_send(desk.vault, referral_id=desk.id)
    return desk


def restrict(desk: ReferralDesk) -> None:
    add_record(desk.vault, answers={"given_name": "Maja", "family_name": "Nowak", "kind": "staff_family"})
    assert desk.view().stopped


def test_a_ready_referral_is_printed_numbered_and_in_the_register(ready: ReferralDesk) -> None:
    made = printed(to_send(ready))
    assert ready.state is ReferralState.PRINTED
    assert made.file_name == f"referral-{ready.referral.referral_ref.replace(' ', '-')}-copy-1.pdf"
    assert (made.copy.referral_id, made.copy.form_version, made.copy.case_id) == (ready.id, 1, None)
    text = text_of(made.pdf)
    for told in ("Maja Nowak", "OFFICIAL-SENSITIVE – PERSONAL", "Form version 1 · luton-2021-10", "Copy 1"):
        assert told in text


def test_a_draft_can_be_looked_at_but_not_printed(draft: ReferralDesk) -> None:
    found = prepared(draft)
    assert preview(draft.vault, found).startswith(b"%PDF")
    with pytest.raises(NotYet):
        issue(draft.vault, found)
    assert PRINTS.count(draft.vault) == 0


def test_an_edit_after_printing_voids_the_paper_and_the_next_is_version_two(ready: ReferralDesk) -> None:
    printed(to_send(ready))
    sections.save_section(
        ready.vault, referral_id=ready.id, section="judgement", answers={**JUDGEMENT, "risks": "None."}
    )
    (line,) = list_prints(ready.vault).rows
    assert line.end_words.startswith("Void: newer version since")
    again = printed(ready)
    assert (again.copy.copy_no, again.copy.form_version) == (2, 2)
    assert "Form version 2" in text_of(again.pdf)


def test_what_was_prepared_before_an_edit_is_not_printed(ready: ReferralDesk) -> None:
    printed(to_send(ready))
    old = prepared(ready)
    sections.save_section(
        ready.vault, referral_id=ready.id, section="judgement", answers={**JUDGEMENT, "risks": "None."}
    )
    with pytest.raises(NotYet, match="changed meanwhile"):
        issue(ready.vault, old)


def test_a_copy_after_sending_changes_nothing_of_where_it_stands(sent: ReferralDesk) -> None:
    before = sent.state
    printed(sent)
    assert sent.state is before


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if kind is not PrintKind.REFERRAL])
def test_the_sheets_are_printed_at_any_time_and_move_nothing(draft: ReferralDesk, kind: PrintKind) -> None:
    made = printed(draft, kind)
    assert made.copy.kind is kind
    assert draft.state is ReferralState.DRAFT
    assert made.file_name.startswith(kind.value)


@pytest.mark.parametrize("kind", PAPERS)
def test_every_paper_belongs_to_a_referral(draft: ReferralDesk, kind: PrintKind) -> None:
    with pytest.raises(BadAnswer):
        prepare(draft.vault, kind=kind)


def test_a_protected_copy_opens_with_its_password_only(ready: ReferralDesk) -> None:
    made = printed(to_send(ready), output=Output.PROTECTED, password="plum harbour tin")
    assert b"/Encrypt" in made.pdf
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(made.pdf))
    with pikepdf.open(BytesIO(made.pdf), password="plum harbour tin") as opened:
        plain = BytesIO()
        opened.save(plain, encryption=False)
    assert "Maja" in text_of(plain.getvalue())


# what blocks ---------------------------------------------------------------------------------------------------------


def test_a_place_in_a_note_blocks_and_leads_to_its_field(ready: ReferralDesk) -> None:
    ready.save("reason", {**REASON, "history": "They lived in Whitby before."})
    found = prepared(to_send(ready))
    assert found.blocked
    assert found.leaks[0].place == f"referral/{ready.id}/reason//history"
    with pytest.raises(LeakFound, match="History"):
        issue(ready.vault, found)
    assert ready.state is ReferralState.READY_TO_SEND


def test_addresses_schools_and_names_may_be_anywhere(ready: ReferralDesk) -> None:
    ready.row(CHILD, {**CHILD_ANSWERS, **EARLIER, "family_name": "Whitby"}, ready.child)
    found = prepared(to_send(ready))
    assert not found.blocked
    assert "3 Mill Lane, Whitby" in text_of(issue(ready.vault, found).pdf)


def test_a_needed_place_goes_on_with_a_reason_that_is_kept(ready: ReferralDesk) -> None:
    ready.save("reason", {**REASON, "history": "The father lives in Whitby."})
    found = prepared(to_send(ready))
    assert found.may_go_on
    issue(ready.vault, found, place_reason="The father's town is needed to find him.")
    line = next(one for one in audit_trail(ready.vault).lines if "went on" in one.act)
    assert line.reason == "The father's town is needed to find him."


def test_the_reason_itself_names_no_place(ready: ReferralDesk) -> None:
    ready.save("reason", {**REASON, "history": "The father lives in Whitby."})
    found = prepared(to_send(ready))
    with pytest.raises(LeakFound, match="Why the place is needed"):
        issue(ready.vault, found, place_reason="He lives in Whitby.")


def test_without_a_reason_it_stays_blocked(ready: ReferralDesk) -> None:
    ready.save("reason", {**REASON, "history": "The father lives in Whitby."})
    found = prepared(to_send(ready))
    with pytest.raises(LeakFound):
        issue(ready.vault, found, place_reason="   ", acknowledged=True)


def test_a_letter_the_typeface_lacks_is_named_with_its_field_before_anything_is_made(ready: ReferralDesk) -> None:
    ready.row(CHILD, {**CHILD_ANSWERS, "known_as": "李"}, ready.child)
    to_send(ready)
    with pytest.raises(
        UnprintableText, match=r"cjk unified ideograph-674e\), in “Known as” \(children and young people, 1"
    ):
        prepared(ready)
    assert PRINTS.count(ready.vault) == 0
    assert ready.state is ReferralState.READY_TO_SEND


# a restricted record -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [PrintKind.REFERRAL, PrintKind.REFERRAL_CONFIDENTIAL])
def test_nothing_goes_to_the_mash_about_a_restricted_record_before_the_office_was_asked(
    ready: ReferralDesk, kind: PrintKind
) -> None:
    to_send(ready)
    restrict(ready)
    with pytest.raises(NotYet, match="Restricted record – contact the office of the DCS or DASS before sending"):
        printed(ready, kind)


def test_earlier_places_and_another_councils_number_are_not_on_the_paper_of_a_restricted_record(
    ready: ReferralDesk,
) -> None:
    ready.row(CHILD, {**CHILD_ANSWERS, **EARLIER}, ready.child)
    restrict(ready)
    text = text_of(preview(ready.vault, prepared(ready)))
    for told in EARLIER.values():
        assert told not in text
    assert "Maja" in text


def test_no_reason_carries_a_place_past_a_restricted_record(ready: ReferralDesk) -> None:
    ready.save("reason", {**REASON, "history": "The father lives in Whitby."})
    restrict(ready)
    found = prepared(ready)
    assert found.blocked
    assert not found.may_go_on
    with pytest.raises(LeakFound):
        issue(ready.vault, found, place_reason="The father's town is needed to find him.")


def test_an_address_elsewhere_blocks_the_paper_of_a_restricted_record(ready: ReferralDesk) -> None:
    father = {**MOTHER, "given_names": "Piotr", "relationship": "father", "address": "3 Mill Lane, Whitby"}
    ready.row(PARENT, father)
    assert not prepared(ready).blocked
    restrict(ready)
    assert prepared(ready).blocked


@pytest.mark.parametrize(
    ("words", "plain", "restricted"), [("He met a gang.", False, True), ("UKPPS moved them.", True, True)]
)
def test_words_that_say_why_block(ready: ReferralDesk, words: str, plain: bool, restricted: bool) -> None:
    ready.save("reason", {**REASON, "history": words})
    assert prepared(ready).blocked is plain
    restrict(ready)
    assert prepared(ready).blocked is restricted


# what stands on them -------------------------------------------------------------------------------------------------


def test_the_confidential_text_is_on_its_sheet_and_nowhere_else(ready: ReferralDesk) -> None:
    ready.save("confidential", {"confidential_text": "Her mother told us alone.", "confidential_from": "The uncle"})
    assert "Her mother told us alone." in text_of(
        preview(ready.vault, prepared(ready, PrintKind.REFERRAL_CONFIDENTIAL))
    )
    for kind in PAPERS:
        if kind is not PrintKind.REFERRAL_CONFIDENTIAL:
            assert "told us alone" not in text_of(preview(ready.vault, prepared(ready, kind)))


def test_lists_of_the_council_are_printed_in_words(ready: ReferralDesk) -> None:
    text = text_of(preview(ready.vault, prepared(ready)))
    assert "Kind of agency School" in text
    assert "Shared with School or college; GP" in text
    assert "MASH@luton.gov.uk" in text.replace("MASH@Luton", "MASH@luton")


def test_the_young_person_is_chosen_by_row(ready: ReferralDesk) -> None:
    named = prepared(ready, PrintKind.REFERRAL_YOUNG_PERSON, record_ids=[ready.child])
    assert "Maja Nowak" in text_of(preview(ready.vault, named))
    by_number = prepared(ready, PrintKind.REFERRAL_YOUNG_PERSON, record_ids=["1"])
    assert preview(ready.vault, by_number) == preview(ready.vault, named)
    with pytest.raises(BadAnswer):
        prepared(ready, PrintKind.REFERRAL_YOUNG_PERSON, record_ids=[ready.mother])


def test_the_tracking_sheet_holds_the_way_so_far(sent: ReferralDesk) -> None:
    sent.event(
        "acknowledged", {"acknowledged_at": "2026-11-23T09:20", "acknowledged_by": "Duty worker", "rag": "amber"}
    )
    text = text_of(preview(sent.vault, prepared(sent, PrintKind.REFERRAL_TRACKING)))
    assert ONLY_RECORD in text
    assert "Duty worker" in text
    assert "Rating: Amber" in text
    assert re.search(r"The referral was sent .*The MASH acknowledged the referral", text)


def test_large_print_is_asked_for_by_name(ready: ReferralDesk) -> None:
    plain, large = prepared(ready), prepared(ready, large_print=True)
    assert len(preview(ready.vault, large)) != len(preview(ready.vault, plain))
    assert large.document.large_print


CONSULTED = {
    "consulted_on": "2026-11-20", "consulted_with": "Jo Marsh", "agency": "school_nurse",
    "consulted_about": "Sleep and meals.", "consulted_advice": "Talk with the family first.", "family_involved": "yes",
}  # fmt: skip


def test_who_was_consulted_stands_on_the_form_and_what_was_advised_does_not(ready: ReferralDesk) -> None:
    ready.event("consultation", CONSULTED)
    text = " ".join(text_of(preview(ready.vault, prepared(ready))).split())
    assert "Jo Marsh School nurse Fri 20 Nov 2026" in text
    assert "Talk with the family first" not in text


@pytest.mark.parametrize("name", ["UKPPS SPOC", "Protected Persons desk", "নাদিয়া"])
def test_a_name_that_must_or_can_not_be_printed_stays_in_our_own_record(ready: ReferralDesk, name: str) -> None:
    ready.event("consultation", {**CONSULTED, "consulted_with": name})
    text = " ".join(text_of(preview(ready.vault, prepared(ready))).split())
    assert name not in text
    assert "Consulted Agency On" not in text


@pytest.mark.parametrize(("adviser", "stands"), [("legal", True), ("ukpps_spoc", False)])
def test_whose_advice_was_taken_stands_beside_the_decision_but_never_ukpps(
    protection: ReferralDesk, adviser: str, stands: bool
) -> None:
    taken = {"advice_of": adviser, "advice_on": "2026-11-20", "advice_summary": "Share what is needed tonight."}
    desk = protection
    desk.save("lawful_basis", {"no_consent_reason": "Asking would raise the risk.", "no_consent_basis": "public_task"})
    moves.ready_for_consent(desk.vault, referral_id=desk.id)
    moves.ready_to_send(desk.vault, referral_id=desk.id, answers={**DECISION, **taken})
    text = text_of(preview(desk.vault, prepared(desk)))
    assert ("Legal adviser" in text, "Advice taken on" in text) == (stands, stands)
    assert "UKPPS" not in text
    assert "Share what is needed tonight" not in text
