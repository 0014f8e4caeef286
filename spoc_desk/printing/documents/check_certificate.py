"""The certificate of a sanitised copy: which checks it passed, and counts. Nothing of the document itself."""

from dataclasses import dataclass

from spoc_desk.printing.blocks import (
    Document,
    Fields,
    Heading,
    Keep,
    Notice,
    SignatureLine,
    Signatures,
    Table,
    Tick,
    Ticks,
)
from spoc_desk.printing.paper import Paper

TITLE = "Check of a document"
_SEEN = (
    "The program compares text. It does not see handwriting, faces, crests, uniforms or places in a picture: every page "
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


def check_certificate(facts: CheckFacts, *, paper: Paper) -> Document:
    """Return the certificate: one page in most cases."""
    signers = [SignatureLine("Checked by", "I looked at every page.")]
    if facts.second:
        signers.append(SignatureLine("Second person", "I looked at every page of the new copy."))
    return paper.document(
        TITLE,
        Fields(
            (
                ("Document", f"doc-{facts.document_no}"),
                ("Result", facts.result),
                ("Which way it travels", facts.mode),
                ("Checked", facts.checked),
                *((("Second person", facts.second),) if facts.second else ()),
                ("Pages", str(facts.pages) if facts.pages else "The file has no fixed pages"),
                ("Parts that could not be read", str(facts.unreadable)),
                ("Program and list of names", facts.tools),
                *((("Digest of the new copy", facts.copy_digest),) if facts.copy_digest else ()),
            )
        ),
        *_proofs(facts.proofs),
        Heading(1, "What was found"),
        _counts(facts.counts),
        Notice(_SEEN, "What the check cannot see"),
        Keep((Signatures(tuple(signers)),)),
    )


def _proofs(proofs: tuple[str, ...]) -> tuple[Heading | Ticks, ...]:
    if not proofs:
        return ()
    return Heading(1, "What the new copy was tested for"), Ticks(tuple(Tick(proof, ticked=True) for proof in proofs))


def _counts(rows: tuple[CountRow, ...]) -> Table | Notice:
    if not rows:
        return Notice("Nothing was found.", "No finding")
    cells = tuple((row.what, str(row.found), str(row.removed), str(row.kept)) for row in rows)
    return Table(("Kind", "Found", "Taken out", "Kept with a reason"), cells, (52, 12, 16, 20))
