"""Reads web pages and HTML mails: what is seen, what is hidden, and everything in the code."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from spoc_desk.sanitise.readers.bad_redactions import with_remarks
from spoc_desk.sanitise.readers.data_uris import file_in
from spoc_desk.sanitise.readers.decoding import decoded, encoding_of
from spoc_desk.sanitise.readers.html_blocks import Blocks
from spoc_desk.sanitise.readers.html_look import SEEN, HtmlLook, Rules, look
from spoc_desk.sanitise.readers.plain_text import cut
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Shape, Unit, Unscannable
from spoc_desk.sanitise.readers.unseen import unseen

_PIECE = 1 << 16
_CHARSET = re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_NARROW = re.compile(
    r"(?i)(?:iso-?8859-\d{1,2}|latin-?\d|(?:windows|cp)-?\d{3,4}|mac-?roman|koi8-[ru]|gbk?\d*|big5|shift_jis|euc-\w{2})"
)
_FILE = re.compile(r"data:[\w.+/;=-]{0,120};base64,((?:[A-Za-z0-9+/=_-]|%[0-9A-Fa-f]{2}|\r?\n[ \t]*){8,})")
_TAG = re.compile(r"<[^<>]*>")
_WORDY = re.compile(r"[^\W\d_]{3}|\d{6}")
_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
    ),
    *("fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "hr", "html", "legend", "li", "main"),
    *("menu", "nav", "ol", "p", "pre", "section", "select", "summary", "tbody", "tfoot", "thead", "ul", "caption"),
    *("option", "button", "textarea", "iframe", "video", "audio", "object", "title", "script", "style"),
}
_CELLS = {"td", "th"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"),
    "frame",
}
_AS_IT_IS = {"pre", "textarea", "listing", "xmp", "plaintext"}
_CHANNEL = {
    **dict.fromkeys(("alt", "title", "aria-label", "placeholder", "label", "summary", "aria-description"), "html-alt"),
    **dict.fromkeys(
        (
            "href",
            "src",
            "action",
            "cite",
            "background",
            "data",
            "poster",
            "srcset",
            "formaction",
            "longdesc",
            "xlink:href",
        ),
        "html-link",
    ),
    "content": "html-meta",
    "style": "html-style",
}
_SEEN_INPUTS = {"text", "submit", "button", "reset", "search", "email", "tel", "url", "number", "date", ""}
_DEEPEST = 5_000  # beyond that the parser takes hours to close what is open
_NEAR = 50


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything found in a page."""
    yield from with_remarks(_everything(data, scope), "html-")


def _everything(data: bytes, scope: Scope) -> Iterator[Found]:
    encoding, start = encoding_of(data)
    if not encoding:
        yield Unscannable("html-not-readable", "This page is not text, or in an unknown encoding. It was not read.")
        encoding = "utf-8"
    declared = _CHARSET.search(data[:8192]) if encoding == "utf-8" and not start else None
    name = declared.group(1).decode("ascii") if declared else ""
    if _NARROW.fullmatch(name) and not _is_utf8(data):
        encoding = _known(name)
    yield from read_text("".join(decoded(data, encoding, start)), scope)


