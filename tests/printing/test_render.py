"""Every kind of block, judged by both standards and read back from the file."""

import io
import re

import pikepdf
import pypdfium2
import pytest

from spoc_desk.errors import UnprintableText
from spoc_desk.printing.blocks import (
    Box,
    CodeGroups,
    CutLine,
    Fields,
    Heading,
    Keep,
    Legend,
    Mark,
    NewPage,
    Notice,
    Para,
    Points,
    Sign,
    SignatureLine,
    Signatures,
    Spacer,
    Table,
    Tick,
    Ticks,
    Voice,
)  # fmt: skip
from spoc_desk.printing.style import FILL, HAIR, RULE, SIGNATURE_MM, WATER, sheet

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis"
NAMES = ("Łukasz Wójcik", "Ayşe Ştefan", "Nguyễn Thị Ánh", "O'Brien <b>", "A & B &amp; C", LONG_NAME)
MANY_WORDS = "The health visitor asked for the sanitised record on the same day. " * 90

BLOCKS = {
    "heading": (Heading(1, "Details"), Heading(2, "Of the meeting"), Para("Text.")),
    "para": (Para("One.\nTwo."), Para("Three.", Voice.STRONG), Para("Four.", Voice.LEAD)),
    "points": (Points(("First", "Second")), Points(("First", MANY_WORDS[:300]), numbered=True)),
    "fields": (Fields((("Held on", "Mon 23 Nov 2026"), ("Notes", "Two\nlines"), ("Long", MANY_WORDS))),),
    "empty fields": (Fields((("Held on\nDay, month, year", ""),), min_height_mm=9, boxed=True),),
    "table": (Table(("A", "B"), (("1", Mark(Sign.HALF, "Waiting")), (("2", "more"), "")), (1, 2)),),
    "ticks": (Ticks((Tick("Yes", True), Tick("No", False), Tick("Not known"))), Ticks((Tick("One"),) * 5, 3)),
    "legend": (Legend(tuple(Mark(sign, sign.value) for sign in Sign)),),
    "box": (Box("What was agreed", 45, "Two lines are enough."), Box("Sketch", 900, ruled=False)),
    "signatures": (Signatures((SignatureLine("DCS", "I was there."), SignatureLine("UKPPS", "", "A. Example"))),),
    "notice": (Notice("Do not write where from, where to, or why.", "Before you write"),),
    "code groups": (CodeGroups(("AB3D1", "EF4G2", "HJ5K3")),),
    "cut line": (CutLine("Return this part"), Spacer(10), Para("Received.")),
    "keep": (Keep((Heading(1, "Kept"), Signatures((SignatureLine("DCS"),)))), NewPage(), Para("Last.")),
    "nothing": (),
}


@pytest.mark.parametrize("blocks", BLOCKS.values(), ids=BLOCKS.keys())
@pytest.mark.parametrize(
    "particulars",
    [{}, {"landscape": True, "sample": True, "copy_no": 7}, {"large_print": True, "reference": "quiet harbour 4821"}],
    ids=["portrait", "landscape sample", "large print"],
)
def test_every_block_keeps_both_standards(print_blocks, judge, blocks, particulars):
    judge(print_blocks(*blocks, **particulars))


@pytest.mark.parametrize("name", NAMES)
def test_names_come_back_as_they_were_written(print_blocks, judge, text_of, name):
    pdf = print_blocks(
        Heading(1, name), Fields(((name, name),)), Table(("A", name), (("x", name),), (1, 1)), Para(name)
    )
    judge(pdf)
    assert text_of(pdf).replace(" ", "").count(name.replace(" ", "")) == 6


def test_a_table_over_five_pages_repeats_its_titles_and_tags_them_once(print_blocks, judge, pages, structure):
    rows = tuple((f"Person {number}", "UKPPS") for number in range(160))
    pdf = print_blocks(Table(("Name", "Organisation"), rows, (1, 1)))
    judge(pdf)
    read = pages(pdf)
    assert len(read) >= 5
    assert all("Organisation" in text for text in read)
    assert [role for role, _ in structure(pdf)].count("TH") == 2 + len(rows)


def test_a_row_taller_than_a_page_runs_on(print_blocks, judge, text_of):
    pdf = print_blocks(Table(("When", "What"), (("Mon", MANY_WORDS * 2), ("Tue", "Short")), (1, 4)))
    judge(pdf)
    assert text_of(pdf).count("health visitor asked") == 180


def test_a_paragraph_runs_over_pages_and_starts_where_it_stands(print_blocks, judge, pages):
    pdf = print_blocks(Heading(1, "Notes"), Fields((("Notes", MANY_WORDS * 2),)))
    judge(pdf)
    read = pages(pdf)
    assert len(read) >= 2
    assert "sanitised record" in read[0]


def test_a_heading_never_stands_alone_at_the_foot(print_blocks, pages):
    for lines in range(20, 34):
        read = pages(print_blocks(*[Para("Line.")] * lines, Heading(1, "Below"), Box("The box", 60)))
        assert "The box" in next(text for text in read if "Below" in text)


def test_room_below_the_last_line_opens_no_empty_page(print_blocks, pages):
    for lines in range(20, 34):
        read = pages(print_blocks(*[Para("Line.")] * lines, Points(("The last",)), Spacer(9)))
        assert "Line." in read[-1] or "The last" in read[-1]


