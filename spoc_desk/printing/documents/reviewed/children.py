"""Children on these papers: filled in from their answers, or to be written down by hand."""

from collections.abc import Iterable, Sequence

from spoc_desk.forms.answers import in_words, is_empty, visible
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import Block, Fields, Heading, Para
from spoc_desk.printing.forms import answered, opening, unanswered

_FORM = "incident_child"
_NAMES = frozenset({"given_names", "family_name"})


def child_blocks(children: Sequence[Answers]) -> Iterable[Block]:
    """Yield each child with everything that is answered and what is not, as the national form asks it."""
    form = load_form(_FORM)
    if not children:
        yield Para("No child is written down.")
    for number, answers in enumerate(children, 1):
        name = " ".join(str(answers.get(each, "")) for each in ("given_names", "family_name")).strip()
        yield Heading(2, f"Child {number}: {name}")
        shown = [question for question in visible(form, answers) if question.id not in _NAMES]
        yield from answered(shown, answers, "", {})


def short_children(children: Sequence[Answers]) -> Block:
    """Return names and dates of birth alone: as much as an agency needs to look."""
    born = load_form(_FORM).question("date_of_birth")
    rows = []
    for number, answers in enumerate(children, 1):
        name = " ".join(str(answers.get(each, "")) for each in ("given_names", "family_name")).strip()
        day = answers.get("date_of_birth", "")
        rows.append((f"Child {number}", name if is_empty(day) else f"{name}, born {in_words(born, day, {})}"))
    return Fields(tuple(rows))


def blank_children(count: int) -> Iterable[Block]:
    """Yield the questions about a child to be answered by hand, once for each of *count* children."""
    form = load_form(_FORM)
    for number in range(1, count + 1):
        for section in form.sections:
            first, *rest = opening(section)
            assert isinstance(first, Heading)
            yield Heading(1, f"{first.text} ({number})")
            yield from rest
            yield from unanswered(form, section.questions)
