"""What a salvage brought back and what it did not: counts, and the references of the records to look at."""

from dataclasses import dataclass

from spoc_desk.printing.blocks import Block, Document, Fields, Heading, Notice, Para, Points, Table
from spoc_desk.printing.paper import Paper

TITLE = "Report on a damaged vault"
_NEXT = (
    "Look at each reference below with the paper you have, and record again what is missing.",
    "Keep the damaged folder. Copy it to an encrypted stick for your IT: they may read more of it.",
    "Make a backup of the new vault today, and try it.",
    "Ask your IT to look at the disk: a damage seldom comes alone.",
)


@dataclass(frozen=True)
class DamageRow:
    """One kind of record."""

    label: str
    whole: int
    unsure: int
    missing: int


@dataclass(frozen=True)
class DamageFacts:
    """What the report says. Counts and references only."""

    made: str
    vault: str
    kept_as: str
    headline: str
    rows: tuple[DamageRow, ...]
    references: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    backup: str


def damage_report(facts: DamageFacts, *, paper: Paper) -> Document:
    """Return the report."""
    kept = (("Damaged folder, kept", facts.kept_as),) if facts.kept_as else ()
    backup = (("Backup compared", facts.backup),) if facts.backup else ()
    return paper.document(
        TITLE,
        Fields((("Made", facts.made), ("Vault", facts.vault), *kept, *backup)),
        Notice(facts.headline),
        Heading(1, "By kind of record"),
        _counts(facts.rows),
        *_references(facts.references),
        *((Heading(1, "What else to know"), Points(facts.remarks)) if facts.remarks else ()),
        Heading(1, "What to do now"),
        Points(_NEXT, numbered=True),
    )


def _counts(rows: tuple[DamageRow, ...]) -> Table:
    cells = tuple((row.label, f"{row.whole:,}", f"{row.unsure:,}", f"{row.missing:,}") for row in rows)
    return Table(("Kind", "Proven whole", "Not sure", "Missing"), cells, (49, 19, 16, 16))


def _references(references: tuple[tuple[str, str], ...]) -> tuple[Block, ...]:
    head = Heading(1, "Records to look at")
    if not references:
        return head, Para("No case and no referral is known to miss anything.")
    return head, Table(("Reference", "What"), references, (50, 50))
