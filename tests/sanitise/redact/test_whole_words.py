"""Beside a cover stands no half word, and the cover still tells nothing of the length of a name."""

import re

import pytest
from PIL import Image, ImageDraw

from spoc_desk.sanitise.pages.opening import pages_of
from spoc_desk.sanitise.redact.cells import CELL
from spoc_desk.sanitise.redact.orders import Box, Ink
from spoc_desk.sanitise.redact.whole_words import cut_words
from tests.sanitise.redact.papers import box_of, raster_copy, report, shown

NAMES = ("Ely", "Hull", "Leeds", "Barnsley", "Ilkeston", "Newcastle", "Scunthorpe", "Wolverhampton", "Stockton-on-Tees")
STORIES = (
    "The family came from {} in May and the school there was told of it by the social worker.",
    "In {} the police were called twice, and she said that nobody had been hurt in the house.",
    "Mother reported that they had moved from there to {} before the winter, with her two sisters.",
)


def words_of(pdf: bytes, line: str) -> dict[int, Box]:
    """Return where each word of the only line stands, by its offset."""
    pages = pages_of(pdf)
    spans = [match.span() for match in re.finditer(r"\S+", line)]
    boxes = {span[0]: each[0] for span, each in zip(spans, pages.text_boxes(1, spans), strict=True)}
    pages.close()
    return boxes


def black_share(page: Image.Image, box: Box) -> float:
    left, top, right, bottom = (round(side * page.width / 595) for side in box)
    piece = page.crop((left, top, right, bottom)).point([255 * (grey < 64) for grey in range(256)])
    return piece.histogram()[255] / (piece.width * piece.height)


@pytest.mark.parametrize("ink", list(Ink))
@pytest.mark.parametrize("story", STORIES)
def test_every_word_is_covered_whole_or_not_at_all(story: str, ink: Ink) -> None:
    for name in NAMES:
        line = story.format(name)
        paper = report([line])
        page = shown(raster_copy(paper, [box_of(paper, name)], ink))
        shares = {at: black_share(page, box) for at, box in words_of(paper, line).items()}
        assert shares[line.index(name)] > 0.97
        assert not [at for at, share in shares.items() if 0.6 < share < 0.97], name


def covers_of(line: str, name: str) -> tuple[int, int]:
    """Return from where to where the line is covered, in dots at 72 to the inch."""
    paper = report([line])
    page = shown(raster_copy(paper, [box_of(paper, name)], dpi=200))
    middle = page.crop((0, 82, page.width, 83)).point([255 * (grey < 8) for grey in range(256)])
    left, _, right, _ = middle.getbbox() or (0, 0, 0, 0)
    return left, right


def test_the_cover_ends_at_a_cell_or_at_a_word_that_stays() -> None:
    for name in NAMES:
        line = STORIES[0].format(name)
        left, right = covers_of(line, name)
        words = words_of(report([line]), line).values()
        ends, starts = [box[2] for box in words], [box[0] for box in words]
        assert left % CELL < 2 or min(abs(left - end) for end in ends) < 3
        assert right % CELL < 2 or min(abs(right - start) for start in starts) < 3


def test_names_alone_on_their_lines_have_one_cover() -> None:
    assert len({covers_of(name, name) for name in NAMES if len(name) < 11}) == 1


def page_with(*words: tuple[int, int]) -> Image.Image:
    """Return a line of ink: each word from and to a dot across."""
    page = Image.new("L", (600, 40), 255)
    for start, end in words:
        page.paste(0, (start, 12, end, 26))
    return page


COVER = (100, 8, 200, 30)


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        (((120, 190),), []),  # nothing is cut
        (((120, 190), (205, 260)), []),  # a space lies between
        (((120, 230), (240, 300)), [(200, 8, 239, 30)]),  # up to the next word
        (((120, 230), (500, 520)), [(200, 8, 300, 30)]),  # up to the end of the cell
        (((60, 130), (20, 50)), [(51, 8, 100, 30)]),  # the same on the left
        (((150, 560),), []),  # a drawing, no word
    ],
)
def test_a_cover_grows_by_what_it_cuts(words: tuple[tuple[int, int], ...], beside: list[Box]) -> None:
    assert list(cut_words(page_with(*words), COVER, 1.0, 100.0, 128)) == beside


def test_a_rule_across_the_line_is_no_word() -> None:
    page = page_with((120, 190), (240, 300))
    ImageDraw.Draw(page).line((0, 27, 600, 27), fill=0)
    assert list(cut_words(page, COVER, 1.0, 100.0, 128)) == []


def test_each_line_under_a_tall_cover_grows_by_itself() -> None:
    page = Image.new("L", (600, 60), 255)
    page.paste(0, (150, 12, 230, 22))
    page.paste(0, (240, 12, 300, 22))
    page.paste(0, (150, 34, 190, 44))
    page.paste(0, (210, 34, 300, 44))
    assert list(cut_words(page, (100, 8, 200, 52), 1.0, 100.0, 128)) == [(200, 8, 239, 28)]
