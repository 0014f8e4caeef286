"""The report on a damaged vault as a PDF. Loaded on first use: printing is heavy."""

from pathlib import Path

from spoc_desk.casework.damage import Saved
from spoc_desk.casework.leaks import OwnWords, refuse_leaks, refuse_leaky_name, scan_texts
from spoc_desk.casework.moments import in_words, stored_now
from spoc_desk.clock import Clock
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.machine.files import write_atomic
from spoc_desk.printing.documents.damage_report import DamageFacts, DamageRow, damage_report
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.render import render

FILE_NAME = "report on a damaged vault.pdf"


def write_saved(path: Path, saved: Saved, clock: Clock) -> None:
    """Write the report of a salvage to *path*. Raises LeakFound where a reference or the file's name may show an area.

    It cannot have a line in the print register: the vault that holds the register is the one that is damaged.
    """
    words, own = saved.words, OwnWords(OwnArea())
    refuse_leaky_name(path.name, own)
    texts = {f"reference {place}": ("Reference", each.reference) for place, each in enumerate(words.references)}
    refuse_leaks(scan_texts(texts, own), "print")
    facts = DamageFacts(
        made=in_words(stored_now(clock)),
        vault=saved.vault_id,
        kept_as=saved.kept_as,
        headline=words.headline,
        rows=tuple(DamageRow(line.label, line.whole, line.unsure, line.missing) for line in words.lines),
        references=tuple((each.reference, each.words) for each in words.references),
        remarks=words.remarks,
        backup=words.backup,
    )
    write_atomic(path, render(damage_report(facts, paper=Paper(sample=saved.report.is_sample)), made_on=clock.today()))
