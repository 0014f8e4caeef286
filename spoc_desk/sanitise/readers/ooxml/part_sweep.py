"""Sweeps parts of an Office file that need no reader of their own, each text under the channel its place gives it."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spoc_desk.sanitise.readers.built_in_names import is_built_in
from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.unit import Found, Unit
from spoc_desk.sanitise.readers.xml_parts import as_utf8
from spoc_desk.sanitise.readers.xml_sweep import asides, attributes, named, odd_tags, texts

_LONGEST = 20_000
_STARTS_LIKE_XML = re.compile(rb"\s*<[?!A-Za-z_]")

# (element, attribute) -> channel. An attribute of any element stands under ("", attribute), all of an element's under
# (element, ""), an element's text under (element, TEXT).
TEXT = "#"
Names = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Kind:
    """Parts of one kind: which names they bear, and the channel of what they hold."""

    name: re.Pattern[str]  # of the member, in small letters
    channel: str
    shown: bool = False  # its texts (not its attributes) are seen by a person


def kind(pattern: str, channel: str, *, shown: bool = False) -> Kind:
    """Return a kind of part by the pattern of its member names."""
    return Kind(re.compile(pattern), channel, shown)


def kind_of(name: str, kinds: Sequence[Kind]) -> Kind | None:
    """Return the first kind whose names this one is among."""
    return next((found for found in kinds if found.name.fullmatch(name)), None)


def is_xml(data: bytes) -> bool:
    """Return whether the part is XML by its first bytes."""
    return bool(_STARTS_LIKE_XML.match(as_utf8(data[:400]) or b""))


def sweep(
    data: bytes, part: str, channel: str, names: Names, *, shown: bool = False, said: Container[str] = ()
) -> Iterator[Found]:
    """Yield every text, attribute value and aside of an XML part; the readable runs of any other."""
    if not is_xml(data):
        yield from units(texts_in(data), channel, part)
        return
    data = as_utf8(data)
    yield from _texts(data, part, channel, names, shown)
    yield from sweep_attributes(data, part, channel, names, said)
    yield from units(odd_tags(data), channel, part)


def _texts(data: bytes, part: str, channel: str, names: Names, shown: bool) -> Iterator[Found]:
    """Yield the texts in order, those with a channel of their own after the others."""
    apart: list[tuple[str, str]] = []
    yield from units(_kept(data, names, apart), channel, part, shown=shown)
    for found in dict.fromkeys(names[pair[0], TEXT] for pair in apart):
        yield from units([named(pair) for pair in apart if names[pair[0], TEXT] == found], found, part)


def _kept(data: bytes, names: Names, apart: list[tuple[str, str]]) -> Iterator[str]:
    for pair in texts(data):
        if (pair[0], TEXT) in names:
            apart.append(pair)
        else:
            yield named(pair)


def sweep_attributes(data: bytes, part: str, channel: str, names: Names, said: Container[str] = ()) -> Iterator[Found]:
    """Yield the attribute values of an XML part (given in UTF-8) by their channels, then its asides."""
    lines: dict[str, list[str]] = {}
    lengths: dict[str, int] = {}
    for element, attribute, value in attributes(data):
        if value not in said and not is_built_in(value):
            found = names.get((element, attribute)) or names.get((element, "")) or names.get(("", attribute)) or channel
            lines.setdefault(found, []).append(f"{attribute}: {value}")
            lengths[found] = lengths.get(found, 0) + len(value)
            if lengths[found] > _LONGEST:
                yield Unit("\n".join(lines.pop(found)), found, part)
                lengths[found] = 0
    for found, values in lines.items():
        yield Unit("\n".join(values), found, part)
    yield from units(asides(data), "xml-comment", part)


def raw(data: bytes, part: str, channel: str) -> Iterator[Found]:
    """Yield all text of a broken XML part, rightly made or not."""
    data = as_utf8(data)
    yield from units(map(named, texts(data)), channel, part)
    yield from units(odd_tags(data), channel, part)


def units(lines: Iterable[str], channel: str, part: str, *, shown: bool = False) -> Iterator[Unit]:
    """Yield texts, put together to some thousands of characters, one on a line; shown ones each by itself."""
    lines = (line for line in lines if line.strip())
    if shown:
        yield from (Unit(line, channel, part, shown=True) for line in lines)
        return
    gathered: list[str] = []
    length = 0
    for line in lines:
        gathered.append(line)
        length += len(line)
        if length > _LONGEST:
            yield Unit("\n".join(gathered), channel, part)
            gathered, length = [], 0
    if gathered:
        yield Unit("\n".join(gathered), channel, part)
