"""Who can open the vault that is made: everybody whose key the damaged database still knows, and who opened it."""

import json
import re
from dataclasses import dataclass
from typing import Final

from spoc_desk.domain.record import new_id
from spoc_desk.domain.roles import Role
from spoc_desk.vault import keyslots
from spoc_desk.vault.header import Header
from spoc_desk.vault.keyslots import Slot, SlotKeys, SlotKind
from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.salvage.finds import Finds, Place
from spoc_desk.vault.salvage.judging import Judged, Sure
from spoc_desk.vault.salvage.shapes import Shape, Values
from spoc_desk.vault.salvage.trail import Said

_NUMBER: Final = re.compile(r" \d+$")


@dataclass(frozen=True)
class Kept:
    """The ways in of the new vault."""

    slots: tuple[Slot, ...]
    bindings: dict[str, bytes]
    lost: tuple[str, ...]
    """What the unlock page called the others."""


@dataclass(frozen=True)
class Opener:
    """Whoever opened the damaged vault."""

    slot_id: str
    keys: SlotKeys


class People:
    """Keeps the rows of people and their keys in step with the header."""

    def __init__(self, finds: Finds, judged: Judged, said: Said, shapes: dict[str, Shape], now: str) -> None:
        self._finds, self._judged, self._said, self._shapes, self._now = finds, judged, said, shapes, now

    def keep(self, head: Header, opener: Opener) -> Kept:
        """Return the ways in that stay. A row that is lost is made anew where that can be done truly."""
        kept: list[Slot] = []
        bindings: dict[str, bytes] = {}
        lost: list[str] = []
        for slot in head.slots:
            row = self._row("keyslots", slot.id)
            if row is None and slot.id == opener.slot_id:
                row = self._own_slot(slot, opener.keys)
            binding = row.get("binding_key") if row is not None and row.get("ended_at") is None else None
            if row is None or not isinstance(binding, bytes) or len(binding) != keyslots.KEY_BYTES:
                lost.append(slot.label)
                continue
            if slot.kind is SlotKind.PASSWORD:
                self._ensure_user(str(row["user_id"]), slot)
            kept.append(slot)
            bindings[slot.id] = binding
        return Kept(tuple(kept), bindings, tuple(lost))

    def _row(self, table: str, row_id: str) -> Values | None:
        found = self._judged.rows.get((table, row_id))
        return found[0] if found is not None else None

    def _own_slot(self, slot: Slot, keys: SlotKeys) -> Values:
        """Make the row of the key that is in use: its owner proved that it is hers."""
        by_password = slot.kind is SlotKind.PASSWORD
        return self._make(
            ("keyslots", slot.id),
            {
                "id": slot.id,
                "user_id": self._owner(slot.id) if by_password else None,
                "kind": slot.kind.value,
                "label": slot.label,
                "signing_public": keys.signing_public,
                "binding_key": keys.binding,
                "sheet": None if by_password else 1 + self._last_sheet(),
            },
        )

    def _owner(self, slot_id: str) -> str:
        """Return who locked the vault with this key, else the only user without one, else a new one."""
        entries = {entry.seq: entry for entry in (*self._said.whole, *self._said.later)}
        for seq in sorted(self._finds.checkpoints, reverse=True):
            signed, entry = self._finds.checkpoints[seq], entries.get(seq)
            if signed["slot_id"] == slot_id and entry is not None and entry.hash == signed["head"] and entry.actor:
                return entry.actor
        taken = {values.get("user_id") for (table, _), (values, _) in self._judged.rows.items() if table == "keyslots"}
        free = [
            row_id for (table, row_id), (values, _) in self._judged.rows.items()
            if table == "users" and row_id not in taken and values.get("deleted_at") is None
        ]  # fmt: skip
        return free[0] if len(free) == 1 else new_id()

    def _last_sheet(self) -> int:
        sheets = [values.get("sheet") for (table, _), (values, _) in self._judged.rows.items() if table == "keyslots"]
        return max((sheet for sheet in sheets if isinstance(sheet, int)), default=0)

    def _ensure_user(self, user_id: str, slot: Slot) -> None:
        """Let a key have its person: without a readable row she is called by the role word of the unlock page."""
        if self._row("users", user_id) is None:
            word = _NUMBER.sub("", slot.label)
            roles = [role.value for role in Role if role.label == word]
            self._make(("users", user_id), {"id": user_id, "name": slot.label, "roles": json.dumps(roles)})

    def _make(self, place: Place, values: dict[str, SqlValue]) -> Values:
        version = max(1, self._said.last.get(place, (0, b""))[0])
        stamps: Values = {"version": version, "created_at": self._now, "created_by": "", "updated_at": self._now,
                  "updated_by": ""}  # fmt: skip
        row: Values = {column.name: column.default for column in self._shapes[place[0]].columns} | values | stamps
        self._judged.rows[place] = (row, Sure.DOUBTFUL)
        if place in self._judged.missing:
            self._judged.missing.remove(place)
        return row
