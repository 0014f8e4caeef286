"""Reading web pages and HTML mails: what is seen, what is hidden, and what stands in the code."""

import base64

import pytest

from spoc_desk.sanitise.readers import html
from spoc_desk.sanitise.readers.unit import Found, Shape
from tests.sanitise.readers.make_package import channels_of, found, units, unscannable

PAGE = f"""<!DOCTYPE html PUBLIC "Doctypecanary"><html><head><title>Titlecanary</title>
<meta name="keywords" content="Metacanary"><base href="https://basecanary.example/">
<style>/* Stylecanary */ .gone {{ display: none }} #away {{visibility:hidden}} p.x {{color:red}}</style>
<script>var x = "Scriptcanary";</script></head><body bgcolor="#ffffff">
<h2>Headingcanary</h2><p>Split<b>can</b><span>ary</span>&amp;more<br>line two</p>
<ul><li>Itemcanary</li><li><p>Seconditemcanary</p></li></ul>
<div style="display:none">Hiddencanary<span>Hiddeninnercanary</span></div><p class="gone">Classcanary</p>
<p id="away">Idcanary</p><p hidden>Attributecanary</p><p style="COLOR: White">Whitecanary</p>
<div style="background:#000080"><p style="color:#fff">Whiteonbluecanary</p></div>
<p style="font-size:1px">Tinycanary</p><p><font color="#FFFFFF">Fontwhitecanary</font></p>
<img src="https://imagecanary.example/x.png" alt="Altcanary" title="Imagetitlecanary">
<img src="data:image/png;base64,{base64.b64encode(b"PNG Datacanary" * 5).decode()}">
<a href="mailto:linkcanary@x.example">word</a><input type="hidden" value="Hiddenvaluecanary">
<input type="text" value="Inputcanary" placeholder="Placeholdercanary"><textarea>Areacanary</textarea>
<table><tr><th>Name</th><th>Town</th></tr><tr><td>Ann</td><td>Tablecanary<br>two</td></tr></table>
<table><tr><td><table><tr><td>Layoutcanary</td></tr></table></td></tr></table>
<noscript>Noscriptcanary</noscript><template>Templatecanary</template>
<p data-place="Datasetcanary" onclick="go('Onclickcanary')" class="Classnamecanary">end</p>
<!-- Commentcanary --><!--[if mso]><p>Condi<b>tional</b>canary</p><![endif]--></body></html> Aftercanary"""

CANARIES: dict[str, tuple[str, bool]] = {
    "Doctypecanary": ("html-comment", False),
    "Titlecanary": ("html-title", False),
    "keywords: Metacanary": ("html-meta", False),
    "basecanary": ("html-link", False),
    "Stylecanary": ("html-style", False),
    "Scriptcanary": ("html-script", False),
    "Headingcanary": ("html-text", True),
    "Splitcanary&more\nline two": ("html-text", True),
    "Itemcanary": ("html-text", True),
    "Seconditemcanary": ("html-text", True),
    "HiddencanaryHiddeninnercanary": ("html-hidden", False),
    "Classcanary": ("html-hidden", False),
    "Idcanary": ("html-hidden", False),
    "Attributecanary": ("html-hidden", False),
    "Whitecanary": ("html-white-text", False),
    "Whiteonbluecanary": ("html-text", True),
    "Tinycanary": ("html-tiny-text", False),
    "Fontwhitecanary": ("html-white-text", False),
    "imagecanary": ("html-link", False),
    "Altcanary": ("html-alt", False),
    "Imagetitlecanary": ("html-alt", False),
    "Datacanary": ("inside", False),
    "linkcanary": ("html-link", False),
    "Hiddenvaluecanary": ("html-hidden", False),
    "Placeholdercanary": ("html-alt", False),
    "Areacanary": ("html-text", True),
    "Ann\tTablecanary / two": ("html-table", True),
    "Layoutcanary": ("html-text", True),
    "Noscriptcanary": ("html-hidden", False),
    "Templatecanary": ("html-hidden", False),
    "Datasetcanary": ("html-attribute", False),
    "Onclickcanary": ("html-attribute", False),
    "Classnamecanary": ("html-attribute", False),
    "Commentcanary": ("html-comment", False),
    "Conditionalcanary": ("html-comment", False),
    "Aftercanary": ("html-text", True),
}


@pytest.fixture(scope="module")
def everything() -> list[Found]:
    return found(html.read, PAGE.encode())


@pytest.mark.parametrize(("canary", "expected"), CANARIES.items())
def test_every_place_is_read_under_its_channel(
    everything: list[Found], canary: str, expected: tuple[str, bool]
) -> None:
    if canary == "Conditionalcanary":
        stripped = [unit.text.replace(" ", "") for unit in units(everything) if unit.channel == expected[0]]
        assert any(canary in text for text in stripped)
    else:
        assert channels_of(canary, everything) == {expected}


def test_what_a_field_holds_is_seen(everything: list[Found]) -> None:
    assert ("html-text", True) in channels_of("Inputcanary", everything)


def test_headings_items_and_tables_keep_their_shape(everything: list[Found]) -> None:
    shapes = {unit.text: (unit.shape, unit.level) for unit in units(everything) if unit.shown}

    assert shapes["Headingcanary"] == (Shape.HEADING, 2)
    assert shapes["Itemcanary"] == shapes["Seconditemcanary"] == (Shape.ITEM, 0)
    assert shapes["Name\tTown\nAnn\tTablecanary / two"] == (Shape.TABLE, 0)


@pytest.mark.parametrize(
    "data",
    [
        "<p>Café Llŷn</p>".encode(),
        "<p>Café Llŷn</p>".encode("utf-16"),
        b"\xef\xbb\xbf" + "<p>Café Llŷn</p>".encode(),
        "<p>Café Llŷn</p>".encode("utf-16-le"),
        '<meta charset="iso-8859-14"><p>Café Llŷn</p>'.encode("iso-8859-14"),
    ],
    ids=["utf-8", "utf-16 marked", "utf-8 marked", "utf-16 bare", "declared"],
)
def test_letters_come_right_in_every_encoding(data: bytes) -> None:
    assert "Café Llŷn" in {unit.text for unit in units(found(html.read, data))}


def test_windows_letters_are_read_where_nothing_is_declared() -> None:
    assert units(found(html.read, b"<p>It\x92s caf\xe9</p>"))[0].text == "It’s café"


def test_a_text_that_follows_an_unclosed_element_is_still_seen() -> None:
    seen = units(found(html.read, b"<div style='display:none'><b>a</div></i><p>Visible here</p>"))

    assert [unit.text for unit in seen if unit.shown] == ["Visible here"]


def test_bytes_that_are_no_page_are_never_clean() -> None:
    assert unscannable(found(html.read, b"<p>\0\1\2\0\0\3abc\0\0\0"))


def test_a_hundred_thousand_open_elements_are_never_clean() -> None:
    seen = found(html.read, b"<div>" * 100_000 + b"Deepcanary")

    assert unscannable(seen)
    assert "Deepcanary" in " ".join(unit.text for unit in units(seen))
