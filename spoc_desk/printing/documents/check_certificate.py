"""The certificate of a sanitised copy: which checks it passed, and counts. Nothing of the document itself."""

from dataclasses import dataclass

from spoc_desk.printing.blocks import Document, Fields, Heading, Notice, Para, Table, Tick, Ticks, Voice
from spoc_desk.printing.paper import Paper

TITLE = "Check of a document"
_MOST_ROWS = 5
_SEEN = (
    "The program reads text. It does not see handwriting, faces, crests or places in a picture: every page "
    "was on the screen of the person named here."
)


@dataclass(frozen=True)
class CountRow:
    """One kind of finding, in words, and what became of its places."""

    what: str
    found: int
    removed: int
    kept: int


@dataclass(frozen=True)
class CheckFacts:
    """What the certificate says."""

    document_no: str
    result: str
    mode: str
    checked: str  # day, time and person
    second: str
    pages: int
    unreadable: int
    proofs: tuple[str, ...]
    counts: tuple[CountRow, ...]
    tools: str
    copy_digest: str
    stays: str = ""  # how many areas fit what stays


def check_certificate(facts: CheckFacts, *, paper: Paper) -> Document:
    """Return the certificate, which is one page."""
    return paper.document(
        TITLE,
        Fields(
            (
                ("Document", f"doc-{facts.document_no}"),
                ("Result", f"{facts.result} ({_small(facts.mode)})"),
                ("Checked", facts.checked),
                *((("Second person", facts.second),) if facts.second else ()),
                ("What was read", _size(facts)),
                *((("What stays", facts.stays),) if facts.stays else ()),
                ("Tools", facts.tools),
                *((("Digest of the copy", facts.copy_digest),) if facts.copy_digest else ()),
            )
        ),
        *_proofs(facts.proofs),
        Heading(1, "What was found"),
        _counts(facts.counts),
        Para(_SEEN, Voice.BODY),
    )


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _size(facts: CheckFacts) -> str:
    pages = f"{facts.pages} {'page' if facts.pages == 1 else 'pages'}" if facts.pages else "Text without fixed pages"
    parts = f"{facts.unreadable} {'part' if facts.unreadable == 1 else 'parts'} could not be read"
    return f"{pages}, {parts if facts.unreadable else 'everything could be read'}"


def _proofs(proofs: tuple[str, ...]) -> tuple[Heading | Ticks, ...]:
    if not proofs:
        return ()
    ticks = tuple(Tick(proof, ticked=True) for proof in proofs)
    return Heading(1, "What the new copy was tested for"), Ticks(ticks, columns=2)


def _counts(rows: tuple[CountRow, ...]) -> Table | Notice:
    """Return the commonest kinds, and the rest as one row, so that the certificate stays one page."""
    if not rows:
        return Notice("Nothing was found.", "No finding")
    ordered = sorted(rows, key=lambda row: (-row.found, row.what))
    shown, rest = ordered[:_MOST_ROWS], ordered[_MOST_ROWS:]
    if rest:
        sums = (sum(row.found for row in rest), sum(row.removed for row in rest), sum(row.kept for row in rest))
        shown.append(CountRow(f"{len(rest)} other kinds", *sums))
    cells = tuple((row.what, str(row.found), str(row.removed), str(row.kept)) for row in shown)
    return Table(("Kind", "Found", "Taken out", "Kept"), cells, (58, 13, 16, 13))
