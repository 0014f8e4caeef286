"""`redact`: a copy from which every finding is gone, or no file and one sentence."""

import io
import os
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from spoc_desk.cli.main import run_command as main
from spoc_desk.errors import AlreadyExists, DiskFull
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.redact.claims import Check
from tests.disks import small_disk
from tests.journeys import canaries
from tests.journeys.canaries import EVERY_WORD, Paper
from tests.journeys.trace_search import TraceSearch

WITH_TEXT = (canaries.letter(), canaries.report(), canaries.attendance(), canaries.mail(), canaries.minutes())
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return where the copy goes: a folder of its own, in which nothing else may be left."""
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies" / "copy.pdf"


def put(folder: Path, data: bytes) -> str:
    (folder / "file").write_bytes(data)
    return str(folder / "file")


def mixed(*pages: str) -> bytes:
    """Return a PDF; a page without words is a picture."""
    paper, made = Image.effect_noise((300, 400), 40), io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842))
    for words in pages:
        if words:
            canvas.drawString(70, 700, words)
        else:
            canvas.drawImage(ImageReader(paper), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def text_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return text


@pytest.mark.parametrize("paper", WITH_TEXT, ids=[paper.name.rpartition(".")[2] for paper in WITH_TEXT])
def test_nothing_that_was_found_is_in_the_copy(paper: Paper, tmp_path: Path, out: Path, capsys: Printed) -> None:
    assert main(["redact", put(tmp_path, paper.data), "-o", str(out)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.startswith("Copy written. ")
    assert told.out.endswith("Nobody has looked at it: look at every page.\n")
    gone = [*paper.words, *canaries.CODES]
    search = TraceSearch([*gone, canaries.KEPT], [paper.data])
    assert search.in_folder(out.parent) == []
    assert not any(word.lower() in text_of(out).lower() for word in gone)
    assert TraceSearch(EVERY_WORD).in_bytes(told.out.encode(), "what it printed") == []


def test_what_was_not_found_stays(tmp_path: Path, out: Path) -> None:
    assert main(["redact", put(tmp_path, b"She likes swimming in Scunthorpe.\n"), "-o", str(out)]) == 0
    assert "She likes swimming in [place removed]" in " ".join(text_of(out).split())


def test_a_page_nobody_can_read_is_left_out_and_told(tmp_path: Path, out: Path, capsys: Printed) -> None:
    data = mixed("They moved to Scunthorpe.", "", "She likes swimming.")
    assert main(["redact", put(tmp_path, data), "-o", str(out)]) == 0
    assert "1 part that could not be read was left out." in capsys.readouterr().out
    assert len(pypdfium2.PdfDocument(out.read_bytes())) == 2


@pytest.mark.parametrize(
    "data",
    [
        mixed("", ""),
        canaries.photo().data,
        canaries.scan().data,
        b"",
        b"%PDF-1.7 and no more",
        b"PK\x03\x04 and no more",
    ],
    ids=["scanned pdf", "jpeg", "png", "empty", "torn pdf", "torn zip"],
)
def test_where_nothing_is_left_there_is_no_copy(data: bytes, tmp_path: Path, out: Path, capsys: Printed) -> None:
    assert main(["redact", put(tmp_path, data), "-o", str(out)]) == 5
    refused(out, capsys.readouterr().err)


@pytest.mark.parametrize("data", [mixed(""), canaries.photo().data, canaries.scan().data])
def test_a_picture_alone_is_left_to_a_person_in_the_window(
    data: bytes, tmp_path: Path, out: Path, capsys: Printed
) -> None:
    assert main(["redact", put(tmp_path, data), "-o", str(out)]) == 5
    refused(out, capsys.readouterr().err, "takes a person. Check it in the window")


def refused(out: Path, told: str, sentence: str = "") -> None:
    """One sentence was told, and nothing was written."""
    assert told.endswith(".\n")
    assert told.count("\n") == 1
    assert ".." not in told
    assert sentence in told
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["nowhere", "copies"])
def test_what_is_no_file_is_one_sentence(name: str, tmp_path: Path, out: Path, capsys: Printed) -> None:
    assert main(["redact", str(tmp_path / name), "-o", str(out)]) == 5
    refused(out, capsys.readouterr().err, "cannot be opened")


def test_an_older_copy_is_never_written_over(tmp_path: Path, out: Path, capsys: Printed) -> None:
    out.write_bytes(b"older")
    assert main(["redact", put(tmp_path, b"She moved to Hull."), "-o", str(out)]) == 6
    assert capsys.readouterr().err == f"{AlreadyExists()}\n"
    assert out.read_bytes() == b"older"


def test_the_file_itself_is_never_written_over(tmp_path: Path) -> None:
    path = put(tmp_path, b"She moved to Hull.")
    assert main(["redact", path, "-o", path]) == 6
    assert Path(path).read_bytes() == b"She moved to Hull."


def test_a_folder_that_is_not_there_is_told_before_the_work(tmp_path: Path, out: Path, capsys: Printed) -> None:
    nowhere = out.parent / "nowhere" / "copy.pdf"
    assert main(["redact", put(tmp_path, b"She moved to Hull."), "-o", str(nowhere)]) == 5
    refused(out, capsys.readouterr().err, "folder")


@pytest.mark.parametrize("name", ["to Scunthorpe.pdf", "Luton school.pdf", "LS1 4AP.pdf"])
def test_a_name_that_shows_an_area_is_refused(name: str, tmp_path: Path, out: Path, capsys: Printed) -> None:
    words = ["redact", put(tmp_path, b"She moved to Hull."), "--profile", "luton", "-o", str(out.with_name(name))]
    assert main(words) == 5
    refused(out, capsys.readouterr().err, "name of this file")


def test_a_full_disk_leaves_no_copy_and_no_part_of_one(tmp_path: Path, capsys: Printed) -> None:
    path = put(tmp_path, b"She moved to Hull.")
    with small_disk(tmp_path / "disk", 1) as disk:
        disk.mkdir(exist_ok=True)
        fill(disk / "filler")
        assert main(["redact", path, "-o", str(disk / "copy.pdf")]) == 6
        assert [each.name for each in disk.iterdir()] == ["filler"]
    assert capsys.readouterr().err == f"{DiskFull()}\n"


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(os.urandom(4096))
        except OSError:
            return


@pytest.mark.parametrize(
    "checks",
    [(), (Check("pages", True, 1, "The pages are all there."), Check("terms", False, 2, "A removed word is there."))],
    ids=["no check at all", "one that failed"],
)
def test_a_proof_that_fails_leaves_no_copy(
    checks: Sequence[Check], tmp_path: Path, out: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReadingRoom, "prove", lambda *_, **__: tuple(checks))
    assert main(["redact", put(tmp_path, b"She moved to Hull."), "-o", str(out)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[-1] == "No copy was written: it did not pass every check."
    assert told[:-1] == [f"failed: {check.sentence}" for check in checks if not check.passed]
    assert list(out.parent.iterdir()) == []


def test_a_copy_that_still_says_it_is_found_out(
    tmp_path: Path, out: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ReadingRoom.make

    def make_badly(self: ReadingRoom, *given: object, **more: object) -> bytes:
        return made(self, *given, **more) + b"% Hull\n%%EOF\n"  # type: ignore[arg-type]

    monkeypatch.setattr(ReadingRoom, "make", make_badly)
    assert main(["redact", put(tmp_path, b"She moved to Hull."), "-o", str(out)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("failed: ")
    assert "Hull" not in told
    assert list(out.parent.iterdir()) == []


def test_the_output_has_to_be_named(capsys: Printed) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["redact", "file"])
    assert stopped.value.code == 2
    assert "-o" in capsys.readouterr().err
