"""Papers that name places nobody else names: in what is read, in what is hidden, in their names and folders."""

from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from PIL import Image, PngImagePlugin
from reportlab.pdfgen.canvas import Canvas

from tests.sanitise.readers.make_docx import docx, paragraph, run
from tests.sanitise.readers.make_xlsx import row, text, xlsx

BY_HAND = "Quillfeather"
"""A nurse every paper names; no list knows her, so the reviewer marks her by hand."""
KEPT = "Lancaster"
"""A name every paper with words holds; the reviewer keeps it, with a reason."""
FOLDER = "Aberystwyth papers"
CODES = ("DN15 6AB", "E09000012", "01724 512377")
_LINES = (
    f"Nurse {BY_HAND} wrote to Ms {KEPT}, who said that she lived in {KEPT} then.",
    f"She asked for {CODES[0]}, telephone {CODES[2]}, reference {CODES[1]}.",
)


@dataclass(frozen=True)
class Paper:
    """A file to check, and what it alone names."""

    name: str
    data: bytes
    words: tuple[str, ...]

    def put(self, folder: Path) -> Path:
        """Write it below *folder*, in a folder that gives something away too."""
        place = folder / FOLDER
        place.mkdir(parents=True, exist_ok=True)
        (place / self.name).write_bytes(self.data)
        return place / self.name


def letter(times: int = 1) -> Paper:
    """Return a plain text; many times over it takes a while to read."""
    words = "\r\n".join(("The family lived in Scunthorpe until May.", *_LINES, ""))
    return Paper("From Todmorden.txt", (words * times).encode(), ("Scunthorpe",))


def report() -> Paper:
    """Return a Word document: body, comment, properties."""
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>Macclesfield office</dc:creator></cp:coreProperties>'
    )
    blocks = [paragraph(run("He went to school in Kidderminster.")), *(paragraph(run(line)) for line in _LINES)]
    data = docx(*blocks, parts={"docProps/core.xml": core, "word/extra.xml": "<x>Pontefract</x>"})
    return Paper("Kettering report.docx", data, ("Kidderminster", "Macclesfield", "Pontefract"))


def attendance() -> Paper:
    """Return a workbook."""
    rows = row(1, text("A1", "Town"), text("B1", "Days")) + row(2, text("A2", "Altrincham"), text("B2", "19"))
    more = "".join(row(number, text(f"A{number}", line)) for number, line in enumerate(_LINES, 3))
    return Paper("Ormskirk.xlsx", xlsx(rows + more), ("Altrincham",))


def minutes(pages: int = 2) -> Paper:
    """Return a PDF with a title of its own."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setTitle("Huddersfield minutes")
    for _ in range(pages):
        for number, line in enumerate(("They came from Wolverhampton.", *_LINES)):
            canvas.drawString(70, 760 - 24 * number, line)
        canvas.showPage()
    canvas.save()
    return Paper("Minutes Nuneaton.pdf", out.getvalue(), ("Wolverhampton", "Huddersfield"))


def mail() -> Paper:
    """Return a mail with an attachment."""
    message = EmailMessage()
    message["From"] = "Duty team <duty@rotherham.gov.uk>"
    message["Subject"] = "The move from Accrington"
    message.set_content("\n".join(_LINES))
    message.add_attachment(b"Seen in Hartlepool.", maintype="text", subtype="plain", filename="Darlington.txt")
    return Paper("Re Accrington.eml", bytes(message), ("Accrington", "Rotherham", "Hartlepool", "Darlington"))


def photo() -> Paper:
    """Return a JPEG with notes of a camera."""
    notes = Image.Exif()
    notes[0x010E] = "The pier of Cleethorpes"
    notes[0x8825] = {1: "N", 2: (53.0, 33.0, 39.0), 3: "W", 4: (0.0, 1.0, 52.0)}
    out = BytesIO()
    Image.effect_noise((120, 90), 30).save(out, "JPEG", exif=notes)
    return Paper("Holiday Cleethorpes.jpg", out.getvalue(), ("Cleethorpes",))


def scan() -> Paper:
    """Return a PNG with a text note."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "Scanned in Skelmersdale")
    out = BytesIO()
    Image.effect_noise((120, 90), 30).save(out, "PNG", pnginfo=notes)
    return Paper("Skelmersdale scan.png", out.getvalue(), ("Skelmersdale",))


PICTURES = (photo(), scan())
ALL = (letter(), report(), attendance(), minutes(), mail(), *PICTURES)
NAMES = tuple(Path(paper.name).stem for paper in ALL)
"""Of the files, without what says their kind."""
TOLD = (*(word for paper in ALL for word in paper.words), "Todmorden", "Kettering", "Ormskirk", "Nuneaton")
EVERY_WORD = (*dict.fromkeys((*TOLD, *NAMES, FOLDER, "Aberystwyth", BY_HAND, KEPT, *CODES)),)
REMOVED = tuple(word for word in EVERY_WORD if word != KEPT)
