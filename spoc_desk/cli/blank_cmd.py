"""`blank`: a form on paper, to be filled in by hand, or on a screen."""

import argparse
from pathlib import Path
from typing import Any

from spoc_desk.casework.disputes.papers import BLANKS as DISPUTES
from spoc_desk.casework.disputes.papers import blank_dispute
from spoc_desk.casework.leaks import OwnWords, refuse_leaky_name
from spoc_desk.casework.referrals.blank_papers import PAPERS, blank_paper
from spoc_desk.casework.relay.papers import BLANKS, blank_relay
from spoc_desk.casework.reviewed.papers import BLANKS as REVIEWED
from spoc_desk.casework.reviewed.papers import blank_reviewed
from spoc_desk.clock import SystemClock
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import AlreadyExists, BadAnswer
from spoc_desk.forms.loader import form_ids, load_form
from spoc_desk.machine.files import write_atomic
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.forms import blank_form
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.render import render
from spoc_desk.profile.documents import load_profile, profile_ids

_IN_PAPERS = (
    "referral", "relay", "incident", "review", "escalation", "complaint", "consultation", "assurance", "office_word",
)  # fmt: skip
FORMS = (*(name for name in form_ids() if not name.startswith(_IN_PAPERS)), *PAPERS, *BLANKS, *REVIEWED, *DISPUTES)
"""What can be printed blank: the parts of a referral, of RELAY and the like are printed as their papers."""


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("blank", help="print a blank form for handwriting")
    command.add_argument("form", metavar="FORM", help=f"one of: {', '.join(FORMS)}")
    command.add_argument("--large", action="store_true", help="large print, 18 points, set anew")
    command.add_argument("--fillable", action="store_true", help="to be filled in on a screen (then not archivable)")
    command.add_argument(
        "--council",
        choices=profile_ids(),
        default="blank",
        help="whose words stand on the papers",
    )
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the form as a PDF."""
    if arguments.form not in FORMS:
        raise BadAnswer(f"There is no form “{arguments.form}”. The forms are: {', '.join(FORMS)}.")
    if arguments.output.exists():
        raise AlreadyExists()
    refuse_leaky_name(arguments.output.name, OwnWords(OwnArea()))
    write_atomic(arguments.output, render(_document(arguments), made_on=SystemClock().today()))
    print(f"Blank form written to {arguments.output}")
    return 0


def _document(arguments: argparse.Namespace) -> Document:
    if arguments.form in PAPERS:
        return blank_paper(
            arguments.form, load_profile(arguments.council), large_print=arguments.large, fillable=arguments.fillable
        )
    if arguments.form in BLANKS:
        council = load_profile(arguments.council)
        return blank_relay(arguments.form, council, large_print=arguments.large, fillable=arguments.fillable)
    if arguments.form in REVIEWED:
        council = load_profile(arguments.council)
        return blank_reviewed(arguments.form, council, large_print=arguments.large, fillable=arguments.fillable)
    if arguments.form in DISPUTES:
        council = load_profile(arguments.council)
        return blank_dispute(arguments.form, council, large_print=arguments.large, fillable=arguments.fillable)
    paper = Paper(large_print=arguments.large, fillable=arguments.fillable)
    return blank_form(load_form(arguments.form), paper=paper)
