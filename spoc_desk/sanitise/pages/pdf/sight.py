"""Which characters of a page a person sees, and why the others are not seen.

The rule is what the picture shows: the page is drawn with and without the text in question, and a character that makes
no difference is not seen. The objects of the page then tell why: a box above it, its own colour, a layer.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from spoc_desk.sanitise.pages.frame import Bounds, meet, within
from spoc_desk.sanitise.pages.pdf.characters import Characters, Places
from spoc_desk.sanitise.pages.pdf.objects import Kind, Paint, Thing, clip_of, fill_of, layer_of
from spoc_desk.sanitise.pages.pdf.opening import Page

TINY = 2.0  # points, height of the whole line
_LOOK = 72  # dpi: a 6-point letter is six dots high
_SMALLEST_JUDGED = 4.0  # dots; a smaller letter may vanish at this size and be seen at another
_THINNEST_COVER = 3.0  # points; thinner shapes are rules
_DARK = 130
_MODE_INVISIBLE = (3, 7)
_MOST_PAIRS = 2_000_000


class Veil(StrEnum):
    """Why a character is not seen, or not as it should be."""

    OUTSIDE = "outside"  # beyond the sheet
    CROPPED = "cropped"  # on the sheet, but cut away
    INVISIBLE = "invisible"  # drawn without ink
    GROUND_COLOUR = "ground-colour"  # white on white
    UNDER_BLACK = "under-black"  # under a dark box
    UNDER_SHAPE = "under-shape"  # under a box of another colour
    UNDER_PICTURE = "under-picture"
    UNDRAWN = "undrawn"  # has ink and is not drawn: inside a form on a layer that is off, mostly
    LAYER = "layer"  # on a layer that is switched off
    BLACKED_SCAN = "blacked-scan"  # the words of a scan where the scan itself is blacked out
    SCAN = "scan"  # the words of a scan, read by a machine and laid under it: the picture shows them
    SEE_THROUGH = "see-through"  # under a dark bar, and still readable
    TINY = "tiny"


# These stay in the text of the page. A picture over words may show the same words: a scan with its text beneath.
SEEN = (None, Veil.SCAN, Veil.SEE_THROUGH, Veil.TINY, Veil.UNDER_PICTURE)


@dataclass(frozen=True, slots=True)
class _Writing:
    """What is known of one text object."""

    thing: Thing
    mode: int
    paint: Paint | None
    layered: bool
    clip: Bounds | None


@dataclass(frozen=True)
class Sight:
    """The result for one page."""

    veils: tuple[Veil | None, ...]  # one for each character
    is_scan: bool  # pictures fill the page

    @cached_property
    def kinds(self) -> tuple[Veil, ...]:
        """The veils of the page, in the order they are met."""
        return tuple(dict.fromkeys(veil for veil in self.veils if veil is not None))


class _Looker:
    """Judges the characters of one page."""

    def __init__(self, page: Page, things: list[Thing]) -> None:
        self._page = page
        self.frame = page.frame
        self.sheet = _sheet(page)
        self.covers = [thing for thing in things if _can_cover(thing)]
        self._orders = [cover.order for cover in self.covers]
        self.is_scan = share_of_pictures(things, self.frame.bounds) > 0.8
        self.writings = {thing.address: _writing(thing) for thing in things if thing.kind is Kind.TEXT}
        self._fast = len(self.writings) * max(len(self.covers), 1) > _MOST_PAIRS

    def sorted_writings(self) -> tuple[set[int], set[int], set[int]]:
        """Return the texts with something painted over them, those doubtful of themselves, and those without ink."""
        covered: set[int] = set()
        doubtful: set[int] = set()
        inkless: set[int] = set()
        for address, writing in self.writings.items():
            if writing.mode in _MODE_INVISIBLE:
                inkless.add(address)
            elif self.is_covered(writing):
                covered.add(address)
            elif self.is_doubtful(writing):
                doubtful.add(address)
        return covered, doubtful, inkless

    def is_covered(self, writing: _Writing) -> bool:
        """Return whether something is painted over a text."""
        later = self.covers[bisect_right(self._orders, writing.thing.order) :]
        return bool(later) and (self._fast or any(meet(cover.bounds, writing.thing.bounds) for cover in later))

    def is_doubtful(self, writing: _Writing) -> bool:
        """Return whether a text may be unseen for a reason of its own."""
        thing, paint = writing.thing, writing.paint
        if thing.depth or writing.mode not in (0, 2) or paint is None or writing.layered:
            return True
        if paint.light > 170 or paint.opacity < 128 or pdfium.FPDFPageObj_HasTransparency(thing.handle):
            return True
        if not within(thing.bounds, self.frame.bounds):
            return True
        if writing.clip is not None and not within(thing.bounds, writing.clip):
            return True
        earlier = self.covers[: bisect_right(self._orders, thing.order)]
        return any(meet(cover.bounds, thing.bounds) and _alike(cover, paint) for cover in earlier[-500:])

    def picture_at(self, box: Bounds) -> bool:
        """Return whether a picture lies where a character stands, over it or under it."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(
            cover.bounds[0] <= x <= cover.bounds[2] and cover.bounds[1] <= y <= cover.bounds[3]
            for cover in self.covers
            if cover.kind is Kind.PICTURE
        )

    def cover_over(self, writing: _Writing, box: Bounds) -> Thing | None:
        """Return the topmost thing painted over the middle of a character."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for cover in reversed(self.covers[bisect_right(self._orders, writing.thing.order) :]):
            left, bottom, right, top = cover.bounds
            if left <= x <= right and bottom <= y <= top:
                return cover
        return None


class _Letter(NamedTuple):
    """One character that leaves ink of its own."""

    owner: int
    box: Bounds


def look(page: Page, characters: Characters, places: Places, things: list[Thing]) -> Sight:
    """Say for each character of the page whether and how it is veiled."""
    looker = _Looker(page, things)
    pictures = _Pictures(page, looker)
    covered, doubtful, inkless = looker.sorted_writings()
    pictures.look_without(covered)
    pictures.look_without(doubtful)
    judged = covered | doubtful | inkless
    veils: list[Veil | None] = [None] * len(characters)
    for run in characters.runs:
        if not run.owner or (run.owner not in judged and places.is_surely_high(run, TINY)):
            continue
        for at in range(run.start, run.end):
            if characters.is_drawn(at):
                letter = _Letter(run.owner, places.box(at))
                veils[at] = _veil(letter, looker, pictures) if run.owner in judged else _tiny(letter)
    return Sight(tuple(veils), looker.is_scan)


class _Pictures:
    """The page as seen, and where it changes when texts are left out."""

    def __init__(self, page: Page, looker: _Looker) -> None:
        self._page = page
        self._looker = looker
        self._ink: dict[int, Image.Image] = {}

    @cached_property
    def full(self) -> Image.Image:
        """The page as seen."""
        return self._page.render(_LOOK, grey=False).copy()

    @cached_property
    def grey(self) -> Image.Image:
        """The page as seen, without its colours."""
        return self.full.convert("L")

    @cached_property
    def scale(self) -> float:
        """How many dots a point becomes."""
        return self.full.width / self._looker.frame.width

    def look_without(self, addresses: set[int]) -> None:
        """Draw the page without these texts and remember where it differs."""
        if not addresses:
            return
        handles = [self._looker.writings[address].thing.handle for address in addresses]
        for handle in handles:
            pdfium.FPDFPageObj_SetIsActive(handle, False)
        bare = self._page.render(_LOOK, grey=False)
        for handle in handles:
            pdfium.FPDFPageObj_SetIsActive(handle, True)
        red, green, blue = ImageChops.difference(self.full, bare).split()
        strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        # Drawing twice gives the same dots, so any difference is ink.
        self._ink.update(dict.fromkeys(addresses, strongest))

    def shows(self, letter: _Letter) -> bool:
        """Return whether the character makes a difference to the picture, or is too small to say."""
        ink = self._ink.get(letter.owner)
        if ink is None:
            return True
        region = self._region(letter)
        if min(region[2] - region[0], region[3] - region[1]) < 1:
            return False
        height = max(letter.box[3] - letter.box[1], letter.box[2] - letter.box[0]) * self.scale
        return height < _SMALLEST_JUDGED or ink.crop(region).getbbox() is not None

    def tones(self, letter: _Letter) -> tuple[int, int]:
        """Return how dark and how bright it is inside a character's cell, the outermost tenths left out."""
        left, top, right, bottom = self._region(letter)
        across, down = (right - left) // 6, (bottom - top) // 6
        inner = (left + across, top + down, right - across, bottom - down)
        if min(inner[2] - inner[0], inner[3] - inner[1]) < 1:
            return (255, 255)
        counts = self.grey.crop(inner).histogram()
        total = sum(counts)
        sums = list(accumulate(counts))
        return (bisect_left(sums, total * 0.1), bisect_left(sums, total * 0.9))

    def _region(self, letter: _Letter) -> tuple[int, int, int, int]:
        left, top, right, bottom = self._looker.frame.seen(letter.box)
        scale, width, height = self.scale, self.full.width, self.full.height
        return (
            max(0, int(left * scale)),
            max(0, int(top * scale)),
            min(width, int(right * scale) + 1),
            min(height, int(bottom * scale) + 1),
        )