def read_text(text: str, scope: Scope) -> Iterator[Found]:
    """Yield everything found in a page that is text already."""
    page = _Page()
    files: list[str] = []

    def take(match: re.Match[str]) -> str:
        files.append(match.group())
        return "data:"

    text = _FILE.sub(take, text)
    parser = etree.HTMLParser(
        target=page, recover=True, no_network=True, huge_tree=False, remove_comments=False, remove_pis=False
    )
    rest = 0
    try:
        while rest < len(text) and page.depth < _DEEPEST:
            parser.feed(text[rest : rest + _PIECE])
            rest += _PIECE
            yield from page.taken()
        parser.close()
    except etree.XMLSyntaxError:
        rest = 0
    if text[rest:].strip():
        yield Unscannable("html-not-readable", "This page is made in an odd way. Only its raw text was read.")
        yield from (Unit(plain, "html-hidden") for plain in cut([_TAG.sub(" ", text[rest:])]))
    page.blocks.end_table()
    page.blocks.end()
    yield from page.taken()
    yield from page.attributes()
    for address in files:
        yield from unseen(scope.inside(file_in(address) or b"", "A picture in the page"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return any(byte >= 0x80 for byte in data[:1_000_000])


def _known(name: str) -> str:
    """Return the encoding's name if Python reads it; browsers take Latin letters for Windows letters."""
    name = "cp1252" if name.lower() in {"iso-8859-1", "iso8859-1", "latin1", "latin-1"} else name
    try:
        b"".decode(name)
    except LookupError:
        return "utf-8"
    return name


class _Page:
    """Hears the parser and keeps what it says (lxml calls start, end, data, comment, pi, doctype and close)."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self._rules = Rules()
        self._open: list[tuple[str, HtmlLook]] = []
        self._look = SEEN
        self._values: dict[str, dict[str, None]] = {}
        self._sheet: list[str] = []

    @property
    def depth(self) -> int:
        """Return how many elements are open."""
        return len(self._open)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if attributes:
            self._note(tag, attributes)
        if tag == "br":
            self.blocks.say(self._look.hides, "\n", as_it_is=True)
            return
        self._begin_block(tag)
        inside = look(tag, attributes, self._look, self._rules)
        if tag == "input" and attributes.get("type", "").lower() in _SEEN_INPUTS and attributes.get("value"):
            self.blocks.say(inside.hides, f" {attributes['value']} ")
        if tag not in _VOID:
            self._open.append((tag, self._look))
            self._look = inside

    def end(self, tag: str) -> None:
        if tag in _VOID or not self._open:
            return
        if tag == "style":
            self._rules.take("".join(self._sheet))
            self._sheet = []
        self._leave(tag)
        if tag == "table":
            self.blocks.end_table()
        elif tag in _BLOCKS or tag in _HEADINGS or tag in _CELLS or tag == "tr":
            self.blocks.end()

    def _leave(self, tag: str) -> None:
        """Go back to how it looked before this element; an end without its start closes nothing."""
        for place in range(len(self._open) - 1, max(-1, len(self._open) - _NEAR), -1):
            if self._open[place][0] == tag:
                self._look = self._open[place][1]
                del self._open[place:]
                return

    def _begin_block(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.blocks.begin(Shape.HEADING, _HEADINGS[tag])
        elif tag == "li":
            self.blocks.begin(Shape.ITEM)
        elif tag == "table":
            self.blocks.begin_table()
        elif tag == "tr":
            self.blocks.begin_row()
        elif tag in _CELLS:
            self.blocks.begin_cell()
        elif tag == "p" and self._open and self._open[-1][0] == "li":
            pass  # a paragraph that is the item
        elif tag in _BLOCKS:
            self.blocks.begin()

    def data(self, text: str) -> None:
        hides = self._look.hides
        tag = self._open[-1][0] if self._open else ""
        if hides == "html-style" and tag == "style":
            self._sheet.append(text)
        self.blocks.say(hides, text, as_it_is=tag in _AS_IT_IS or hides in {"html-script", "html-style"})

    def comment(self, text: str) -> None:
        self._keep("html-comment", text)
        if "<" in text:
            self._keep("html-comment", _TAG.sub(" ", text))

    def pi(self, target: str, text: str | None = None) -> None:
        self._keep("html-comment", f"{target} {text or ''}")

    def doctype(self, *names: str | None) -> None:
        self._keep("html-comment", " ".join(name for name in names if name))

    def close(self) -> None:
        """End of the page: nothing to build."""

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        label = attributes.get("name") or attributes.get("property") or "" if tag == "meta" else ""
        for name, value in attributes.items():
            if value and _WORDY.search(value):
                channel = _CHANNEL.get(name, "html-attribute")
                if tag == "input" and name == "value":
                    channel = "html-hidden"
                self._keep(channel, f"{label or name}: {value}")

    def _keep(self, channel: str, text: str) -> None:
        if text.strip():
            self._values.setdefault(channel, {}).setdefault(text.strip(), None)

    def taken(self) -> list[Unit]:
        """Return the texts that are finished."""
        ready, self.blocks.ready = self.blocks.ready, []
        return ready

    def attributes(self) -> Iterator[Unit]:
        """Yield the values of the code, each kind together."""
        for channel, values in self._values.items():
            yield Unit("\n".join(values), channel)
