"""The names of OpenDocument (ODF 1.3 part 3) that its readers go by, and what its styles make of a text."""

from dataclasses import dataclass, field

from spoc_desk.sanitise.readers.colours import is_black, is_white
from spoc_desk.sanitise.readers.xml_parts import Element

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{{{_BASE}text:1.0}}"
TABLE = f"{{{_BASE}table:1.0}}"
OFFICE = f"{{{_BASE}office:1.0}}"
DRAW = f"{{{_BASE}drawing:1.0}}"
STYLE = f"{{{_BASE}style:1.0}}"
SVG = f"{{{_BASE}svg-compatible:1.0}}"
FO = f"{{{_BASE}xsl-fo-compatible:1.0}}"
PRESENTATION = f"{{{_BASE}presentation:1.0}}"
META = f"{{{_BASE}meta:1.0}}"
CONFIG = f"{{{_BASE}config:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"

_MOST_ANCESTORS = 20


@dataclass(frozen=True)
class OdfStyle:
    """What one style says of the things set in it."""

    parent: str = ""
    vanished: bool = False
    white: bool = False
    black: bool = False
    on_black: bool = False
    tiny: bool = False
    backed: bool = False
    hidden: bool = False  # a sheet or slide that is not shown


@dataclass
class OdfStyles:
    """The styles of a document by family and name, those made on the way and those with names."""

    _known: dict[tuple[str, str], OdfStyle] = field(default_factory=dict)

    def add(self, style: Element) -> None:
        """Take one style (style:style)."""
        family, name = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
        self._known.setdefault((family, name), _read(style))

    def chain(self, family: str, name: str) -> list[OdfStyle]:
        """Return the style and those it inherits from, nearest first."""
        found: list[OdfStyle] = []
        while (style := self._known.get((family, name))) is not None and len(found) < _MOST_ANCESTORS:
            found.append(style)
            name = style.parent
        return found

    def hides(self, family: str, name: str, *, backed: bool = False) -> str:
        """Return the channel of a text that this style keeps from being seen; empty if it is seen."""
        chain = self.chain(family, name)
        if any(style.vanished for style in chain):
            return "odf-hidden-text"
        if any(style.white for style in chain) and not backed and not any(style.backed for style in chain):
            return "odf-white-text"
        if any(style.black for style in chain) and any(style.on_black for style in chain):
            return "odf-blackened-text"
        return "odf-tiny-text" if any(style.tiny for style in chain) else ""

    def is_hidden(self, family: str, name: str) -> bool:
        """Return whether the style keeps a sheet or slide from being shown."""
        return any(style.hidden for style in self.chain(family, name))

    def is_backed(self, family: str, name: str) -> bool:
        """Return whether the style puts colour behind the text."""
        return any(style.backed for style in self.chain(family, name))


def _read(style: Element) -> OdfStyle:
    says: dict[str, str] = {}
    for properties in style:
        says.update(properties.attrib.items())  # not by its keys: a name may hold a brace
    ground = says.get(f"{FO}background-color", "transparent").lower()
    fill = says.get(f"{DRAW}fill", "none")
    return OdfStyle(
        parent=style.get(f"{STYLE}parent-style-name", ""),
        vanished=says.get(f"{TEXT}display") == "none",
        white=is_white(says.get(f"{FO}color", "")),
        black=is_black(says.get(f"{FO}color", "")),
        on_black=is_black(ground),
        tiny=_points(says.get(f"{FO}font-size", "")) <= 2,
        backed=not (ground == "transparent" or is_white(ground)) or fill not in {"none", ""},
        hidden=says.get(f"{TABLE}display") == "false" or says.get(f"{PRESENTATION}visibility") == "hidden",
    )


def _points(untrusted_size: str) -> float:
    try:
        return float(untrusted_size.removesuffix("pt")) if untrusted_size.endswith("pt") else 1000.0
    except ValueError:
        return 1000.0


def count_of(element: Element, name: str) -> int:
    """Return how often something repeats; once where nothing sensible says."""
    value = element.get(name, "")
    return max(1, int(value)) if value.isascii() and value.isdecimal() and len(value) < 8 else 1
