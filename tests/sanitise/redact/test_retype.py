"""Producer A: a plain, well-set document that holds the reviewed text and nothing of its source."""

import re
import time
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from spoc_desk.errors import RefusedByRule
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.redact.grammar import check
from spoc_desk.sanitise.redact.orders import Passage, Retype
from spoc_desk.sanitise.redact.retype import replaced_signs, retype
from spoc_desk.sanitise.redact.tokens import TOKENS, Removal, apply
from tests.sanitise.redact.papers import letter, no_picture, page_texts, retyped, shown, silent, table


def words(pdf: bytes) -> str:
    """Return all text of a copy on one line."""
    return " ".join(" ".join(page_texts(pdf)).split())


def test_the_text_can_be_searched() -> None:
    copy = retyped(Passage("Visit on Monday", Shape.HEADING, 1), "Zoë saw the mother at [place removed]. Σοφία, Ирина.")
    assert "Visit on Monday Zoë saw the mother at [place removed] . Σοφία, Ирина." in words(copy)


def test_the_same_orders_give_the_same_bytes() -> None:
    assert retyped("One", table("a|b", "c|d")) == retyped("One", table("a|b", "c|d"))


def test_every_page_says_which_of_how_many_it_is() -> None:
    texts = page_texts(retyped(*(f"Paragraph {number}" for number in range(120))))
    assert len(texts) > 2
    assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, 1))


def test_a_page_does_not_tell_how_long_a_removed_name_was() -> None:
    def copy_of(name: str) -> bytes:
        text = f"She moved from {name} in May, and rang {name} again."
        return retyped(apply(text, [Removal(found.start(), found.end(), "place") for found in re.finditer(name, text)]))

    assert copy_of("Ash") == copy_of("Newcastle upon Tyne")


def test_every_kind_of_token_takes_the_same_room() -> None:
    pages = [_contents(retyped(f"From {token} in May.")) for token in TOKENS.values()]
    cells = {re.search(rb"0\.87 G .* S", page)[0] for page in pages}
    after = {re.findall(rb"BT /F1 10\.5 Tf (\S+ \S+) Td", page)[-1] for page in pages}
    assert len(cells) == len(after) == 1


def test_columns_do_not_tell_how_long_a_removed_name_was() -> None:
    def places(name: str) -> list[bytes]:
        rows = f"Name\tTown\tNote\nAmy\t{name}\twell"
        at = rows.index(name)
        text = apply(rows, [Removal(at, at + len(name), "place")], Shape.TABLE)
        return re.findall(rb"(\S+ \S+) Td", _contents(retyped(Passage(text, Shape.TABLE))))

    assert places("Ash") == places("Newcastle upon Tyne")


def test_heads_of_a_table_stand_on_every_page() -> None:
    texts = page_texts(retyped(table("Child|Seen on", *(f"child {row}|day {row}" for row in range(120)))))
    assert len(texts) > 3
    assert all("Child Seen on" in " ".join(text.split()) for text in texts)


def test_a_table_that_goes_on_in_the_next_passage_is_one_table() -> None:
    heads = "Child|Seen on"
    texts = words(retyped(table(heads, "a|b"), table(heads, "c|d", goes_on=True)))
    assert texts.count("Child Seen on") == 1
    assert "a b c d" in texts


@pytest.mark.parametrize("heads", [True, False])
def test_a_table_like_the_one_before_is_another_table(heads: bool) -> None:
    one = table("From|Ann", "To|Bob", heads=heads)
    assert words(retyped(one, one)).count("From Ann To Bob") == 2


def test_a_table_without_heads_has_no_bold_word_and_repeats_none() -> None:
    rows = [f"child {row}|day {row}" for row in range(120)]
    copy = retyped(table(*rows, heads=False), table(rows[0], "the last|one", heads=False, goes_on=True))
    assert b"/F2" not in _contents(copy)
    text = words(copy)
    assert text.count("child 0 ") == 1
    assert "day 119 Sanitised copy" in text or "day 119 the last one" in text


def test_a_table_of_sixty_columns_loses_no_cell() -> None:
    rows = ["|".join(f"c{column}r{row}" for column in range(60)) for row in range(30)]
    found = words(retyped(table(*rows)))
    assert all(f"c{column}r{row}" in found for column in range(60) for row in range(30))
    assert "Columns 1, " in found


