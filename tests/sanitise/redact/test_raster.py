"""Producer B: pictures of pages with cells painted over, and nothing of the source beside."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from spoc_desk.errors import RefusedByRule
from spoc_desk.sanitise.pages.opening import pages_of
from spoc_desk.sanitise.readers.unit import PageSize
from spoc_desk.sanitise.redact.grammar import check
from spoc_desk.sanitise.redact.orders import Box, CoveredPage, Ink, Passage, Raster, Retype
from spoc_desk.sanitise.redact.pictures import Coding
from spoc_desk.sanitise.redact.producer import make
from spoc_desk.sanitise.redact.raster import raster, threshold
from tests.sanitise.redact.papers import box_of, page_texts, raster_copy, report, shown, silent

LINES = ("The family came from Barnsley in May.", "Nothing else is known.")


class Scans:
    """A source of ready pictures, like scanned pages."""

    def __init__(self, *images: Image.Image) -> None:
        self.images = images

    def sizes(self) -> tuple[PageSize, ...]:
        return tuple(PageSize(number, 595.0, 842.0) for number in range(1, len(self.images) + 1))

    def render(self, page: int, dpi: int, *, grey: bool = True) -> Image.Image:
        return self.images[page - 1].copy()


def noisy() -> Image.Image:
    """Return a page as a scanner sees it."""
    return Image.blend(Image.new("L", (992, 1404), 230), Image.effect_noise((992, 1404), 60), 0.4)


@pytest.fixture(scope="module")
def source() -> bytes:
    return report(LINES, pages=3)


@pytest.fixture(scope="module")
def covered(source: bytes) -> Box:
    return box_of(source, "Barnsley")


@pytest.mark.parametrize("ink", list(Ink))
def test_no_text_can_be_read_out_of_it(source: bytes, ink: Ink) -> None:
    assert page_texts(raster_copy(source, ink=ink)) == ["", "", ""]


@pytest.mark.parametrize("ink", list(Ink))
def test_the_word_is_black_and_the_rest_is_there(source: bytes, covered: Box, ink: Ink) -> None:
    page = shown(raster_copy(source, [covered], ink))
    left, top, right, bottom = (round(side) for side in covered)
    assert page.crop((left, top, right, bottom)).getextrema()[1] < 8
    rest = page.crop((60, bottom + 6, 400, bottom + 20))
    assert rest.getextrema()[0] < 128
    assert rest.getextrema()[1] > 250


@pytest.mark.parametrize("ink", list(Ink))
def test_the_same_source_gives_the_same_bytes(source: bytes, covered: Box, ink: Ink) -> None:
    assert raster_copy(source, [covered], ink) == raster_copy(source, [covered], ink)


def test_nothing_of_the_source_is_in_the_file(source: bytes) -> None:
    with pikepdf.open(BytesIO(raster_copy(source))) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert set(pdf.trailer.keys()) == {"/Root", "/Size"}
        assert set(pdf.pages[0].obj.keys()) == {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        assert len(pdf.objects) == 2 + 3 * 3
        assert pdf.check_pdf_syntax() == []


def test_names_of_different_length_are_covered_alike() -> None:
    def black(name: str) -> bytes:
        paper = report([f"It was {name}."])
        page = shown(raster_copy(paper, [box_of(paper, name)]))
        return page.point([255 * (grey > 8) for grey in range(256)]).crop((72, 70, 216, 86)).tobytes()

    assert black("Hull") == black("Ilkeston")


def test_a_page_that_is_not_ordered_is_left_out(source: bytes) -> None:
    pages = pages_of(source)
    assert check(raster(Raster((CoveredPage(3), CoveredPage(1))), pages, silent)).count == 2


@pytest.mark.parametrize("orders", [Raster(()), Raster((CoveredPage(4),)), Raster((CoveredPage(0),))])
def test_a_page_that_is_not_there_is_refused(source: bytes, orders: Raster) -> None:
    with pytest.raises(RefusedByRule, match="no page"):
        raster(orders, pages_of(source), silent)


def test_a_scan_in_grey_is_a_jpeg_and_its_cover_is_one_black() -> None:
    orders = Raster((CoveredPage(1, ((101.0, 203.0, 180.0, 216.0),)),), 120, Ink.GREY)
    (page,) = check(raster(orders, Scans(noisy()), silent)).pages()
    (picture,) = page.pictures
    assert picture.coding is Coding.JPEG
    assert picture.image.crop((121, 340, 358, 358)).getextrema() == (0, 0)
    assert picture.image.getextrema()[1] > 200


def test_a_clean_page_in_grey_keeps_sixteen_greys(source: bytes) -> None:
    (page, *_) = check(raster_copy(source, ink=Ink.GREY)).pages()
    assert page.pictures[0].coding is Coding.GREYS


def test_dots_that_colour_printers_hide_do_not_survive() -> None:
    page = Image.new("RGB", (992, 1404), "white")
    for at in range(20, 900, 40):
        page.putpixel((at, at), (255, 255, 0))
    page.paste((0, 0, 0), (100, 100, 300, 110))
    (read,) = check(raster(Raster((CoveredPage(1),)), Scans(page), silent)).pages()
    assert read.pictures[0].image.convert("L").histogram()[0] == 200 * 10


@pytest.mark.parametrize(("paper", "ink"), [(255, 0), (200, 40), (150, 30), (255, 120), (235, 90)])
def test_faint_ink_and_grey_paper_part(paper: int, ink: int) -> None:
    histogram = [0] * 256
    histogram[paper], histogram[ink] = 100_000, 4_000
    assert ink < threshold(histogram) <= paper


def test_an_empty_page_stays_white() -> None:
    histogram = [0] * 256
    histogram[250] = 1_000
    assert threshold(histogram) < 200


@pytest.mark.parametrize(("width", "height"), [(1, 1), (7, 3), (8, 8), (9, 17)])
@pytest.mark.parametrize("ink", list(Ink))
def test_odd_sizes_are_written_whole(width: int, height: int, ink: Ink) -> None:
    class Small(Scans):
        def sizes(self) -> tuple[PageSize, ...]:
            return (PageSize(1, float(width), float(height)),)

    image = Image.new("L", (width, height), 255)
    image.putpixel((0, 0), 0)
    (page,) = check(raster(Raster((CoveredPage(1),), ink=ink), Small(image), silent)).pages()
    assert page.pictures[0].image.convert("L").tobytes() == image.tobytes()


def test_it_can_be_stopped(source: bytes) -> None:
    def stop(done: int, of: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        raster(Raster((CoveredPage(1), CoveredPage(2))), pages_of(source), stop)


def test_the_one_door_picks_the_producer(source: bytes) -> None:
    assert page_texts(make(Raster((CoveredPage(1),)), pages_of(source), silent)) == [""]
    assert "Hello" in page_texts(make(Retype((Passage("Hello"),)), None, silent))[0]


def test_the_one_door_refuses_what_is_not_there() -> None:
    with pytest.raises(RefusedByRule, match="no pages"):
        make(Raster((CoveredPage(1),)), None, silent)
    with pytest.raises(RefusedByRule, match="picture"):
        make(Retype((Passage("", picture=1),)), None, silent)
