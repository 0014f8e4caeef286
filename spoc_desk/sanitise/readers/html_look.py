"""What a web page's styles make of a text: hidden, white on white, or too small to be seen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from spoc_desk.sanitise.readers.colours import is_black, is_white

_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,20000})\}")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)?")
_GONE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0*\.?0+\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{3,}|max-height\s*:\s*0)"
)
_TINY = re.compile(r"(?:^|;)\s*font-size\s*:\s*(?:1|1\.\d+|2|0?\.\d+)(?:px|pt)\s*(?:;|!|$)")
_COLOR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)")
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)")
_WHITES = {"snow", "ivory", "whitesmoke", "ghostwhite", "floralwhite"}
_CLEAR = {"transparent", "none", "inherit", "initial", "unset"}
_HIDDEN_TAGS = {"template": "html-hidden", "noscript": "html-hidden", "noframes": "html-hidden", "title": "html-title"}
_CODE_TAGS = {"script": "html-script", "style": "html-style"}
_MOST_RULES = 20_000


@dataclass(frozen=True)
class HtmlLook:
    """How the text inside an element is seen."""

    channel: str = ""  # why it is not seen; empty if it is
    white: bool = False
    backed: bool = False
    coloured: bool = False  # in a colour that is not black, so that it shows on black
    on_black: bool = False

    @property
    def hides(self) -> str:
        """Return the channel of text that is not seen."""
        if self.channel:
            return self.channel
        if self.white and not self.backed:
            return "html-white-text"
        return "html-blackened-text" if self.on_black and not self.coloured else ""


SEEN = HtmlLook()


@dataclass
class Rules:
    """What the page's style sheets say of tags, classes and ids, as far as it hides or shows."""

    _says: dict[str, str] = field(default_factory=dict)

    def take(self, sheet: str) -> None:
        """Take the rules of one style sheet; only those for one tag, class or id count."""
        for selectors, body in _RULE.findall(_COMMENT.sub("", sheet).lower()):
            if len(self._says) > _MOST_RULES:
                return
            for selector in selectors.split(","):
                if (match := _SIMPLE.fullmatch(selector.strip())) is not None:
                    key = match.group(2) or match.group(1) or ""
                    self._says[key] = f"{self._says.get(key, '')};{body}"[-5_000:]

    def style(self, tag: str, attributes: Mapping[str, str]) -> str:
        """Return all declarations for an element, its own last."""
        keys = [tag, *(f".{name}" for name in attributes.get("class", "").lower().split()[:20])]
        keys.append(f"#{attributes.get('id', '').lower()}")
        found = [self._says[key] for key in keys if key in self._says]
        return ";".join([*found, attributes.get("style", "").lower()])


def look(tag: str, attributes: Mapping[str, str], around: HtmlLook, rules: Rules) -> HtmlLook:
    """Return the look inside an element that stands in this surrounding."""
    if tag in _CODE_TAGS or tag in _HIDDEN_TAGS:
        return HtmlLook(_CODE_TAGS.get(tag) or around.channel or _HIDDEN_TAGS[tag])
    if not attributes:
        return around
    style = rules.style(tag, attributes)
    if around.channel or "hidden" in attributes or _GONE.search(style):
        return HtmlLook(around.channel or "html-hidden")
    if _TINY.search(style):
        return HtmlLook("html-tiny-text")
    color = _last(_COLOR, style) or (attributes.get("color", "") if tag == "font" else "")
    ground = _last(_GROUND, style) or attributes.get("bgcolor", "")
    return HtmlLook(
        white=_is_white(color) if color else around.white,
        backed=not (ground.strip() in _CLEAR or _is_white(ground)) if ground else around.backed,
        coloured=not _is_black(color) if color else around.coloured,
        on_black=_is_black(ground) if ground and ground.strip() not in _CLEAR else around.on_black,
    )


def _last(pattern: re.Pattern[str], style: str) -> str:
    found: list[str] = pattern.findall(style)
    return found[-1].strip() if found else ""


def _is_white(color: str) -> bool:
    return color.strip().lower() in _WHITES or is_white(_six_digits(color))


def _is_black(color: str) -> bool:
    return is_black(_six_digits(color))


def _six_digits(color: str) -> str:
    """Return a colour as rrggbb; nothing where it is written in another way."""
    value = color.strip().lower()
    if value in {"white", "black"}:
        return "ffffff" if value == "white" else "000000"
    match = _RGB.match(value)
    if match is not None:
        return "".join(f"{min(int(part[:4]), 255):02x}" for part in match.groups())
    first = value.split()[0] if value else ""
    return "".join(2 * digit for digit in first[1:]) if len(first) == 4 and first[0] == "#" else first