def _veil(letter: _Letter, looker: _Looker, pictures: _Pictures) -> Veil | None:
    if not meet(letter.box, looker.frame.bounds):
        return Veil.CROPPED if meet(letter.box, looker.sheet) else Veil.OUTSIDE
    writing = looker.writings[letter.owner]
    if writing.mode in _MODE_INVISIBLE or not pictures.shows(letter):
        return _reason(letter, writing, looker, pictures)
    return _thin_veil(letter, writing, looker, pictures) or _tiny(letter)


def _reason(letter: _Letter, writing: _Writing, looker: _Looker, pictures: _Pictures) -> Veil:
    cover = looker.cover_over(writing, letter.box)
    invisible = writing.mode in _MODE_INVISIBLE
    under_picture = cover is not None and cover.kind is Kind.PICTURE
    if (invisible and looker.picture_at(letter.box)) or (looker.is_scan and under_picture):
        darkest, brightest = pictures.tones(letter)
        return Veil.BLACKED_SCAN if brightest < _DARK and brightest - darkest <= 24 else Veil.SCAN
    if writing.layered:
        return Veil.LAYER
    if invisible:
        return Veil.INVISIBLE
    if cover is not None:
        return _under(cover)
    if writing.clip is not None and not meet(letter.box, writing.clip):
        return Veil.CROPPED
    if writing.paint is not None and writing.paint.opacity > 0:
        darkest, brightest = pictures.tones(letter)
        if darkest - 40 <= writing.paint.light <= brightest + 40:
            return Veil.GROUND_COLOUR
        return Veil.UNDRAWN
    return Veil.INVISIBLE


