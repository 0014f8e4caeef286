"""`new`: make a vault. The recovery sheet goes to a PDF you name; set-up ends when its code is typed back."""

import argparse
import sys
from pathlib import Path
from typing import Any

from spoc_desk.casework.first_run import set_up
from spoc_desk.casework.first_run_answers import FirstRun
from spoc_desk.casework.leaks import OwnWords, refuse_leaky_name
from spoc_desk.cli import passphrase
from spoc_desk.clock import Clock, SystemClock
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.domain.roles import Role
from spoc_desk.errors import AlreadyExists, WrongRecoveryCode
from spoc_desk.machine.files import write_atomic
from spoc_desk.printing.documents.recovery_sheet import recovery_sheet
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.render import render
from spoc_desk.profile.documents import load_profile, profile_ids
from spoc_desk.vault.lifecycle import RecoveryCode, confirm_recovery, create_vault
from spoc_desk.vault.vault import Vault


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("new", help="create a vault")
    command.add_argument("vault", type=Path, metavar="VAULT", help="a folder that does not exist yet or is empty")
    command.add_argument("--profile", choices=profile_ids(), required=True)
    command.add_argument("--name", default="LA SPOC", help="who will use it, in the words of the role")
    command.add_argument("--sheet", type=Path, required=True, metavar="SHEET.pdf", help="where the recovery sheet goes")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Create the vault, write the sheet, ask for the code at the prompt."""
    if arguments.sheet.exists():
        raise AlreadyExists()
    refuse_leaky_name(arguments.sheet.name, OwnWords(OwnArea()))
    clock = SystemClock()
    password = passphrase.ask(arguments, new=True)
    roles = frozenset({Role.LA_SPOC.value, Role.ADMINISTRATOR.value})
    vault, code = create_vault(
        arguments.vault, password, name=arguments.name, roles=roles, clock=clock, anchors=arguments.anchors
    )
    try:
        set_up(vault, answers=_first_run(arguments.profile, arguments.name, roles))
        write_atomic(arguments.sheet, sheet_pdf(code, arguments.name, clock))
        print(f"Vault made. Print the recovery sheet {arguments.sheet}, then delete that file.")
        _confirm(vault)
    finally:
        vault.close()
    return 0


def sheet_pdf(code: RecoveryCode, holder: str, clock: Clock) -> bytes:
    """Return the recovery sheet as a PDF."""
    today = clock.today()
    document = recovery_sheet(
        code.groups, holder=holder, vault_id=code.vault_id, sheet_no=code.sheet, made_on=today, paper=Paper()
    )
    return render(document, made_on=today)


def _first_run(profile_id: str, name: str, roles: frozenset[str]) -> FirstRun:
    profile = load_profile(profile_id)
    return FirstRun(
        profile_id=profile_id,
        council_name=profile.council_name,
        own_area=profile.own_area,
        dcs_office=profile.dcs_office,
        dass_office=profile.dass_office,
        person_name=name,
        roles=roles,
        backup_note="",
        sample_case=False,
    )


def _confirm(vault: Vault) -> None:
    """Ask for the code until it is right; without a terminal the window asks at the first unlock."""
    if not sys.stdin.isatty():
        print("Set-up is not finished: the window asks for the code on the sheet at the first unlock.")
        return
    while True:
        try:
            confirm_recovery(vault, input("Type the recovery code from the sheet: "))
            print("Set-up is finished.")
            return
        except WrongRecoveryCode as error:
            print(error, file=sys.stderr)