def test_signature_rows_stay_together_and_are_high_enough(print_blocks, pages):
    assert SIGNATURE_MM >= 9
    signed = Signatures(tuple(SignatureLine(f"Signer {number}") for number in range(4)))
    for lines in range(14, 34, 3):
        read = pages(print_blocks(*[Para("Line.")] * lines, signed))
        assert any("Signer 0" in text and "Signer 3" in text for text in read)


def test_every_page_carries_marking_copy_reference_and_number(print_blocks, pages):
    read = pages(print_blocks(Para("One"), NewPage(), Para("Two"), copy_no=12, reference="quiet harbour 4821"))
    for number, text in enumerate(read, start=1):
        assert text.count("OFFICIAL-SENSITIVE") >= 2
        assert "Copy 12" in text
        assert "quiet harbour 4821" in text
        assert f"Page {number} of 2" in text


def test_sample_is_said_on_every_page(print_blocks, pages):
    read = pages(print_blocks(Para("One"), NewPage(), Para("Two"), sample=True))
    assert all("SAMPLE" in text for text in read)
    assert all("SAMPLE" not in text for text in pages(print_blocks(Para("One"))))


def test_the_same_input_gives_the_same_bytes(print_blocks):
    blocks = [block for group in BLOCKS.values() for block in group]
    assert print_blocks(*blocks, sample=True) == print_blocks(*blocks, sample=True)


def test_the_file_says_nothing_but_its_kind_and_day(print_blocks):
    pdf = print_blocks(Para("Child A"), reference="quiet harbour 4821", copy_no=3)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert {key: str(value) for key, value in opened.docinfo.items()} == {
            "/Title": "Meeting record",
            "/Producer": "SPOC Desk",
            "/CreationDate": "D:20261123000000Z",
            "/ModDate": "D:20261123000000Z",
        }
        packet = opened.Root.Metadata.read_bytes().decode()
        assert str(opened.Root.Lang) == "en-GB"
    assert "quiet harbour" not in packet
    assert "ReportLab" not in packet
    assert b"ReportLab" not in pdf


def test_only_embedded_fonts_are_used(print_blocks):
    pdf = print_blocks(*[block for group in BLOCKS.values() for block in group])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = [font for leaf in opened.pages for font in leaf.Resources.Font.values()]
        assert fonts
        assert all("NotoSans" in str(font.BaseFont) and "/FontFile2" in font.FontDescriptor for font in fonts)


def test_large_print_is_set_at_18_points_throughout(print_blocks):
    wide = Table(("A", "B", "C", "D"), (("first", "x", "y", "z"),), (1, 1, 1, 1))
    pdf = print_blocks(*[block for group in BLOCKS.values() for block in group], wide, large_print=True)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        sizes = {
            float(step.operands[1])
            for leaf in opened.pages
            for step in pikepdf.parse_content_stream(leaf, operators="Tf")
        }
    assert min(sizes) >= 18


def test_normal_print_is_never_below_11_points(print_blocks):
    pdf = print_blocks(*[block for group in BLOCKS.values() for block in group])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        sizes = {
            float(step.operands[1])
            for leaf in opened.pages
            for step in pikepdf.parse_content_stream(leaf, operators="Tf")
        }
    assert min(sizes) >= 11
    assert sheet().body_pt == 12


def test_lines_and_fills_survive_a_poor_copier():
    assert HAIR >= 0.5
    assert RULE >= 0.5
    assert min(FILL.red, WATER.red) >= 0.85


def test_a_tick_is_spoken_as_well_as_drawn(print_blocks, structure):
    pdf = print_blocks(Ticks((Tick("Yes", True), Tick("No", False), Tick("Not known"))))
    assert [alt for role, alt in structure(pdf) if role == "Figure"] == ["ticked", "not ticked", "empty tick box"]


def test_reading_order_is_the_order_of_the_blocks(print_blocks, structure):
    pdf = print_blocks(Heading(1, "A"), Para("B"), Heading(2, "C"), Ticks((Tick("D"),)), Fields((("E", "F"),)))
    roles = [role for role, _ in structure(pdf)]
    assert roles == [
        "Document", "H1", "P", "H2", "P", "H3", "L", "LI", "Lbl", "Figure", "LBody", "Table", "TR", "TH", "TD",
    ]  # fmt: skip


def test_words_are_not_joined_across_lines(print_blocks):
    pdf = print_blocks(Para(MANY_WORDS[:600]))
    opened = pypdfium2.PdfDocument(pdf)
    text = opened[0].get_textpage().get_text_range()
    opened.close()
    assert re.sub(r"\s+", " ", text).count("The health visitor asked for the sanitised record on the same day.") >= 8
    with pikepdf.open(io.BytesIO(pdf)) as read:
        shown = [bytes(step.operands[0]) for step in pikepdf.parse_content_stream(read.pages[0], operators="Tj")]
    assert sum(one.endswith(b" ") for one in shown) >= 6


def test_a_sign_that_cannot_be_printed_stops_the_print_and_is_named(print_blocks):
    with pytest.raises(UnprintableText, match=r"“中”.*cjk.*“🙂”"):
        print_blocks(Table(("A",), (("Name 中 🙂 中",),), (1,)))


def test_no_stream_ends_in_a_line_break(print_blocks, judge):
    # One in 256 would: enough copies to meet several.
    for number in range(120):
        judge_free = print_blocks(Para(f"Copy of {number}"), copy_no=number)
        assert b"\r\nendstream" not in judge_free
        assert b"\n\nendstream" not in judge_free
    judge(judge_free)
