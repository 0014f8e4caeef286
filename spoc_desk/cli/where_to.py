"""`print`: where the copy goes. One that goes to somebody is decided on in the same act."""

import argparse
from typing import Any

from spoc_desk.casework.disclosing import OWN_FILE, Destination
from spoc_desk.casework.leaks import refuse_leaks, scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.domain.decisions import ConsentSought, Informed, NotInformed
from spoc_desk.domain.prints import Goes
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answer
from spoc_desk.vault.vault import Vault

_OUT = "purpose", "decision", "consent", "told", "not_told", "tests_met", "others_protected"


def add_options(command: Any) -> None:
    """Add the options to the parser of a command that makes copies."""
    where = command.add_argument_group(
        "where it goes",
        "A paper that discloses something is printed with --own-file, or with --recipient and either --decision or "
        "--purpose, --told, --tests-met and --others-protected: then the decision to share is made with the copy.",
    )
    where.add_argument("--own-file", action="store_true", help="it stays in our own file and says so on every page")
    where.add_argument("--recipient", default="", help="who gets it: the role and the service")
    where.add_argument("--decision", default="", metavar="REFERENCE", help="a decision to share that was made before")
    where.add_argument("--purpose", default="", metavar="TEXT", help="what it is for, and why they may have it")
    where.add_argument("--consent", choices=[each.value for each in ConsentSought], help="was consent sought?")
    where.add_argument(
        "--told", action="append", choices=[each.value for each in Informed], help="who was told that it is shared"
    )
    where.add_argument("--not-told", choices=[each.value for each in NotInformed], help="why nobody was told")
    where.add_argument(
        "--tests-met",
        action="store_true",
        help="it is necessary, proportionate, relevant, adequate, accurate, timely and secure",
    )
    where.add_argument("--others-protected", action="store_true", help="other people named in it are protected")


def destination_of(vault: Vault, arguments: argparse.Namespace) -> Destination | None:
    """Return where the copy goes, or None where nothing was said. Raises BadAnswer where two things were said."""
    refuse_leaks(scan_texts({"recipient": ("Recipient", arguments.recipient)}, own_words(vault)), "print")
    said = [name for name in _OUT if getattr(arguments, name)]
    if arguments.own_file:
        if said or arguments.recipient:
            raise BadAnswer("Choose one: --own-file, or to whom the copy goes.", "own_file")
        return OWN_FILE
    if not said:
        return None
    given: dict[str, Answer] = {
        "purpose": arguments.purpose, "consent_sought": arguments.consent or "",
        "persons_informed": tuple(arguments.told or ()), "not_informed_reason": arguments.not_told or "",
    }  # fmt: skip
    answers = {name: answer for name, answer in given.items() if answer}
    answers["necessary_and_proportionate"] = "yes" if arguments.tests_met else "no"
    answers["third_parties_protected"] = "yes" if arguments.others_protected else "no"
    return Destination(Goes.GOES_OUT, arguments.recipient, answers, arguments.decision)
