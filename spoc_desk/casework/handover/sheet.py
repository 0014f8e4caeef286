"""What stands on a hand-over sheet."""

from spoc_desk.casework.handover.desks import desk_row
from spoc_desk.casework.moments import in_words
from spoc_desk.domain.handovers import BundleKind, Handover, Way
from spoc_desk.printing.documents.handover_sheet import SheetFacts
from spoc_desk.vault.records.handover_rows import custody_through, own_desk_row
from spoc_desk.vault.records.stores import CASES, HANDOVERS
from spoc_desk.vault.vault import Vault

_THIS = "This desk"


def sheet_facts(vault: Vault, handover_id: str) -> SheetFacts:
    """Return the facts of one hand-over. Raises UnknownRecord."""
    one = HANDOVERS.get(vault, handover_id)
    own, other = own_desk_row(vault), desk_row(vault, one.desk_id).name
    here = own.name if own is not None else _THIS
    ends = (here, other) if one.way is Way.OUT else (other, here)
    return SheetFacts(
        kind=one.kind.label,
        number=f"{one.sequence} between these two desks, {one.id[:8]}",
        desk_from=ends[0],
        desk_to=ends[1],
        made=in_words(one.made_at),
        made_by=one.by_name,
        expires=in_words(one.expires_at),
        file_name=one.file_name,
        contents=_contents(one),
        references=tuple(sorted(CASES.get(vault, held.case_id).case_ref for held in custody_through(vault, one.id))),
        code=one.head_code,
    )


def _contents(one: Handover) -> str:
    counts = ((one.cases, "case"), (one.records, "record"), (one.attachments, "attached file"))
    said = [f"{count:,} {word}" if count == 1 else f"{count:,} {word}s" for count, word in counts if count]
    return ", ".join(said) or (
        "An answer, without records" if one.kind is BundleKind.RECEIPT else "Nothing but the word"
    )
