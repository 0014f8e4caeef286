"""`desks`: this desk, its card, and the desks it knows."""

import argparse
import json
from pathlib import Path
from typing import Any

from spoc_desk.bundles.desk_card import DESK_ROLES, MOST_BYTES
from spoc_desk.casework.handover.desks import (
    DeskLine,
    add_desk,
    card_file,
    known_desks,
    own_desk,
    read_card,
    revoke_desk,
    set_up_desk,
)
from spoc_desk.cli import passphrase
from spoc_desk.cli.opened import opened
from spoc_desk.errors import BadAnswer, UnknownRecord
from spoc_desk.handover_errors import BadDeskCard
from spoc_desk.machine.files import read_at_most, write_atomic
from spoc_desk.vault.vault import Vault


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("desks", help="the desks that hand-over files come from and go to")
    command.add_argument("vault", type=Path, metavar="VAULT")
    what = command.add_mutually_exclusive_group()
    what.add_argument("--set-up", metavar="NAME", help="give this desk a name, and keys the first time")
    what.add_argument("--card", type=Path, metavar="FILE", help="write the card of this desk; it may travel any way")
    what.add_argument("--meet", type=Path, metavar="FILE", help="read the card of another desk")
    what.add_argument("--meet-code", metavar="CODE", help="the printed code of another desk instead of its card")
    what.add_argument("--revoke", metavar="DESK", help="take a desk off the list for good")
    command.add_argument("--name", default="", help="what the other desk is called here")
    command.add_argument("--role", choices=[role.value for role in DESK_ROLES], help="whose desk it is")
    command.add_argument("--words", default="", help="the six words that the other desk read out")
    command.add_argument("--reason", default="", help="why a desk is taken off the list")
    command.add_argument("--json", action="store_true", dest="as_json")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked, and list the desks."""
    with opened(arguments) as vault:
        _act(vault, arguments)
        own, known = own_desk(vault), known_desks(vault)
    if arguments.as_json:
        this = None if own is None else {"id": own.desk_id, "name": own.name, "role": own.role, "words": own.words}
        print(json.dumps({"this": this, "known": [_plain(desk) for desk in known]}))
        return 0
    if own is None:
        print("This desk is not set up for hand-over yet: desks VAULT --set-up NAME --role ROLE")
    else:
        print(f"This desk: {own.name} ({own.role.label})\nIts six words: {own.words}\nIts code: {own.code}")
    for desk in known:
        print(f"{desk.name} ({desk.role_words}): {desk.words}. {desk.revoked_words or desk.met_words}")
    return 0


def desk_id_of(vault: Vault, name: str) -> str:
    """Return the number of the desk with this name or number. Raises UnknownRecord."""
    for desk in known_desks(vault):
        if desk.desk_id == name or (desk.name.casefold() == name.casefold() and not desk.revoked):
            return desk.desk_id
    raise UnknownRecord()


def _act(vault: Vault, arguments: argparse.Namespace) -> None:
    if arguments.set_up is not None:
        set_up_desk(vault, name=arguments.set_up, role=arguments.role or "")
    elif arguments.card is not None:
        write_atomic(arguments.card, card_file(vault))
    elif arguments.revoke is not None:
        revoke_desk(vault, desk_id=desk_id_of(vault, arguments.revoke), reason=arguments.reason)
    elif arguments.meet is not None or arguments.meet_code is not None:
        _meet(vault, arguments)


def _meet(vault: Vault, arguments: argparse.Namespace) -> None:
    card = read_card(
        vault, data=b"" if arguments.meet is None else _file(arguments.meet), code=arguments.meet_code or ""
    )
    said = " ".join(arguments.words.casefold().split())
    if not said:
        raise BadAnswer(
            f"The words of this card are: {card.words}. Have the other desk read out its own six words, and give what "
            "you hear with --words.",
            "words",
        )
    if said != card.words:
        raise BadDeskCard(
            "The words that were read out are not those of this card. Do not use it: somebody may have changed it."
        )
    add_desk(vault, card=card, name=arguments.name or card.name, role=arguments.role or card.role or "", compared=True)


def _file(path: Path) -> bytes:
    try:
        return read_at_most(path, MOST_BYTES)
    except OSError as err:
        raise BadDeskCard("The card cannot be read. Check its path.") from err


def _plain(desk: DeskLine) -> dict[str, object]:
    return {
        "id": desk.desk_id,
        "name": desk.name,
        "role": desk.role.value,
        "words": desk.words,
        "met": desk.met_words,
        "revoked": desk.revoked,
    }
