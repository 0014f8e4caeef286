"""Open a vault for one command, and close it whatever happens."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from spoc_desk.casework.may_see import settle
from spoc_desk.cli import passphrase, waiting
from spoc_desk.clock import SystemClock
from spoc_desk.vault.backup_restore import finish
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Vault


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Vault]:
    """Yield the vault named in *arguments*, unlocked."""
    waiting.refuse_early(arguments.vault)
    finish(arguments.vault)  # a restore that a power cut interrupted in its last step
    vault = open_vault(arguments.vault, passphrase.ask(arguments), clock=SystemClock(), anchors=arguments.anchors)
    try:
        settle(vault)
        yield vault
    finally:
        vault.close()
