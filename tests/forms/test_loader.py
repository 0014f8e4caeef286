"""A form file with a mistake is refused, and the refusal says where."""

import pytest

from spoc_desk.forms.definition import Condition, DateRule, Kind, LeakClass
from spoc_desk.forms.loader import BadFormDefinition, form_ids, load_form, read_form

HEAD = 'id = "f"\ntitle = "F"\n'
SECTION = '[[section]]\nid = "s"\ntitle = "S"\n'


def question(body: str, name: str = "q", kind: str = "text") -> str:
    return f'[[section.question]]\nid = "{name}"\nlabel = "Label"\nkind = "{kind}"\nleak = "-"\n{body}\n'


def test_a_whole_form_is_read() -> None:
    form = read_form(
        HEAD
        + 'fixed_text = ["Stands as it is."]\none_of = [["b"]]\n'
        + SECTION
        + 'intro = "I"\nbanner = "B"\n'
        + question(
            'choices = [{ id = "x", label = "X" }, { id = "y", label = "Y", directions = ["arrival"] }]', "a", "choice"
        )
        + question(
            'shown_when = { question = "a", any_of = ["x"] }\nrequired = true\ndates = "past"\npartial = true',
            "b",
            "date",
        )
        + '[[section]]\nid = "t"\ntitle = "T"\nrows_of = "other"\nblank_rows = 4\n'
        + '[[signature]]\nrole = "R"\nstatement = "S"\n'
    )
    picked, dated = form.questions
    assert form.fixed_text == ("Stands as it is.",)
    assert form.one_of == (("b",),)
    assert [choice.id for choice in picked.choices_for("departure")] == ["x"]
    assert [choice.id for choice in picked.choices_for("")] == ["x", "y"]
    assert dated.shown_when == (Condition("a", ("x",)),)
    assert (dated.kind, dated.leak, dated.dates) == (Kind.DATE, LeakClass.NONE, DateRule.PAST)
    assert dated.required
    assert dated.partial
    assert (form.sections[1].rows_of, form.sections[1].blank_rows) == ("other", 4)
    assert form.signatures[0].role == "R"
    assert form.question("b") is dated
    with pytest.raises(KeyError):
        form.question("c")


CHOICES = 'choices = [{ id = "x", label = "X" }]'
TWICE = 'choices = [{ id = "x", label = "X" }, { id = "x", label = "Y" }]'
COLOURED = 'choices = [{ id = "x", label = "X", colour = 1 }]'


def opened_by(opener: str) -> str:
    return question(f'shown_when = {{ question = "{opener}", any_of = ["y"] }}')


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id = ", "not valid TOML"),
        (HEAD, "'section' must be a list of tables"),
        ('title = "F"\n' + SECTION + question(""), "'id' must be a text"),
        (HEAD + 'colour = "red"\n' + SECTION + question(""), "unknown key colour"),
        (HEAD + SECTION + 'size = 1\n' + question(""), "section s: unknown key size"),
        (HEAD + SECTION + question("size = 1"), "question q: unknown key size"),
        (HEAD + SECTION + question("") + question(""), "used twice: q"),
        (HEAD + SECTION + question("", "s"), "used twice: s"),
        (HEAD + SECTION + question("", "Q"), "small letters"),
        (HEAD + SECTION + question("", "two words"), "small letters"),
        (HEAD + SECTION + question("", kind="colour"), "'colour' is not a valid Kind"),
        (HEAD + SECTION + question("").replace('leak = "-"', 'leak = "ban"'), "'ban' is not a valid LeakClass"),
        (HEAD + SECTION + question("").replace('leak = "-"', ""), "'leak' must be a text"),
        (HEAD + SECTION + question("").replace('"Label"', '""'), "'label' must be a text"),
        (HEAD + SECTION + question("", kind="choice"), "needs either choices or choices_from"),
        (HEAD + SECTION + question(CHOICES + '\nchoices_from = "members"', kind="choice"), "needs either"),
        (HEAD + SECTION + question(CHOICES), "has no choices"),
        (HEAD + SECTION + question('choices_from = "other_areas"', kind="choice"), "choices_from must be one of"),
        (HEAD + SECTION + question(TWICE, kind="ticks"), "same id"),
        (HEAD + SECTION + question(COLOURED, kind="ticks"), "unknown key colour"),
        (HEAD + SECTION + question('dates = "past"'), "only a date question"),
        (HEAD + SECTION + question('dates = "never"', kind="date"), "'never' is not a valid DateRule"),
        (HEAD + SECTION + question("partial = true", kind="number"), "only a date may be partial"),
        (HEAD + SECTION + question('check = "passport"'), "check must be one of"),
        (HEAD + SECTION + question("required = true", kind="heading"), "heading cannot be required"),
        (HEAD + SECTION + question('required = "yes"'), "'required' must be true or false"),
        (HEAD + SECTION + question("lines = 0"), "'lines' must be a number"),
        (HEAD + SECTION + question("lines = true"), "'lines' must be a number"),
        (HEAD + SECTION + question('directions = ["sideways"]'), "directions are arrival and departure"),
        (HEAD + SECTION + question('directions = "arrival"'), "'directions' must be a list of texts"),
        (HEAD + SECTION + opened_by("z"), "'z' is not an earlier question"),
        (HEAD + SECTION + opened_by("q"), "'q' is not an earlier question"),
        (HEAD + SECTION + question('shown_when = { question = "z", when = ["x"] }'), "unknown key when"),
        (
            HEAD + SECTION + question(CHOICES, "a", "choice") + opened_by("a"),
            "'a' is never answered with ['y']",
        ),
        (
            HEAD + SECTION + question("", "a", "yes_no") + question('shown_when = { question = "a", any_of = [] }'),
            "never answered with nothing",
        ),
        (HEAD + 'one_of = [["z"]]\n' + SECTION + question(""), "one_of names no question of this form: z"),
        (HEAD + 'one_of = "z"\n' + SECTION + question(""), "'one_of' must be a list"),
        (HEAD + SECTION + 'rows_of = "r"\n' + question(""), "a section of rows has no questions of its own"),
        (HEAD + SECTION + question("") + '[[signature]]\nrole = "R"\n', "'statement' must be a text"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(BadFormDefinition) as refused:
        read_form(text, "my_form")
    assert says in str(refused.value)
    assert str(refused.value).startswith("my_form")


def test_there_is_no_form_that_is_not_shipped() -> None:
    assert "meeting" in form_ids()
    with pytest.raises(KeyError):
        load_form("../pyproject")
