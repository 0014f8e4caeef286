"""Fixed cells: what is covered cannot be told from the size of its cover."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from spoc_desk.sanitise.readers.unit import PageSize
from spoc_desk.sanitise.redact.cells import CELL, cells, is_covered, paint, pixels
from spoc_desk.sanitise.redact.orders import Box

A4 = PageSize(1, 595.0, 842.0)

edges = st.floats(-50, 900, allow_nan=False)
some_boxes = st.lists(st.tuples(edges, edges, edges, edges), max_size=8)


@pytest.mark.parametrize("width", [5, 20, 41, 60, 71])
def test_names_within_a_cell_have_one_cover(width: int) -> None:
    assert cells(A4, [(73, 100, 73 + width, 113)]) == cells(A4, [(80, 100, 90, 113)])


def test_a_cover_is_whole_cells_wide() -> None:
    ((left, _, right, _),) = cells(A4, [(100, 100, 250, 113)])
    assert (left, right) == (CELL, 4 * CELL)


def test_letters_with_tails_have_the_same_cover() -> None:
    assert cells(A4, [(100, 101.2, 120, 112.0)]) == cells(A4, [(100, 101.9, 120, 112.8)])


def test_neighbours_on_a_line_become_one() -> None:
    assert len(cells(A4, [(100, 100, 120, 113), (150, 101, 170, 113)])) == 1


def test_lines_stay_apart() -> None:
    assert len(cells(A4, [(100, 100, 120, 112), (100, 130, 120, 142)])) == 2


def test_a_box_off_the_page_is_brought_onto_it() -> None:
    assert all(
        0 <= left < right <= 595 and 0 <= top < low <= 842
        for left, top, right, low in cells(A4, [(900, 900, 990, 950)])
    )


@given(some_boxes)
def test_every_box_is_covered_and_its_pixels_are_black(boxes: list[Box]) -> None:
    image = Image.new("L", (331, 468), 255)
    paint(image, A4, boxes)
    assert is_covered(image, (595.0, 842.0), boxes)
    for box in boxes:
        left, right = sorted((box[0], box[2]))
        top, bottom = sorted((box[1], box[3]))
        on_page = max(left, 0), max(top, 0), min(right, 595), min(bottom, 842)
        if on_page[0] < on_page[2] and on_page[1] < on_page[3]:
            assert image.crop(pixels(on_page, (595.0, 842.0), image.size)).getextrema() in ((0, 0), None)


def test_a_spot_that_shines_through_is_seen() -> None:
    image = Image.new("L", (331, 468), 255)
    box = (100.0, 100.0, 200.0, 113.0)
    paint(image, A4, [box])
    image.putpixel((80, 60), 1)
    assert not is_covered(image, (595.0, 842.0), [box])
