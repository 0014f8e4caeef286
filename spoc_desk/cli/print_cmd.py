"""`print`: one numbered copy as a PDF, checked for leaks and entered in the print register."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict

from spoc_desk.casework.disputes.papers import SIGHTS
from spoc_desk.casework.keeping.certificates import id_of
from spoc_desk.casework.leaks import refuse_leaky_name
from spoc_desk.casework.looks_paper import asked
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.partnership.papers import PARTNERSHIP, case_of_record
from spoc_desk.casework.prints import issue, prepare
from spoc_desk.cli import passphrase
from spoc_desk.cli.case_names import case_id_of, dispute_ids, incident_id_of, referral_id_of, review_id_of
from spoc_desk.cli.opened import opened
from spoc_desk.cli.where_to import add_options, destination_of
from spoc_desk.domain.prints import PrintKind
from spoc_desk.errors import AlreadyExists
from spoc_desk.machine.files import write_atomic
from spoc_desk.vault.vault import Vault


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "print", help="print one document of a case, a referral, RELAY, an incident or a review"
    )
    command.add_argument("vault", type=Path, metavar="VAULT")
    command.add_argument(
        "kind", choices=[kind.value for kind in PrintKind], metavar="KIND", help="e.g. exchange-register"
    )
    command.add_argument(
        "reference",
        metavar="REFERENCE",
        help='of the case, referral, escalation and the like ("quiet harbour 4821"); "all" for roll-out or log; '
        'the certificate ("DC-0001"); the id of a message, a decision, a concern or a request; '
        '"-" prints who-looked of the whole desk, and the desk-card',
    )
    command.add_argument(
        "--record",
        action="append",
        default=[],
        metavar="ID",
        help="the item, meeting, flag or request; the number of a child",
    )
    command.add_argument("--who", default="", metavar="TEXT", help="who-looked: looks of people whose name has this")
    command.add_argument("--which", default="", metavar="TEXT", help="who-looked: looks at references that have this")
    command.add_argument("--large", action="store_true", help="large print, 18 points, set anew")
    command.add_argument("--checked", action="store_true", help="you looked at low findings: they show no other area")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    command.add_argument(
        "--place-reason",
        default="",
        metavar="WHY",
        help="why a place named in a referral is needed; kept with the copy",
    )
    add_options(command)
    passphrase.add_option(command)
    command.set_defaults(run=run)


WHOLE_DESK = "-"


class _Whose(TypedDict):
    case_id: str | None
    referral_id: str | None
    record_ids: Sequence[str]


def _whose(vault: Vault, kind: PrintKind, reference: str, records: Sequence[str]) -> _Whose:
    """Return the case, the referral or the certificate that is meant."""
    if kind is PrintKind.DISPOSAL_CERTIFICATE:
        return {"case_id": None, "referral_id": None, "record_ids": [id_of(vault, reference)]}
    if kind is PrintKind.DESK_CARD:
        return {"case_id": None, "referral_id": None, "record_ids": ()}
    if kind is PrintKind.HANDOVER_SHEET:
        return {"case_id": None, "referral_id": None, "record_ids": [reference]}
    if kind is PrintKind.WHO_LOOKED:
        return {"case_id": None if reference == WHOLE_DESK else case_id_of(vault, reference), "referral_id": None,
                "record_ids": records}  # fmt: skip
    if kind in PARTNERSHIP:
        return {"case_id": case_of_record(vault, kind, reference), "referral_id": None, "record_ids": [reference]}
    if kind in SIGHTS:
        return {"case_id": None, "referral_id": None, "record_ids": dispute_ids(vault, kind, reference)}
    if kind.is_of_relay:
        return {"case_id": None, "referral_id": None, "record_ids": [reference]}
    if kind.is_of_incident or kind.is_of_review:
        found = (incident_id_of if kind.is_of_incident else review_id_of)(vault, reference)
        return {"case_id": None, "referral_id": None, "record_ids": [found, *records]}
    if kind.is_of_referral:
        return {"case_id": None, "referral_id": referral_id_of(vault, reference), "record_ids": records}
    return {"case_id": case_id_of(vault, reference), "referral_id": None, "record_ids": records}


def run(arguments: argparse.Namespace) -> int:
    """Write the copy; refused while a high finding stands."""
    if arguments.output.exists():
        raise AlreadyExists()
    with opened(arguments) as vault:
        refuse_leaky_name(arguments.output.name, own_words(vault))
        destination = destination_of(vault, arguments)
        kind = PrintKind(arguments.kind)
        records = (*arguments.record, *asked(who=arguments.who, which=arguments.which))
        prepared = prepare(
            vault,
            kind=kind,
            **_whose(vault, kind, arguments.reference, records),
            recipient=arguments.recipient,
            large_print=arguments.large,
            own_file=arguments.own_file,
        )
        issued = issue(
            vault,
            prepared,
            acknowledged=arguments.checked,
            place_reason=arguments.place_reason,
            destination=destination,
        )
        write_atomic(arguments.output, issued.pdf)
    print(f"Copy {issued.copy.copy_no} written, {issued.copy.pages} page(s). It is in the print register.")
    return 0