def _under(cover: Thing) -> Veil:
    if cover.kind is Kind.PICTURE:
        return Veil.UNDER_PICTURE
    paint = fill_of(cover.handle) if cover.kind is Kind.SHAPE else None
    return Veil.UNDER_BLACK if paint is not None and paint.light < _DARK else Veil.UNDER_SHAPE


def _thin_veil(letter: _Letter, writing: _Writing, looker: _Looker, pictures: _Pictures) -> Veil | None:
    """Return whether a seen character lies under a dark bar that should have hidden it."""
    cover = looker.cover_over(writing, letter.box)
    if cover is None or cover.kind is not Kind.SHAPE:
        return None
    return Veil.SEE_THROUGH if pictures.tones(letter)[1] < _DARK else None


def share_of_pictures(things: list[Thing], frame: Bounds) -> float:
    """Return how much of the page its pictures cover, 0 to 1, on a grid of 32 by 32."""
    left, bottom, right, top = frame
    across, up = (right - left) / 32, (top - bottom) / 32
    covered: set[tuple[int, int]] = set()
    for thing in things:
        if thing.kind is not Kind.PICTURE or len(covered) == 1024:
            continue
        columns = range(_step(thing.bounds[0] - left, across), _step(thing.bounds[2] - left, across))
        rows = range(_step(thing.bounds[1] - bottom, up), _step(thing.bounds[3] - bottom, up))
        covered.update((column, row) for column in columns for row in rows)
    return len(covered) / 1024


def _step(distance: float, size: float) -> int:
    return max(0, min(32, round(distance / size)))


def _tiny(letter: _Letter) -> Veil | None:
    left, bottom, right, top = letter.box
    return Veil.TINY if top - bottom < TINY and right - left < TINY else None


def _can_cover(thing: Thing) -> bool:
    left, bottom, right, top = thing.bounds
    if thing.kind is Kind.TEXT or min(right - left, top - bottom) < _THINNEST_COVER:
        return False
    return thing.kind is not Kind.SHAPE or thing.points > 0


def _alike(cover: Thing, paint: Paint) -> bool:
    """Return whether text in this paint could be lost on what is painted under it."""
    ground = fill_of(cover.handle) if cover.kind is Kind.SHAPE else None
    return ground is None or abs(ground.light - paint.light) < 60


def _writing(thing: Thing) -> _Writing:
    return _Writing(
        thing=thing,
        mode=pdfium.FPDFTextObj_GetTextRenderMode(thing.handle),
        paint=fill_of(thing.handle),
        layered=layer_of(thing.handle),
        clip=clip_of(thing.handle),
    )


def _sheet(page: Page) -> Bounds:
    left, bottom, right, top = page.opened.get_mediabox() or page.frame.bounds
    return (left, bottom, right, top)
