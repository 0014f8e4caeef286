"""What is known already and offered for a form: an answer, or a person, with where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass

from spoc_desk.forms.definition import Answer


@dataclass(frozen=True)
class Filled:
    """An answer that is known: the question, the answer, where it comes from."""

    question: str
    value: Answer
    from_where: str


@dataclass(frozen=True)
class FilledRow:
    """A person that is known: the rows' form, the answers, where they come from, and words to choose by."""

    form: str
    answers: Mapping[str, Answer]
    from_where: str
    words: str
