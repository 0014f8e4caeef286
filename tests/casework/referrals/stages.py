"""Vaults with a referral at some stage, made once per test run and copied: a commit waits for the disk."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from spoc_desk.casework.council import save_profile
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Vault
from tests.casework.referrals.desk import ReferralDesk, begin, intensive, write
from tests.factories import PASSWORD, make_vault


def _sent(vault: Vault, clock: FixedClock) -> ReferralDesk:
    desk = intensive(vault, clock)
    desk.to_print()
    desk.send()
    return desk


def _protection(vault: Vault, clock: FixedClock) -> ReferralDesk:
    return write(vault, clock, sought="cp", level="SPE")


STAGES: dict[str, Callable[[Vault, FixedClock], ReferralDesk] | None] = {
    "empty": None,
    "draft": begin,
    "written": write,
    "ready": intensive,
    "sent": _sent,
    "protection": _protection,
}


def open_stage(stage: str, folder: Path, clock: FixedClock) -> tuple[Vault, ReferralDesk]:
    """Return an open vault with the council's profile, and the referral in it (an empty one for "empty")."""
    template, desk = _template(stage)
    shutil.copytree(template, folder)
    vault = open_vault(folder, PASSWORD, clock=clock)
    return vault, ReferralDesk(vault, clock, desk.id, desk.child, desk.mother)


@cache
def _template(stage: str) -> tuple[Path, ReferralDesk]:
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-test-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    clock, make = FixedClock(), STAGES[stage]
    vault = make_vault(place / "vault", clock)
    save_profile(vault, load_profile("luton"))
    desk = make(vault, clock) if make else ReferralDesk(vault, clock, "")
    vault.close()
    return place / "vault", desk
