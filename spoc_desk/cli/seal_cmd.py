"""`seal`: cases, a deputy pack, a receipt or a word for one desk, in one file."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spoc_desk.casework.handover.answering import cancel, make_receipt, seal_cancellation
from spoc_desk.casework.handover.choosing import cases_of_meetings, meeting_of_case
from spoc_desk.casework.handover.pack_content import USUAL_WORKING_DAYS
from spoc_desk.casework.handover.packs import preview_pack, seal_hand_back, seal_pack
from spoc_desk.casework.handover.sealing import preview_seal, seal
from spoc_desk.casework.handover.writing import USUAL_DAYS, Sealed
from spoc_desk.cli import passphrase
from spoc_desk.cli.case_names import case_id_of
from spoc_desk.cli.desks_cmd import desk_id_of
from spoc_desk.cli.opened import opened
from spoc_desk.errors import BadAnswer
from spoc_desk.vault.vault import Vault


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("seal", help="seal a hand-over file for one desk")
    command.add_argument("vault", type=Path, metavar="VAULT")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="the stick")
    command.add_argument("--to", metavar="DESK", default="", help="a desk of the list, by its name or number")
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--case", action="append", metavar="REF", help="hand over a case; may be given several times")
    what.add_argument("--copy", action="append", metavar="REF", help="send a case to read, and keep it")
    what.add_argument(
        "--meeting", action="append", metavar="REF/N",
        help="hand over the case of a meeting: the Nth of the case; may be given several times",
    )  # fmt: skip
    what.add_argument("--pack", action="store_true", help="a deputy pack of every open case here")
    what.add_argument("--hand-back", metavar="PACK", help="what was done with a deputy pack")
    what.add_argument("--receipt", metavar="ID", help="the receipt for a hand-over that was taken in")
    what.add_argument("--cancel", metavar="ID", help="cancel a hand-over, and seal the word for the other desk")
    command.add_argument("--attach", action="append", type=Path, default=[], metavar="FILE", help="a sanitised copy")
    command.add_argument("--days", type=int, help="until the file expires; for a pack, working days it can be read")
    command.add_argument("--words", default="", help="one line to the other desk")
    command.add_argument("--purpose", default="", help="what a case is handed over for, and why they may have it")
    command.add_argument("--reason", default="", help="why a hand-over is cancelled")
    command.add_argument(
        "--spoken", action="store_true", help="the other desk said that it has not taken the file in and will not"
    )
    command.add_argument("--preview", action="store_true", help="only say what would travel")
    command.add_argument("--json", action="store_true", dest="as_json")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Say what travels; seal it unless only that was asked."""
    with opened(arguments) as vault:
        if arguments.preview:
            return _preview(vault, arguments)
        sealed = _seal(vault, arguments)
    if arguments.as_json:
        told = {
            "file": sealed.path.name, "bytes": sealed.size, "id": sealed.handover_id, "sequence": sealed.sequence,
            "code": sealed.head_code, "read_from_medium": sealed.asked_medium,
        }  # fmt: skip
        print(json.dumps(told))
        return 0
    print(f"Sealed and read back: {sealed.path.name}, {sealed.size:,} bytes. Number {sealed.sequence} for this desk.")
    print(f"Hand-over {sealed.handover_id}, code {sealed.head_code}.")
    if not sealed.asked_medium:
        print("This system may have answered from its memory: plug the stick in again before you rely on it.")
    return 0


def _cases(vault: Vault, arguments: argparse.Namespace) -> Sequence[str]:
    if arguments.meeting:
        return cases_of_meetings(vault, [_meeting(vault, given) for given in arguments.meeting])
    return [case_id_of(vault, reference) for reference in arguments.case or arguments.copy or ()]


def _meeting(vault: Vault, given: str) -> str:
    reference, _, number = given.rpartition("/")
    if not reference or not number.isdecimal():
        raise BadAnswer("Give the reference of the case and the number of its meeting, such as CASE/1.", "meeting")
    return meeting_of_case(vault, case_id_of(vault, reference), int(number))


def _seal(vault: Vault, arguments: argparse.Namespace) -> Sealed:
    folder: Path = arguments.folder
    if arguments.receipt is not None:
        return make_receipt(vault, handover_id=arguments.receipt, folder=folder, told=_go_on)
    if arguments.hand_back is not None:
        return seal_hand_back(vault, pack_id=arguments.hand_back, folder=folder, told=_go_on)
    if arguments.cancel is not None:
        cancel(vault, handover_id=arguments.cancel, reason=arguments.reason, spoken=arguments.spoken)
        return seal_cancellation(vault, handover_id=arguments.cancel, folder=folder, told=_go_on)
    desk_id = _desk(vault, arguments)
    if arguments.pack:
        days = USUAL_WORKING_DAYS if arguments.days is None else arguments.days
        return seal_pack(vault, folder=folder, desk_id=desk_id, told=_go_on, working_days=days)
    return seal(
        vault, folder=folder, desk_id=desk_id, case_ids=_cases(vault, arguments), told=_go_on,
        files=arguments.attach, kind="copy" if arguments.copy else "cases",
        valid_days=USUAL_DAYS if arguments.days is None else arguments.days, words=arguments.words,
        purpose=arguments.purpose,
    )  # fmt: skip


def _preview(vault: Vault, arguments: argparse.Namespace) -> int:
    """Print what would travel. Exit 1 where the leak scan stops it."""
    desk_id = _desk(vault, arguments)
    if arguments.pack:
        pack = preview_pack(vault, desk_id=desk_id)
        lines = [f"{line.case_ref}: {line.heading}: {line.words}" for line in pack.lines]
        counts, blocks, leaks = {"lines": len(pack.lines)}, pack.blocks, pack.leaks
    else:
        kind = "copy" if arguments.copy else "cases"
        seen = preview_seal(
            vault, desk_id=desk_id, case_ids=_cases(vault, arguments), files=arguments.attach, kind=kind
        )
        lines = [f"{case.case_ref}: {case.direction_words}, {case.state_words}" for case in seen.cases]
        lines += [f"{label}: {count}" for label, count in seen.counts]
        lines += [f"{file.name}, {file.size:,} bytes" for file in seen.files]
        lines += [f"Stays here: {words}" for words in seen.stays]
        lines += [f"Think of this: {words}" for words in seen.warnings]
        counts, blocks, leaks = dict(seen.counts), seen.blocks, seen.leaks
    if arguments.as_json:
        print(json.dumps({"counts": counts, "blocked": blocks, "findings": len(leaks)}))
    else:
        print("\n".join(lines))
    for leak in leaks:
        if leak.blocks:
            print(f"May show an area: “{leak.label}” at {leak.place}", file=sys.stderr)
    return 1 if blocks else 0


def _desk(vault: Vault, arguments: argparse.Namespace) -> str:
    if not arguments.to:
        raise BadAnswer("Say for which desk: --to DESK.", "to")
    return desk_id_of(vault, arguments.to)


def _go_on(_words: str, _done: int, _whole: int) -> bool:
    return True
