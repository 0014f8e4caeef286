"""The filled form: every section in order, also empty; people in blocks; nothing that breaks it; nothing withheld."""

import random
import re
from dataclasses import replace

import pytest

from spoc_desk.errors import UnprintableText
from spoc_desk.forms.definition import Kind
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.documents.referral.filled import ON_ITS_OWN, referral_form
from tests.printing.conftest import in_one_line, pages_of, printed
from tests.printing.referral.conftest import EMPTY
from tests.printing.referral.samples import ANSWERS, LONG_NAME, PAPER, ROWS, TICKS, content

TITLES = [
    f"{number} {section.title}" if number else section.title
    for number, section in enumerate(load_form("referral").sections)
]
HOSTILE = (
    "<b>", "&amp;", "</para>", "<img src='/etc/passwd'/>", "{x}", "%s", "\\n", "“”", "Ł", "ự", "\u0301", "\u200d",
    "\u202e", "\u2028", "\t", "\r\n", " ", "-", "x" * 70, "€", "Ω", "Ж", "\u00ad", "\u00a0", "]]>", "<!--", "'", '"',
)  # fmt: skip
EARLIER = ("Whitby", "Address before", "School before", "GP before", "Place of birth")


def text_of(**more):
    return in_one_line(printed(referral_form(content(**more), paper=PAPER)))


def heads_of(structure, pdf):
    return [words for role, words in structure(pdf) if role in ("H2", "H3")]


@pytest.mark.parametrize("which", ["filled", "empty"])
def test_every_section_stands_in_its_order_even_when_nothing_was_entered(filled, which):
    text = in_one_line(filled if which == "filled" else printed(referral_form(EMPTY, paper=PAPER)))
    at = -1
    for title in TITLES:
        at = text.index(title, at + 1)


def test_each_child_and_parent_has_a_block_of_their_own(filled):
    text = in_one_line(filled)
    for head in ("Child 1: Ayesha Karim", f"Child 2: {LONG_NAME} Karim", "Parent or carer 1: Nadia Karim",
                 "Parent or carer 2: Rafiq Karim", "Person 1: Salma Begum"):  # fmt: skip
        assert head in text


@pytest.mark.req("R-002-05")
def test_who_is_the_lead_professional_is_said(filled):
    before, _, _ = in_one_line(filled).partition("Lead professional")
    assert before.rfind("Jo Marsh") > before.rfind("Imran Ali")  # the nurse, not the club


def test_what_was_not_answered_is_said(filled):
    assert re.search(r"Not provided: Known as; Expected on; .*Religion", in_one_line(filled))
    assert "Not provided: Injuries or harm" in in_one_line(filled)


def test_a_question_that_does_not_apply_is_not_on_the_form(filled):
    text = in_one_line(filled)
    assert "Reported to the police at" not in text
    assert "Carer is Great-aunt or great-uncle" in text


@pytest.mark.req("R-004-14")
def test_the_form_says_where_it_goes(filled):
    assert "Send this form to Multi-Agency Safeguarding Hub (MASH) 01582 547653 MASH@luton.gov.uk" in in_one_line(
        filled
    )


def test_consents_stand_apart_and_a_seen_signature_is_not_asked_for_again(filled):
    text = in_one_line(filled)
    between = text[text.index("14 Consent A") : text.index("15 Consent B")]
    assert "Signed copy seen on 20 November 2026 by Priya Nair." in between
    assert between.count("Printed name") == 1
    assert "Rafiq Karim" in between[between.index("Printed name") :]
    assert "share information" not in between


def test_who_was_not_asked_for_consent_is_named(filled):
    text = in_one_line(filled)
    assert "Not asked yet: Rafiq Karim, Father." in text[text.index("15 Consent B") : text.index("16 The young")]
    assert "Not asked yet" not in text[text.index("14 Consent A") : text.index("15 Consent B")]


def test_confidential_text_is_never_on_the_form():
    secret = {**ANSWERS, "confidential_text": "Nobody may know this.", "confidential_from": "The uncle"}
    text = text_of(answers=secret)
    assert "Nobody may know" not in text
    assert "The uncle" not in text
    # The same words with and without such a text: the form does not tell that there is a sheet.
    assert text == text_of()
    assert ON_ITS_OWN in text


def test_a_restricted_record_leaves_out_earlier_places_and_a_number_of_another_council():
    plain, restricted = text_of(), text_of(restricted=True)
    for told in EARLIER:
        assert told in plain
        assert told not in restricted
    assert "B801200005001" in plain
    assert "B801200005001" not in restricted


