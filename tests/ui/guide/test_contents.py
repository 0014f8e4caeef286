"""The user guide keeps its word: every link leads somewhere, every picture is there, every button has that name."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImageReader
from pytestqt.qtbot import QtBot

from spoc_desk import errors
from spoc_desk.resources import guide
from spoc_desk_ui.actions import FIXED, place_acts
from spoc_desk_ui.case_parts import CASE_PARTS
from spoc_desk_ui.desk import PLACES
from spoc_desk_ui.guide.contents import FIRST, PAGES, ids_for, link_for, read_page, slug, title_of
from spoc_desk_ui.guide.reader import GuideReader
from spoc_desk_ui.guide.typesetting import blocks
from spoc_desk_ui.pages.settings import SECTIONS
from spoc_desk_ui.parts.exchange_bar import ACTS
from spoc_desk_ui.theme import Look, Theme

ROOT = Path(__file__).resolve().parents[3]
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
KEY = re.compile(r"[A-Z]|F\d+|(Ctrl|Alt|Shift)\+\S+")
LARGEST, MOST, BYTES = (1366, 768), 27, 150_000


def sections(page: str) -> set[str]:
    return {slug(line.lstrip("# ")) for line in read_page(page).splitlines() if line.startswith("##")}


def leads_somewhere(page: str, link: str) -> bool:
    target, _, section = link.partition("#")
    name = target.removesuffix(".md") or page
    return name in PAGES and (not section or section in sections(name))


def test_every_page_of_the_folder_is_in_the_contents() -> None:
    assert {path.stem for path in guide().glob("*.md")} == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_page_and_a_section(page: str) -> None:
    assert [link for link in LINK.findall(read_page(page)) if not leads_somewhere(page, link)] == []


def test_every_place_of_the_window_has_its_page() -> None:
    places = [place.name for place in PLACES if place.name not in ("case", "help")]
    parts = [f"case/{part.key}/{way}" for part in CASE_PARTS for way in ("arrival", "departure")]
    links = {topic: link_for(topic) for topic in [*places, *parts, *(f"settings/{each.key}" for each in SECTIONS)]}
    assert [
        topic for topic, link in links.items() if not leads_somewhere(FIRST, f"{link.replace('#', '.md#', 1)}")
    ] == []
    assert [topic for topic, link in links.items() if link == FIRST] == []
    assert link_for("help/") == FIRST


def test_the_direction_of_a_case_chooses_its_page() -> None:
    assert ids_for("case/what_now/arrival") == {"page": "arrival"}
    assert ids_for("case/what_now/departure") == {"page": "departure"}


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_is_there_and_says_what_it_shows(page: str) -> None:
    for words, name in PICTURE.findall(read_page(page)):
        assert words
        assert (guide() / name).is_file(), name


def test_every_picture_is_shown_and_small() -> None:
    shown = {name for page in PAGES for _, name in PICTURE.findall(read_page(page))}
    kept = sorted((guide() / "images").glob("*.png"))
    assert {f"images/{path.name}" for path in kept if not path.name.startswith("readme-")} == shown
    assert len(kept) <= MOST
    for path in kept:
        assert QImageReader(str(path)).size().toTuple() == LARGEST
        assert path.stat().st_size < BYTES, path.name


def words_of_the_program() -> Iterator[str]:
    """Return every text that the program's own files hold and the window or the paper can show."""
    for path in (*ROOT.glob("ui/spoc_desk_ui/**/*.py"), *ROOT.glob("spoc_desk/**/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
        for each in ast.walk(tree):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in docstrings:
                yield each.value
    for path in (*ROOT.glob("resources/forms/*.toml"), *ROOT.glob("resources/profile/*.toml")):
        yield from texts_in(tomllib.loads(path.read_text(encoding="utf-8")))


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def as_on_a_button(words: str) -> str:
    without_key = re.sub(r"  [A-Z]$", "", words.replace("&", ""))
    return " ".join(without_key.split()).rstrip("….:")


def test_every_word_in_bold_stands_in_the_window() -> None:
    known = {as_on_a_button(words) for words in words_of_the_program()}
    lines = [line for page in PAGES for line in read_page(page).splitlines() if not line.startswith(">")]
    bold = {words for line in lines for words in BOLD.findall(line) if not KEY.fullmatch(words)}
    assert len(bold) > 60
    assert sorted(words for words in bold if as_on_a_button(words) not in known) == []


def rows_of(page: str, heading: str) -> list[tuple[str, ...]]:
    part = read_page(page).split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines[1:]]


def test_the_table_of_keys_is_the_programs_own() -> None:
    acts = (*FIXED, *place_acts(PLACES))
    keys = {(act.shortcut, act.text.replace("&", "")) for act in acts if act.shortcut}
    assert set(rows_of("keyboard", "Everywhere")) == keys


def test_the_keys_of_the_register_are_told() -> None:
    told = {(key[0], words) for key, words in rows_of("keyboard", "In the exchange register")}
    assert {(key, words) for _, words, key, _ in ACTS} <= told


def test_every_sentence_about_the_vault_and_the_machine_is_explained() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, errors.VaultTrouble | errors.MachineTrouble | errors.WrongPassword)
        and kind not in (errors.VaultTrouble, errors.MachineTrouble)
    ]
    explained = {row[0] for row in rows_of("keys-and-locks", "What the sentences mean")}
    first = {kind.__name__: f"{(kind.__doc__ or '').split('. ')[0].rstrip('.')}." for kind in kinds}
    short = {name: sentence for name, sentence in first.items() if sentence not in explained}
    # What these two say is met before a vault is opened, beside the place that caused it.
    assert set(short) == {"NotAVault", "AlreadyExists"}


