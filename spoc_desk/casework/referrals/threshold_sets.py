"""The editions of the threshold document: those that come with the program, and newer ones a council has imported.

A referral keeps the edition it was made with; an import adds one and changes none (X-12).
"""

from dataclasses import replace
from functools import lru_cache

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile, store_profile
from spoc_desk.domain.record import new_id
from spoc_desk.domain.referrals import ThresholdDocument
from spoc_desk.errors import BadAnswer, UnknownRecord
from spoc_desk.profile.profile import Profile
from spoc_desk.thresholds.reading import load_set, read_set, shipped_sets
from spoc_desk.thresholds.threshold_set import ThresholdSet
from spoc_desk.vault.records.stores import THRESHOLD_SETS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault


def threshold_set(reader: Reader, set_id: str) -> ThresholdSet:
    """Return an edition by its id. Raises UnknownRecord."""
    if set_id in shipped_sets():
        return load_set(set_id)
    found = THRESHOLD_SETS.find(reader, "set_id = ?", (set_id,))
    if not found:
        raise UnknownRecord()
    return _read(found[0].document)


def current_set(reader: Reader) -> ThresholdSet:
    """Return the edition new referrals are made with."""
    return threshold_set(reader, profile(reader).referring.threshold_set)


def editions(reader: Reader) -> tuple[ThresholdSet, ...]:
    """Return every edition, the shipped ones first, then the imported ones as they came."""
    imported = THRESHOLD_SETS.find(reader, tail="ORDER BY imported_on, set_id")
    return (*(load_set(each) for each in shipped_sets()), *(_read(each.document) for each in imported))


def import_set(vault: Vault, *, text: str, use: bool = True) -> Done:
    """Keep a newer edition, and make new referrals with it.

    Raises BadThresholdSet with the place of a mistake; BadAnswer for an id that another edition has.
    """
    found = read_set(text)
    with vault.transaction("imported a threshold set") as tx:
        if found.id in shipped_sets() or THRESHOLD_SETS.count(tx, "set_id = ?", (found.id,)):
            raise BadAnswer(
                f"There is an edition “{found.id}” already, and referrals were made with it. "
                "Give the new file an id of its own.",
                "id",
            )
        stored = THRESHOLD_SETS.insert(
            tx,
            ThresholdDocument(
                id=new_id(),
                set_id=found.id,
                title=found.title,
                edition=found.edition,
                document=text,
                imported_on=vault.clock.today(),
            ),
        )
        if use:
            store_profile(tx, _with_set(tx, found.id))
    return Done(Change(What.PROFILE, None, (stored.id,)), record=stored)


def use_set(vault: Vault, *, set_id: str) -> Done:
    """Make new referrals with this edition; those that exist keep theirs."""
    threshold_set(vault, set_id)
    with vault.transaction("chose a threshold set") as tx:
        store_profile(tx, _with_set(tx, set_id))
    return Done(Change(What.PROFILE))


def show_corrections(vault: Vault, *, corrected: bool) -> Done:
    """Show obvious slips of the source put right, or its words as they are."""
    with vault.transaction("changed how indicators are shown") as tx:
        council = profile(tx)
        store_profile(tx, replace(council, referring=replace(council.referring, threshold_corrections=corrected)))
    return Done(Change(What.PROFILE))


def _with_set(reader: Reader, set_id: str) -> Profile:
    council = profile(reader)
    return replace(council, referring=replace(council.referring, threshold_set=set_id))


_read = lru_cache(maxsize=8)(read_set)
