"""What a copy says of itself before it is opened: its name and its properties tell no stranger anything."""

import io
import re

import pikepdf
import pytest

from spoc_desk.casework.prints import Issued, prepare
from spoc_desk.domain.prints import Output, PrintKind
from tests.casework.desk import Desk
from tests.casework.own_copy import issue

KINDS = [PrintKind.EXCHANGE_REGISTER, PrintKind.CHRONOLOGY, PrintKind.PRACTITIONER_CARD, PrintKind.MEETING_RECORD]
PASSWORD = "amber canoe lemon picnic velvet"


def made(desk: Desk, kind: PrintKind, output: Output) -> Issued:
    prepared = prepare(desk.vault, kind=kind, case_id=desk.case_id, recipient="Zahra Example")
    return issue(desk.vault, prepared, output, password=PASSWORD, acknowledged=True)


@pytest.mark.parametrize("output", [Output.FILE, Output.PROTECTED])
@pytest.mark.parametrize("kind", KINDS)
def test_the_properties_hold_the_kind_and_the_day_only(arrival: Desk, kind: PrintKind, output: Output) -> None:
    password = PASSWORD if output is Output.PROTECTED else ""
    with pikepdf.open(io.BytesIO(made(arrival, kind, output).pdf), password=password) as pdf:
        properties = {key: str(value) for key, value in pdf.docinfo.items()}
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "/AF" not in pdf.Root
        assert not pdf.attachments
    title = properties["/Title"]
    assert set(properties) == {"/Title", "/Producer", "/CreationDate", "/ModDate"}
    assert re.fullmatch(r"[A-Z][a-z:, -]+", title)
    for word in ("Zahra", "Luton", str(arrival.case_id)):
        assert word not in f"{properties}{packet}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_name_holds_kind_reference_and_number_only(arrival: Desk, kind: PrintKind) -> None:
    issued = made(arrival, kind, Output.FILE)
    assert issued.file_name == f"{kind.value}-{issued.copy.case_ref.replace(' ', '-')}-copy-1.pdf"
