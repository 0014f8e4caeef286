"""The sheets beside the form: consent, the confidential sheet, the young person's, tracking."""

import pytest

from spoc_desk.printing.documents.referral.confidential import confidential_sheet
from spoc_desk.printing.documents.referral.consent import consent_sheet
from spoc_desk.printing.documents.referral.tracking import ONLY_RECORD, STAGES, Stage, tracking_sheet
from spoc_desk.printing.documents.referral.young_person import young_person_sheet
from tests.printing.conftest import in_one_line, pages_of, printed
from tests.printing.referral.conftest import CONFIDENTIAL, EMPTY
from tests.printing.referral.samples import COUNCIL, LONG_NAME, PAPER, ROWS, content


@pytest.mark.req("R-004-10")
def test_consent_a_and_b_stand_on_pages_of_their_own_with_the_councils_words():
    pages = [" ".join(page.split()) for page in pages_of(printed(consent_sheet(content(), paper=PAPER)))]
    a = [page for page in pages if COUNCIL.consent_a in page]
    b = [page for page in pages if COUNCIL.consent_b in page]
    assert len(a) == len(b) == 1
    assert a != b


def test_everybody_with_parental_responsibility_signs_each_consent_and_nobody_else():
    text = in_one_line(printed(consent_sheet(content(), paper=PAPER)))
    for person in ("Nadia Karim", "Rafiq Karim"):
        assert text.count(f"Name {person}") == 2
    assert "Salma Begum" not in text


def test_somebody_of_the_household_with_parental_responsibility_signs_too():
    aunt = {**ROWS["referral_household"][0], "parental_responsibility": "yes"}
    text = in_one_line(printed(consent_sheet(content(rows={**ROWS, "referral_household": (aunt,)}), paper=PAPER)))
    assert text.count("Name Salma Begum") == 2


def test_a_persons_decision_and_signature_are_on_one_page():
    rows = {**ROWS, "referral_parent": ROWS["referral_parent"] * 5}
    for page in pages_of(printed(consent_sheet(content(rows=rows), paper=PAPER))):
        assert page.count("My decision") == page.count("Printed name")


def test_agencies_can_be_ticked_one_by_one_and_left_out():
    text = in_one_line(printed(consent_sheet(EMPTY, paper=PAPER)))
    for agency in COUNCIL.agencies:
        assert agency in text
    assert "Not with" in text


def test_the_confidential_sheet_says_that_it_stays_apart():
    text = in_one_line(printed(confidential_sheet(content(answers=CONFIDENTIAL), paper=PAPER)))
    assert "The mother told us in confidence." in text
    assert "This sheet is not part of the form." in text
    assert "Ayesha" not in text


@pytest.mark.req("R-004-11")
def test_the_young_persons_sheet_is_in_plain_words_and_takes_no_for_an_answer():
    text = in_one_line(printed(young_person_sheet(content(), paper=PAPER, number=1)))
    assert f"Your name {LONG_NAME} Karim" in text
    assert "Yes. You can say no" in text
    words = text[text.index("What is this?") : text.index("Your name")].split()
    sentences = sum(word.endswith((".", "?")) for word in words)
    assert len(words) / sentences < 14
    assert not {"pursuant", "safeguarding", "referral", "threshold", "consent", "Gillick"} & set(words)


def test_without_a_choice_the_young_persons_sheet_has_no_name():
    assert "Karim" not in in_one_line(printed(young_person_sheet(content(), paper=PAPER)))


@pytest.mark.req("R-004-26")
def test_the_tracking_sheet_says_that_it_may_be_the_only_record():
    text = in_one_line(printed(tracking_sheet(STAGES, paper=PAPER)))
    assert ONLY_RECORD in text
    for stage in STAGES:
        assert stage.what in text


def test_the_tracking_sheet_shows_what_happened_and_the_log():
    told = Stage("Acknowledged", "Mon 23 Nov 2026", "Tue 24 Nov 2026, 10:00", "Duty worker", "Rating: Amber")
    text = in_one_line(printed(tracking_sheet((told,), paper=PAPER, facts=(("Asked for", "Help"),), log=(told,))))
    assert "Acknowledged Mon 23 Nov 2026 Tue 24 Nov 2026, 10:00 Duty worker Rating: Amber" in text
    assert "All that happened" in text
