"""What a Word style makes of a text: a heading, a list item, or something nobody sees."""

from dataclasses import dataclass, replace

from spoc_desk.sanitise.readers import colours
from spoc_desk.sanitise.readers.xml_parts import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_OFF = {"0", "false", "off", "none"}
_TINY_HALF_POINTS = 4.0
_MOST_ANCESTORS = 20


@dataclass(frozen=True)
class Look:
    """What is known of how a text is set; None where nothing says."""

    vanished: bool | None = None
    white: bool | None = None
    tiny: bool | None = None
    backed: bool | None = None  # something coloured lies behind it
    black: bool | None = None  # set in black, not in the colour that turns white on a dark ground
    on_black: bool | None = None

    def over(self, below: "Look") -> "Look":
        """Return this look where it says something, the one below where it does not."""
        return Look(
            vanished=below.vanished if self.vanished is None else self.vanished,
            white=below.white if self.white is None else self.white,
            tiny=below.tiny if self.tiny is None else self.tiny,
            backed=below.backed if self.backed is None else self.backed,
            black=below.black if self.black is None else self.black,
            on_black=below.on_black if self.on_black is None else self.on_black,
        )

    @property
    def hides(self) -> str:
        """Return the channel of a text nobody sees; empty if it is seen."""
        if self.vanished:
            return "docx-hidden-text"
        if self.white and not self.backed:
            return "docx-white-text"
        if self.black and self.on_black:
            return "docx-blackened-text"
        return "docx-tiny-text" if self.tiny else ""


PLAIN = Look()


@dataclass(frozen=True)
class Style:
    """One style with everything it inherits."""

    look: Look = PLAIN
    level: int = 0  # of a heading
    item: bool = False


NO_STYLE = Style()


def look_of(properties: Element | None) -> Look:
    """Return the look that run properties (w:rPr) ask for."""
    look = PLAIN
    for element in properties if properties is not None else ():
        look = changed(look, element)
    return look


def changed(look: Look, element: Element) -> Look:
    """Return the look after one property has its say."""
    name = element.tag
    if name == f"{W}sz":
        tiny = _number(element.get(VAL)) <= _TINY_HALF_POINTS
        return look if bool(look.tiny) is tiny else replace(look, tiny=tiny)
    if name == f"{W}color":
        white, black = is_white(element), colours.is_black(str(element.get(VAL, "")))
        same = bool(look.white) is white and bool(look.black) is black
        return look if same else replace(look, white=white, black=black)
    if name in {f"{W}vanish", f"{W}specVanish"}:
        return replace(look, vanished=is_on(element))
    if name == f"{W}highlight":
        ground = element.get(VAL)
        return replace(look, backed=ground not in {"none", "white", None}, on_black=ground == "black")
    if name == f"{W}shd":
        return replace(look, backed=is_filled(element), on_black=colours.is_black(str(element.get(f"{W}fill", ""))))
    return look


def is_on(element: Element) -> bool:
    """Return whether a switch is on: a switch that says nothing is."""
    return str(element.get(VAL, "1")).lower() not in _OFF


def is_white(element: Element) -> bool:
    """Return whether a colour cannot be told from paper."""
    value = str(element.get(VAL, "")).lower()
    if colours.is_white(value):
        return True
    return element.get(f"{W}themeColor") == "background1" and value in {"", "auto", "ffffff"}


def is_filled(element: Element | None) -> bool:
    """Return whether a shading (w:shd) puts colour behind the text."""
    if element is None:
        return False
    fill = str(element.get(f"{W}fill", "auto")).lower()
    return fill not in {"auto", "ffffff", ""} or element.get(VAL) not in {None, "clear", "nil"}


def _number(untrusted_value: str | None) -> float:
    try:
        return float(untrusted_value or "")
    except ValueError:
        return 1000.0


class Styles:
    """The styles of one document, by their id."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._ready: dict[str, Style] = {}
        for element in root.iterchildren(f"{W}style") if root is not None else ():
            self._elements.setdefault(element.get(f"{W}styleId", ""), element)

    def style(self, style_id: str) -> Style:
        """Return a style with what it is based on."""
        if style_id not in self._ready:
            self._ready[style_id] = self._made(style_id, _MOST_ANCESTORS)
        return self._ready[style_id]

    def _made(self, style_id: str, ancestors: int) -> Style:
        element = self._elements.get(style_id)
        if element is None or not ancestors:
            return NO_STYLE
        based_on = element.find(f"{W}basedOn")
        below = NO_STYLE if based_on is None else self._made(based_on.get(VAL, ""), ancestors - 1)
        return Style(
            look=look_of(element.find(f"{W}rPr")).over(below.look),
            level=_level(element) or below.level,
            item=below.item or element.find(f"{W}pPr/{W}numPr") is not None,
        )


def _level(element: Element) -> int:
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None:
        return heading_level(outline)
    name = element.find(f"{W}name")
    words = str(name.get(VAL, "")).lower().split() if name is not None else []
    if words[:1] == ["title"]:
        return 1
    return int(words[1]) if len(words) == 2 and words[0] == "heading" and words[1] in "123456789" else 0


def heading_level(outline: Element) -> int:
    """Return the heading level that an outline level (w:outlineLvl, from 0) stands for; 9 means body text."""
    value = str(outline.get(VAL, ""))
    return int(value) + 1 if len(value) == 1 and value in "012345678" else 0
