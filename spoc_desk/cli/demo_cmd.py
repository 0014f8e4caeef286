"""`demo`: a practice vault of invented people, marked SAMPLE everywhere."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.sample.partnership import lay_out_partnership
from spoc_desk.casework.sample.referrals import REFERRALS, lay_out_referrals
from spoc_desk.casework.sample.story import STORIES, add_plain_cases, lay_out_sample
from spoc_desk.cli import passphrase
from spoc_desk.clock import SystemClock
from spoc_desk.domain.roles import Role
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault

_ROLES = frozenset({Role.LA_SPOC.value, Role.ADMINISTRATOR.value, Role.DCS_OFFICE.value, Role.DASS_OFFICE.value})


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("demo", help="create a practice vault of invented people")
    command.add_argument("vault", type=Path, metavar="VAULT", help="a folder that does not exist yet or is empty")
    command.add_argument("--cases", type=int, default=STORIES, metavar="N", help=f"at least {STORIES}")
    command.add_argument("--seed", type=int, default=1, metavar="S")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Create the vault and tell the sample stories in it. Its recovery sheet is not printed: nothing in it is real."""
    password = passphrase.ask(arguments, new=True)
    clock = SystemClock()
    vault, code = create_vault(
        arguments.vault, password, name="Sample officer", roles=_ROLES, clock=clock, anchors=arguments.anchors
    )
    try:
        confirm_recovery(vault, code.text)
        save_profile(vault, replace(load_profile("luton"), practice=True))
        lay_out_sample(vault, cases=min(arguments.cases, STORIES), seed=arguments.seed)
        lay_out_referrals(vault)
        lay_out_partnership(vault)
        add_plain_cases(vault, count=max(0, arguments.cases - STORIES), seed=arguments.seed)
    finally:
        vault.close()
    relocations = max(STORIES, arguments.cases)
    print(f"Practice vault made with {relocations} relocations, {REFERRALS} referrals and the registers, all SAMPLE.")
    return 0
