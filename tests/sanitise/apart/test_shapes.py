"""A record comes back as it went; anything that is not exactly one of the records asked for is refused."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.apart.document import Doing, Progress, Scanned
from spoc_desk.sanitise.apart.messages import ANSWERS, REQUESTS, Boxes, FindBoxes, Make, Prove, Settings
from spoc_desk.sanitise.apart.protocol import BadMessage, read_frame, understand, write_frame
from spoc_desk.sanitise.apart.shapes import from_plain, to_plain
from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.readers.unit import PageSize, Picture, Shape, Unit
from spoc_desk.sanitise.redact.claims import Kind, Proof
from spoc_desk.sanitise.redact.orders import CoveredPage, Ink, Passage, Raster, Retype

FINDING = Finding(0, 5, "place", Severity.HIGH, "The name of a city.")
RECORDS = [
    Scanned(Unit("Leeds\ud800", "docx-body", "Sheet 2", 3, shown=True, shape=Shape.TABLE), (FINDING, FINDING)),
    Picture(1, 0, None, 10, 20),
    Picture(2, 1, (0.0, 1.5, 2.0, 3.0), 10, 20),
    PageSize(1, 595.0, 842.0),
    Progress(1, 2, Doing.MAKING),
    Boxes((((0.0, 0.0, 1.0, 1.0),), ())),
]
ASKED = [
    Settings(OwnArea(names=("Luton",)), Mode.LOCAL),
    FindBoxes(1, ((0, 4), (7, 9))),
    Make(Retype((Passage("x", Shape.HEADING, 1),))),
    Make(Raster((CoveredPage(1, ((0.0, 0.0, 1.0, 1.0),)),), 200, Ink.GREY)),
    Prove(Proof(Kind.RASTER, ("Leeds",), (("York", 2),), (CoveredPage(1),))),
]


def sent(record: object, kinds: tuple[type, ...]) -> object:
    """Return a record after its way through a pipe."""
    pipe = io.BytesIO()
    write_frame(pipe, to_plain(record))
    pipe.seek(0)
    frame = read_frame(pipe)
    assert frame is not None
    return from_plain(kinds, understand(frame[0]))


@pytest.mark.parametrize("record", RECORDS[1:])
def test_an_answer_comes_back_as_it_went(record: object) -> None:
    assert sent(record, ANSWERS) == record


@pytest.mark.parametrize("record", ASKED)
def test_a_request_comes_back_as_it_went(record: object) -> None:
    assert sent(record, REQUESTS) == record


def test_half_a_character_goes_as_a_question_mark_so_that_offsets_stay() -> None:
    came = sent(RECORDS[0], ANSWERS)
    assert isinstance(came, Scanned) and came.unit.text == "Leeds?" and came.findings == (FINDING, FINDING)


@pytest.mark.parametrize("record", [RECORDS[1], ASKED[0]])
def test_a_record_of_the_other_direction_is_refused(record: object) -> None:
    with pytest.raises(BadMessage):
        sent(record, REQUESTS if record is RECORDS[1] else ANSWERS)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=20))
def test_no_other_value_becomes_a_record(value: object) -> None:
    with pytest.raises(BadMessage):
        from_plain(ANSWERS, value)


@given(st.data())
def test_a_record_with_one_field_of_another_kind_is_refused(data: st.DataObject) -> None:
    plain = json.loads(json.dumps(to_plain(data.draw(st.sampled_from(RECORDS[1:4])))))
    at = data.draw(st.integers(1, len(plain) - 1).filter(lambda at: plain[at] != ""))
    plain[at] = data.draw(st.sampled_from(["1", True, [], {}, 10**13, "Picture"]))
    with pytest.raises(BadMessage):
        from_plain(ANSWERS, plain)


@given(st.binary(max_size=200))
def test_rubbish_in_the_pipe_is_a_bad_message_or_no_record(rubbish: bytes) -> None:
    pipe = io.BytesIO(rubbish + b"\0")
    with pytest.raises(BadMessage):
        heard(pipe)


def heard(pipe: io.BytesIO) -> object:
    """Return the answer that comes out of a pipe."""
    frame = read_frame(pipe, longest_message=100, longest_body=100)
    return from_plain(ANSWERS, understand(frame[0]) if frame else None)


def test_a_closed_pipe_is_no_message() -> None:
    assert read_frame(io.BytesIO()) is None
