"""`blank`: a form on paper, to be filled in by hand."""

import argparse
from pathlib import Path
from typing import Any

from spoc_desk.casework.leaks import OwnWords, refuse_leaky_name
from spoc_desk.clock import SystemClock
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import AlreadyExists, BadAnswer
from spoc_desk.forms.loader import form_ids, load_form
from spoc_desk.machine.files import write_atomic
from spoc_desk.printing.forms import blank_form
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.render import render


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("blank", help="print a blank form for handwriting")
    command.add_argument("form", metavar="FORM", help=f"one of: {', '.join(form_ids())}")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the form as a PDF."""
    if arguments.form not in form_ids():
        raise BadAnswer(f"There is no form “{arguments.form}”. The forms are: {', '.join(form_ids())}.")
    if arguments.output.exists():
        raise AlreadyExists()
    refuse_leaky_name(arguments.output.name, OwnWords(OwnArea()))
    pdf = render(blank_form(load_form(arguments.form), paper=Paper()), made_on=SystemClock().today())
    write_atomic(arguments.output, pdf)
    print(f"Blank form written to {arguments.output}")
    return 0
