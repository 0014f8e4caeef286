"""Every form of the program on paper, and the shapes that questions take there."""

import pytest

from spoc_desk.forms.definition import Choice, Condition, FormDef, Kind, LeakClass, Question, Section, Signature
from spoc_desk.forms.loader import form_ids, load_form
from spoc_desk.printing.blocks import Box, Fields, Signatures, Ticks
from spoc_desk.printing.forms import blank_form, filled_form
from spoc_desk.printing.paper import Paper


def question(name, kind, **more):
    return Question(id=name, label=f"Label of {name}", kind=kind, leak=LeakClass.NONE, **more)


FORM = FormDef(
    id="trial",
    title="Trial form",
    sections=(
        Section(
            "one", "Section one", "An introduction.", "A banner.",
            (
                question("part", Kind.HEADING),
                question("name", Kind.TEXT, hint="As it is used now"),
                question("open", Kind.TRI),
                question("why", Kind.NOTE, lines=7, shown_when=(Condition("open", ("yes", "not_known")),)),
                question("ways", Kind.TICKS, choices=(Choice("a", "By phone"), Choice("b", "In person"))),
                question("who", Kind.CHOICE, choices_from="members"),
                question("leaving", Kind.TEXT, directions=("departure",)),
            ),
        ),
    ),
    signatures=(Signature("DCS", "I agree."),),
    fixed_text=("A fixed sentence.",),
)  # fmt: skip


def kinds(document):
    return [type(block) for block in document.blocks]


@pytest.mark.parametrize("form_id", form_ids())
def test_every_form_prints_blank_and_filled(make, judge, form_id):
    judge(make(blank_form(load_form(form_id), paper=Paper())))
    judge(make(filled_form(load_form(form_id), {}, paper=Paper(reference="quiet harbour 4821", copy_no=1))))


def test_a_blank_gives_a_note_as_many_lines_as_it_needs():
    boxes = [block for block in blank_form(FORM, paper=Paper()).blocks if isinstance(block, Box)]
    assert [(box.label, box.height_mm) for box in boxes] == [("Label of why", 63)]
    assert boxes[0].hint == "Only if: Label of open: Yes or Not known."


def test_a_blank_leaves_out_what_is_not_asked_in_this_direction(make, text_of):
    assert "Label of leaving" not in text_of(make(blank_form(FORM, paper=Paper(), direction="arrival")))
    assert "Label of leaving" in text_of(make(blank_form(FORM, paper=Paper(), direction="departure")))


def test_a_filled_form_shows_ticked_and_unticked_choices(make, structure):
    pdf = make(filled_form(FORM, {"ways": ("b",)}, paper=Paper()))
    assert [alt for role, alt in structure(pdf) if role == "Figure"] == ["not ticked", "ticked"]


def test_a_filled_form_names_records_by_the_labels_given(make, text_of):
    pdf = make(filled_form(FORM, {"who": "m1", "open": "no"}, paper=Paper(), labels={"m1": "Child A"}))
    text = text_of(pdf)
    assert "Label of who Child A" in text
    assert "Label of open No" in text
    assert "Label of why" not in text


def test_fixed_text_banner_and_signatures_are_on_both(make, text_of):
    for document in (blank_form(FORM, paper=Paper()), filled_form(FORM, {}, paper=Paper())):
        text = text_of(make(document))
        for words in ("A fixed sentence.", "An introduction.", "A banner.", "I agree.", "Printed name", "Trial form"):
            assert words in text


def test_paper_hints_say_how_to_write_a_date_not_how_to_type_it(make, text_of):
    text = text_of(make(blank_form(load_form("meeting"), paper=Paper())))
    assert "Day, month, year" in text
    assert "or today" not in text


def test_long_answers_leave_the_table_and_stay_whole(make, judge, text_of):
    answer = "Care goes on as before. " * 200
    pdf = make(filled_form(FORM, {"open": "yes", "why": answer}, paper=Paper()))
    judge(pdf)
    assert text_of(pdf).count("before.") == 200  # one word: a sentence may run on over the page


def test_shapes_follow_the_kind_of_question():
    blank = blank_form(FORM, paper=Paper())
    assert Fields in kinds(blank)
    assert Ticks not in kinds(blank)  # each is kept together with its question
    assert not any(isinstance(block, Signatures) for block in blank.blocks)
