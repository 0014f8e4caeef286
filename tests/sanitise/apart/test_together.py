"""Small texts looked at together are told apart again: each finding belongs to its text, in the order of the file."""

import re

from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.sanitise.apart.document import Scanned
from spoc_desk.sanitise.apart.together import Together
from spoc_desk.sanitise.findings import Finding, Severity
from spoc_desk.sanitise.readers.unit import Found, PageSize, Remark, Shape, Unit

WORDS = st.lists(st.sampled_from(["Leeds", "and", "Hull", "x", "\n", "Bath"]), max_size=600).map(" ".join)
SHAPES = st.sampled_from([Shape.PARAGRAPH, Shape.HEADING, Shape.TABLE, Shape.PAGE])
FOUND = st.one_of(
    st.builds(Unit, WORDS, st.just("text-line"), shape=SHAPES), st.just(PageSize(1, 10, 10)), st.just(Remark("x", "y"))
)


def towns(text: str) -> tuple[Finding, ...]:
    return tuple(
        Finding(hit.start(), hit.end(), "place", Severity.HIGH, "") for hit in re.finditer("Leeds|Hull|Bath", text)
    )


def through(found: list[Found]) -> list[Found | Scanned]:
    together = Together(towns)
    ready = [each for one in found for each in together.take(one)]
    return [*ready, *together.rest()]


@given(st.lists(FOUND, max_size=40))
def test_it_is_as_if_each_text_were_looked_at_alone(found: list[Found]) -> None:
    alone = [Scanned(each, towns(each.text)) if isinstance(each, Unit) else each for each in found]

    assert through(found) == alone


def test_a_thousand_short_texts_take_few_looks() -> None:
    looks = []
    together = Together(lambda text: looks.append(text) or towns(text))  # type: ignore[func-returns-value]
    for _ in range(1_000):
        list(together.take(Unit("He lives in Leeds.", "text-line")))
    list(together.rest())

    assert len(looks) < 20


def test_what_would_run_across_two_texts_is_cut_at_the_wall() -> None:
    def everything(text: str) -> tuple[Finding, ...]:
        return (Finding(0, len(text), "place", Severity.HIGH, ""),)

    together = Together(everything)
    for text in ("one", "", "three"):
        list(together.take(Unit(text, "text-line")))
    spans = [[(each.start, each.end) for each in one.findings] for one in together.rest() if isinstance(one, Scanned)]

    assert spans[0] == [(0, 3)] and spans[2] == [(0, 5)]