def test_a_cell_of_a_hundred_thousand_letters_runs_over_pages() -> None:
    copy = retyped(table("Note|By", f"{'word ' * 20_000}|me"))
    assert len(page_texts(copy)) > 10
    assert words(copy).count("word") == 20_000


def test_ragged_rows_and_empty_cells_are_set() -> None:
    copy = retyped(table("a|b|c", "d", "|||e", ""))
    assert check(copy).count == 1
    assert "a b c" in words(copy)


def test_a_word_longer_than_the_line_breaks() -> None:
    copy = retyped("x" * 5_000)
    check(copy)  # which demands that no text leaves the page
    assert words(copy).count("x") == 5_000


def test_what_the_typeface_cannot_show_is_a_square() -> None:
    orders = letter("আমিনা or Amina")
    assert replaced_signs(orders) == 3
    assert "\u25a1\u25a1\u25a1 or Amina" in words(retype(orders, no_picture, silent))


@pytest.mark.parametrize("text", ["عمر", "தமிழ்", "😀👩‍👩‍👧", "\ud800", "中文", "\x00\x1b[0m", "a\u0301\u0301"])
def test_no_text_makes_it_fall(text: str) -> None:
    check(retyped(text, table(text, text)))


def test_the_square_is_drawn() -> None:
    assert shown(retyped("中中中中"), dpi=144).crop((120, 120, 180, 150)).getextrema()[0] < 100


def test_a_kept_picture_is_only_its_pixels() -> None:
    picture = Image.linear_gradient("L").resize((300, 200)).convert("RGBA")
    picture.info = {"comment": b"Barnsley", "icc_profile": b"Barnsley", "exif": b"Barnsley", "dpi": (300, 300)}
    copy = retype(Retype((Passage("", picture=4), Passage("after"))), lambda number: picture, silent)
    assert b"Barnsley" not in copy
    (page,) = check(copy).pages()
    (read,) = page.pictures
    assert (read.width, read.height) == (300, 200)
    assert read.image.mode == "RGB"


def test_a_picture_taller_than_a_page_is_made_to_fit() -> None:
    copy = retype(Retype((Passage("", picture=1),)), lambda number: Image.new("1", (40, 9_000)), silent)
    assert len(page_texts(copy)) == 1
    check(copy)


def test_nothing_but_pages_fonts_and_contents_is_in_the_file() -> None:
    with pikepdf.open(BytesIO(retyped("text", table("a", "b")))) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert set(pdf.trailer.keys()) == {"/Root", "/Size"}
        assert set(pdf.pages[0].obj.keys()) == {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        assert pdf.check_pdf_syntax() == []


def test_no_glyph_that_is_not_used_is_in_the_file() -> None:
    with pikepdf.open(BytesIO(retyped("aé"))) as pdf:
        font = pdf.pages[0].Resources.Font["/F1"]
        mapped = font.ToUnicode.read_bytes().split(b"endcodespacerange")[1]
        codes = {int(code, 16) for code in re.findall(rb"> <([0-9a-f]{4})>", mapped)}
        assert codes == {ord(sign) for sign in "aéSanitised copyPage 1 of 1"}


def test_the_letters_are_drawn() -> None:
    line = shown(retyped("Żółć é ½ and Ирина"), dpi=100).crop((80, 80, 400, 115))
    ink = sum(grey < 128 for grey in line.tobytes()) / (line.width * line.height)
    assert 0.02 < ink < 0.2


def test_no_passage_is_refused() -> None:
    with pytest.raises(RefusedByRule, match="nothing left"):
        retyped()


def test_it_tells_how_far_it_is_and_can_be_stopped() -> None:
    heard: list[tuple[int, int]] = []

    def stop_at_third(done: int, of: int) -> None:
        heard.append((done, of))
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        retype(letter("a", "b", "c", "d"), no_picture, stop_at_third)
    assert heard == [(0, 4), (1, 4), (2, 4)]


def test_time_grows_with_the_text_and_no_faster() -> None:
    paragraph = "The child was seen at home with the mother, who said that all was well. " * 8

    def seconds(count: int) -> float:
        start = time.process_time()
        retyped(*([paragraph] * count))
        return time.process_time() - start

    seconds(20)
    assert any(seconds(1_600) < 16 * max(seconds(200), 0.01) for _ in range(5))  # a busy computer is slow now and then


def _contents(copy: bytes) -> bytes:
    with pikepdf.open(BytesIO(copy)) as pdf:
        return bytes(pdf.pages[0].Contents.read_bytes())