def test_a_page_begins_with_its_heading() -> None:
    assert title_of(FIRST) == "Start here"
    assert all(title_of(page) for page in PAGES)


class TestReader:
    @pytest.fixture
    def reader(self, tmp_path: Path, theme: Theme, qtbot: QtBot) -> GuideReader:
        (tmp_path / "outside.png").write_bytes((guide() / "images" / "09-unlock.png").read_bytes())
        folder = tmp_path / "guide"
        folder.mkdir()
        (folder / "two.md").write_text("# Two\n\n## A part\n\nwords\n", encoding="utf-8")
        (folder / "one.md").write_text(
            "# One\n\n[next](two.md#a-part) [away](https://example.org/x) https://example.com/y "
            "[file](file:///etc/hosts) [up](../outside.md)\n\n![out](../outside.png)\n",
            encoding="utf-8",
        )
        made = GuideReader(folder)
        qtbot.addWidget(made)
        made.resize(900, 600)
        made.show_page("one")
        return made

    @staticmethod
    def _links(reader: GuideReader) -> list[str]:
        found: list[str] = []
        for block in blocks(reader.document()):
            each = block.begin()
            while not each.atEnd():
                if each.fragment().charFormat().isAnchor():
                    found.append(each.fragment().charFormat().anchorHref())
                each += 1
        return found

    def test_only_links_of_the_guide_can_be_followed(self, reader: GuideReader) -> None:
        assert self._links(reader) == ["two.md#a-part"]

    def test_a_link_to_elsewhere_is_plain_text(self, reader: GuideReader) -> None:
        said = reader.toPlainText()
        assert "away (https://example.org/x)" in said
        assert "https://example.com/y" in said

    def test_a_picture_outside_the_folder_is_not_read(self, reader: GuideReader) -> None:
        assert reader.loadResource(2, "../outside.png") is None
        assert reader.loadResource(2, "https://example.org/x.png") is None

    def test_tab_and_enter_follow_a_link(self, reader: GuideReader, qtbot: QtBot) -> None:
        with qtbot.waitActive(reader):
            reader.show()
            reader.activateWindow()
        reader.setFocus()
        qtbot.keyClick(reader, Qt.Key.Key_Tab)
        with qtbot.waitSignal(reader.followed) as followed:
            qtbot.keyClick(reader, Qt.Key.Key_Return)
        assert followed.args == ["two", "a-part"]

    @pytest.mark.parametrize("look", list(Look))
    @pytest.mark.parametrize("percent", [100, 200])
    def test_nothing_is_wider_than_the_window(self, look: Look, percent: int, theme: Theme, qtbot: QtBot) -> None:
        theme.use(look)
        theme.set_percent(percent)
        made = GuideReader()
        qtbot.addWidget(made)
        made.resize(660, 600)  # what is left beside rail and contents at 200 %
        made.show()
        for page in PAGES:
            made.show_page(page)
            assert made.document().idealWidth() <= made.viewport().width(), page
        theme.use(Look.LIGHT)
        theme.set_percent(100)

    def test_every_link_and_picture_is_drawn(self, theme: Theme, qtbot: QtBot) -> None:
        made = GuideReader()
        qtbot.addWidget(made)
        made.resize(900, 600)
        for page in PAGES:
            made.show_page(page)
            assert sorted(self._links(made)) == sorted(LINK.findall(read_page(page)))
            for _, name in PICTURE.findall(read_page(page)):
                picture = made.loadResource(2, name)
                assert picture is not None
                assert not picture.isNull()  # type: ignore[attr-defined]
