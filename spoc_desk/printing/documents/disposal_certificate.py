"""The certificate of a disposal: what was disposed of in counts, who proposed and approved it, how, which backups are
left. Nothing by which the record could be told."""

from dataclasses import dataclass

from spoc_desk.printing.blocks import Document, Fields, Heading, Notice, Para, Table, Tick, Ticks, Voice
from spoc_desk.printing.paper import Paper

TITLE = "Certificate of a disposal"


@dataclass(frozen=True)
class CertificateFacts:
    """What the certificate says, in words."""

    number: str
    kind: str
    disposed: str
    proposed_by: str
    approved_by: str
    class_words: str
    early: bool
    counts: tuple[tuple[str, int], ...]
    drafts: int
    papers_out: int
    held_back: int
    method: str
    until: str
    elsewhere: str
    backups: tuple[str, ...]
    as_of: str


def disposal_certificate(facts: CertificateFacts, *, paper: Paper) -> Document:
    """Return the certificate."""
    return paper.document(
        TITLE,
        Fields(
            (
                ("Certificate", facts.number),
                ("What it was", f"One record: {facts.kind[:1].lower()}{facts.kind[1:]}"),
                ("Disposed of", facts.disposed),
                ("Proposed by", facts.proposed_by),
                ("Approved by", f"{facts.approved_by}, with the own password"),
                ("Class and rule", facts.class_words),
                ("Time of the class", "Not over: the office approved it before its time" if facts.early else "Over"),
            )
        ),
        Heading(1, "What went"),
        Table(("Kind", "How many"), _counts(facts), (75, 25)),
        Heading(1, "How"),
        Para(facts.method, Voice.BODY),
        *_held_back(facts),
        Heading(1, f"Backups from before, as known on {facts.as_of}"),
        *_backups(facts),
        Para(facts.elsewhere, Voice.BODY),
    )


def _counts(facts: CertificateFacts) -> tuple[tuple[str, str], ...]:
    rows = [(words, str(count)) for words, count in facts.counts]
    if facts.drafts:
        rows.append(("Half-typed texts", str(facts.drafts)))
    if facts.papers_out:
        rows.append(("Of the printed copies, not recorded as destroyed", str(facts.papers_out)))
    return tuple(rows)


def _held_back(facts: CertificateFacts) -> tuple[Notice, ...]:
    if not facts.held_back:
        return ()
    words = (
        f"Entries of the history that keep the reason given at the time: {facts.held_back}. They are older than the "
        "place where reasons are kept apart."
    )
    return (Notice(words, "What stays"),)


def _backups(facts: CertificateFacts) -> tuple[Para | Ticks, ...]:
    if not facts.backups:
        return (Para("None is known that holds the record.", Voice.BODY),)
    return (
        Para(facts.until, Voice.BODY),
        Ticks(tuple(Tick(name, ticked=False) for name in facts.backups), columns=1),
    )
