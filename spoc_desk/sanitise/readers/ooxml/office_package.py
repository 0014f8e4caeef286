"""The parts of one Office file and what binds them together (ECMA-376 part 2: content types and relationships)."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spoc_desk.sanitise.readers.limits import Budget, TooMuch
from spoc_desk.sanitise.readers.package import Member, Package, Taken, tidy
from spoc_desk.sanitise.readers.part_names import place_of
from spoc_desk.sanitise.readers.unit import Unscannable
from spoc_desk.sanitise.readers.xml_parts import BrokenXml, Element, local, small_tree
from spoc_desk.sanitise.readers.zip_archive import is_spent

_SMALL = 1_000_000
_MOST_KEPT = 32_000_000
_R = re.compile(r"\{http://[^}]*/relationships\}id\Z")


@dataclass(frozen=True)
class Relation:
    """One thread from a part to another part, or to something outside the file."""

    number: str  # "rId7"
    kind: str  # the last word of its type: "header", "hyperlink"
    target: str  # a member name, or an address
    external: bool
    raw_target: str  # as it is written


class OfficePackage:
    """An Office file while it is read. Parts that were read by a reader of their own are not swept again."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self.package = Package(data, budget)
        self.budget = budget
        self._kept: dict[int, bytes] = {}
        self._kept_bytes = 0
        self._done: set[int] = set()
        self._trouble: dict[int, str] = {}

    def data(self, member: Member) -> bytes:
        """Return a part unpacked."""
        if member.number in self._kept:
            return self._kept[member.number]
        try:
            taken = self.package.take(member)
        except TooMuch as much:
            if is_spent(self.budget):
                raise
            taken = Taken(b"", str(much))
        if taken.trouble:
            self._trouble[member.number] = taken.trouble
        if len(taken.data) < _SMALL and self._kept_bytes + len(taken.data) < _MOST_KEPT:
            self._kept[member.number] = taken.data
            self._kept_bytes += len(taken.data)
        return taken.data

    def take(self, name: str) -> bytes:
        """Return the part of this name and count it as read; nothing if there is none."""
        member = self.package.find(name)
        if member is None:
            return b""
        self._done.add(member.number)
        return self.data(member)

    def tree(self, name: str) -> Element | None:
        """Return the part of this name as a tree, for its structure only: its texts are still to be swept."""
        member = self.package.find(name)
        if member is None:
            return None
        try:
            return small_tree(self.data(member))
        except BrokenXml:
            return None

    def is_done(self, name: str) -> bool:
        """Return whether the part of this name was read by its own reader."""
        member = self.package.find(name)
        return member is None or member.number in self._done

    def left(self) -> Iterator[Member]:
        """Yield the parts no reader of their own has read."""
        for member in self.package.members:
            if member.number not in self._done and not (member.name.endswith("/") and not member.size):
                yield member

    def troubles(self) -> Iterator[Unscannable]:
        """Yield what could not be unpacked."""
        names = {member.number: member.name for member in self.package.members}
        for number, sentence in self._trouble.items():
            yield Unscannable("package-part", sentence, place_of(names[number]))

    def relations(self, name: str) -> list[Relation]:
        """Return the relations of a part; of the whole file for an empty name."""
        folder, base = posixpath.split(tidy(name))
        member = self.package.find(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [] if member is None else relations_in(self.data(member), folder)

    def related(self, name: str, kind: str) -> list[str]:
        """Return the names of the parts that are tied to a part in this way."""
        return [relation.target for relation in self.relations(name) if relation.kind == kind and not relation.external]

    def main_part(self) -> str:
        """Return the name of the part that holds the document itself; by its usual name where the file does not say."""
        for target in self.related("", "officeDocument"):
            if self.package.find(target) is not None:
                return target
        usual = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "xl/workbook.bin")
        return next((name for name in usual if self.package.find(name) is not None), "")


def relation_id(element: Element) -> str:
    """Return the number of the relation that an element points to ("rId3")."""
    return next((value for name, value in element.attrib.items() if _R.match(name)), "")


def folder_of(name: str) -> str:
    """Return the folder whose parts the relations in a member (word/_rels/document.xml.rels) start from."""
    return posixpath.dirname(posixpath.dirname(tidy(name)))


def relations_in(data: bytes, folder: str) -> list[Relation]:
    """Return the relations that a .rels member lists."""
    try:
        tree = small_tree(data)
    except BrokenXml:
        return []
    return [_relation(element, folder) for element in tree if local(element) == "Relationship"]


def _relation(element: Element, folder: str) -> Relation:
    raw_target = element.get("Target", "")
    external = element.get("TargetMode", "").lower() == "external"
    target = raw_target if external else posixpath.normpath(posixpath.join("/", folder, raw_target)).lstrip("/")
    kind = element.get("Type", "").rpartition("/")[2]
    return Relation(element.get("Id", ""), kind, target, external, raw_target)
