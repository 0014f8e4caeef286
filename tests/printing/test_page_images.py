"""The preview's pages come from the finished file."""

from datetime import date

from spoc_desk.printing.blocks import NewPage, Para
from spoc_desk.printing.page_images import PdfPages
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.render import render


def two_pages(*, landscape: bool = False) -> PdfPages:
    """Return an open document of two pages."""
    document = Paper(reference="quiet harbour 4821").document(
        "Test sheet", Para("The first page."), NewPage(), Para("The second page."), landscape=landscape
    )
    return PdfPages(render(document, made_on=date(2026, 11, 23)))


def test_a_page_is_as_large_as_the_paper() -> None:
    pages = two_pages()

    assert [(round(size.width), round(size.height)) for size in pages.sizes] == [(595, 842), (595, 842)]
    pages.close()


def test_a_picture_has_ink_on_white_paper() -> None:
    pages = two_pages()

    picture = pages.picture(0, 1.0)

    assert (picture.width, picture.height) in {(595, 842), (596, 842)}
    assert len(picture.pixels) == picture.stride * picture.height
    assert picture.pixels[:3] == b"\xff\xff\xff"
    assert min(picture.pixels[0::4]) < 80
    pages.close()


def test_each_page_can_be_read_as_text() -> None:
    pages = two_pages()

    assert "The first page." in pages.text(0) and "The second page." not in pages.text(0)
    assert "The second page." in pages.text(1)
    pages.close()
