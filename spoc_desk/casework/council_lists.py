"""The lists a council keeps (record systems, services): an entry that records name may be renamed, not removed."""

import re
import unicodedata
from collections.abc import Iterable

from spoc_desk.casework.change import Done
from spoc_desk.casework.council import profile, save_profile
from spoc_desk.errors import NotYet
from spoc_desk.profile.profile import Listed, Profile
from spoc_desk.vault.records.stores import CONTACTS, FLAGS, NEEDS
from spoc_desk.vault.vault import Vault


def save_checked(vault: Vault, new: Profile) -> Done:
    """Store the profile. Raises NotYet where an entry that is in use would go."""
    before = profile(vault)
    for entry in _gone(before.systems, new.systems):
        _refuse_used(entry, FLAGS.count(vault, "system = ?", (entry.id,)), "flag", "flags")
    for entry in _gone(before.services, new.services):
        used = NEEDS.count(vault, "service = ?", (entry.id,)) + CONTACTS.count(vault, "service = ?", (entry.id,))
        _refuse_used(entry, used, "record", "records")
    return save_profile(vault, new)


def with_id(label: str, tier: str, taken: Iterable[str]) -> Listed:
    """Return a new entry under an id of its own, made from its words."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode("ascii").casefold()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "entry"
    known, wanted, number = set(taken), stem, 2
    while wanted in known:
        wanted, number = f"{stem}_{number}", number + 1
    return Listed(wanted, label, tier)


def _gone(before: tuple[Listed, ...], after: tuple[Listed, ...]) -> Iterable[Listed]:
    kept = {entry.id for entry in after}
    return (entry for entry in before if entry.id not in kept)


def _refuse_used(entry: Listed, count: int, one: str, many: str) -> None:
    if count:
        named = f"1 {one} names" if count == 1 else f"{count:,} {many} name"
        raise NotYet(f"“{entry.label}” stays in the list: {named} it. You can change its words instead.")