def test_a_pupil_number_of_our_own_council_stays():
    assert "B801200005001" in text_of(restricted=True, own_dfe_codes=("801",))


def test_nothing_on_the_paper_tells_that_a_record_is_restricted():
    told = ("previous", "place_", "upn")
    children = [{k: v for k, v in row.items() if not k.startswith(told)} for row in ROWS["referral_child"]]
    rows = {**ROWS, "referral_child": children}
    assert text_of(rows=rows) == text_of(rows=rows, restricted=True)


def test_fourteen_children_and_notes_of_four_thousand_signs_break_nothing(judge):
    row = ROWS["referral_child"][1]
    note = ("She said “no” & <b>left</b>. " * 150)[:4000]
    answers = {
        **ANSWERS,
        "what_happened": note,
        "impact": "x" * 4000,
        "child_views": "\n".join("line" for _ in range(800)),
    }
    rows = {**ROWS, "referral_child": (row,) * 14, "referral_parent": ROWS["referral_parent"] * 6}
    pdf = printed(referral_form(content(answers=answers, rows=rows), paper=PAPER))
    judge(pdf)
    text = in_one_line(pdf)
    assert "Child 14:" in text
    assert "<b>left</b>" in text
    assert text.replace(" ", "").count("x" * 60) >= 1


@pytest.mark.parametrize("seed", range(3))
def test_no_text_breaks_the_layout_or_the_standards(judge, seed):
    rng = random.Random(seed)

    def words(most):
        return "".join(rng.choice(HOSTILE) for _ in range(rng.randrange(1, most)))

    def typed(form_id):
        return {one.id: words(60) for one in load_form(form_id).questions if one.kind in (Kind.TEXT, Kind.NOTE)}

    rows = {form_id: tuple({**row, **typed(form_id)} for row in people) for form_id, people in ROWS.items()}
    notes = {tick: words(40) for tick in TICKS}
    hostile = content(answers={**ANSWERS, **typed("referral")}, rows=rows, tick_notes=notes)
    judge(printed(referral_form(hostile, paper=replace(PAPER, large_print=seed == 1))))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("李", "cjk unified ideograph-674e"),
        ("شهد", "arabic letter sheen"),
        ("🙂", "slightly smiling face"),
        ("ਸ", "gurmukhi"),
    ],
)
def test_a_script_the_typeface_lacks_is_named_and_nothing_is_printed(words, named):
    child = {**ROWS["referral_child"][0], "given_names": f"Ayesha {words}"}
    with pytest.raises(UnprintableText, match=named):
        printed(referral_form(content(rows={**ROWS, "referral_child": (child,)}), paper=PAPER))


def test_marks_that_turn_the_direction_of_writing_leave_no_trace():
    child = {**ROWS["referral_child"][0], "given_names": "\u202eAyesha\u202c"}
    text = text_of(rows={**ROWS, "referral_child": (child,)})
    assert "Child 1: Ayesha Karim" in text


def test_the_decision_of_a_referral_without_consent_stands_in_its_section():
    decision = {
        "lawful_basis": "public_task",
        "rationale": "The child is not safe tonight.",
        "decided_on": "2026-11-20",
    }
    text = text_of(decision=decision)
    part = text[text.index("17 Lawful basis") : text.index("18 Confidential")]
    assert "Public task" in part
    assert "The child is not safe tonight." in part


def test_who_was_consulted_stands_in_the_first_section_with_agency_and_day():
    consulted = (
        {"consulted_with": "Jo Marsh", "agency": "school_nurse", "consulted_on": "2026-11-18"},
        {"consulted_with": "Dr Amina Hale", "consulted_on": "2026-11-19"},
    )
    labels = {"school_nurse": "School nursing"}
    text = text_of(consulted=consulted, labels=labels)
    part = text[text.index("Before you start") : text.index("1 Referral type")]
    assert "Jo Marsh School nursing Wed 18 Nov 2026 Dr Amina Hale Thu 19 Nov 2026" in part
    assert "Consulted Agency On" not in text_of()


def test_signature_rows_are_high_enough_and_never_split(filled):
    """Each role stands on the same page as the head of its signature table."""
    for page in pages_of(filled):
        lines = page.split("\n")
        assert ("Consent A" not in [line.strip() for line in lines]) or "Signature" in page


def test_ticks_of_another_edition_are_said_and_not_shown():
    text = text_of(ticks=(*TICKS, "NEW.heading.9"))
    assert "Some ticks belong to another edition" in text
