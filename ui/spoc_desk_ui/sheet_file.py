"""Writes the recovery sheet as a PDF where she asked for it. Loaded on the worker thread: printing is heavy."""

from datetime import date
from pathlib import Path

from spoc_desk.casework.leaks import OwnWords, refuse_leaky_name
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.machine.files import write_atomic
from spoc_desk.printing.documents.recovery_sheet import recovery_sheet
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.render import render
from spoc_desk.vault.recovery import RecoveryCode

HOLDER = "LA SPOC"


def write_sheet(path: Path, code: RecoveryCode, made_on: date, *, sample: bool = False) -> None:
    """Write the sheet for *code* to *path*; that of a desk to practise on is marked SAMPLE.

    Raises LeakFound where the name may show an area.
    """
    refuse_leaky_name(path.name, OwnWords(OwnArea()))
    document = recovery_sheet(
        code.groups,
        holder=HOLDER,
        vault_id=code.vault_id,
        sheet_no=code.sheet,
        made_on=made_on,
        paper=Paper(sample=sample),
    )
    write_atomic(path, render(document, made_on=made_on))
