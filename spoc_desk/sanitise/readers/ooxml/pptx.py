"""Reads PowerPoint files: the slides in their order, the notes below them, and every other part."""

from collections.abc import Iterable, Iterator

from spoc_desk.sanitise.readers.ooxml.drawing_text import P, Slide, SlidePlace
from spoc_desk.sanitise.readers.ooxml.office_package import OfficePackage, relation_id
from spoc_desk.sanitise.readers.ooxml.office_parts import NAMES as OFFICE_NAMES
from spoc_desk.sanitise.readers.ooxml.office_parts import broken_part, rest
from spoc_desk.sanitise.readers.ooxml.part_sweep import TEXT, Names, kind, sweep_attributes, units
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable
from spoc_desk.sanitise.readers.xml_parts import as_utf8

NAMES: Names = {
    ("cmAuthor", ""): "pptx-comment-author",
    ("author", ""): "pptx-comment-author",
    ("section", "name"): "pptx-section",
    ("custShow", "name"): "pptx-section",
    ("tag", ""): "pptx-tag",
    ("text", TEXT): "pptx-comment",
    ("videoFile", ""): "pptx-media",
    ("audioFile", ""): "pptx-media",
    ("wavAudioFile", ""): "pptx-media",
    ("hlinkClick", ""): "office-link",
    ("hlinkHover", ""): "office-link",
    ("control", ""): "office-control",
    ("oleObj", ""): "office-alt-text",
}

KINDS = (
    kind(r"ppt/presentation\.xml", "pptx-setting"),
    kind(r"ppt/(comments?|comments/.*|comment.*\.xml)", "pptx-comment"),
    kind(r"ppt/(commentauthors|authors)\.xml", "pptx-comment-author"),
    kind(r"ppt/tags/.*", "pptx-tag"),
    kind(r"ppt/(presprops|viewprops)\.xml|ppt/(changesinfos|revisioninfo).*", "pptx-setting"),
)

_BEHIND = ("slideLayout", "slideMaster", "notesMaster", "handoutMaster")


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything found in a PowerPoint file."""
    office = OfficePackage(data, scope.budget)
    main = office.main_part() or "ppt/presentation.xml"
    slides = _slides(office, main)
    if not slides:
        yield Unscannable("pptx-slide", "The list of slides is missing from this file, or empty.", main)
    behind: dict[str, None] = {}
    for number, name in enumerate(slides, 1):
        yield from _slide(office, name, f"Slide {number}")
        for part in office.related(name, "notesSlide"):
            place = SlidePlace("pptx-notes", f"Notes of slide {number}", shown=False)
            yield from _one(office, part, place)
        behind |= dict.fromkeys(office.related(name, "slideLayout"))
    behind |= dict.fromkeys(part for name in list(behind) for part in office.related(name, "slideMaster"))
    for part in behind:
        yield from _one(office, part, SlidePlace("pptx-master", "Slide design", placeholders_shown=False))
    for name in [main, *office.related(main, "slideMaster")]:
        for part in (part for kind_of_part in _BEHIND for part in office.related(name, kind_of_part)):
            yield from _one(office, part, SlidePlace("pptx-master", "Unused slide design", shown=False))
    yield from rest(office, scope, KINDS, NAMES)


def _slides(office: OfficePackage, main: str) -> list[str]:
    """Return the slides in their order; those the list leaves out come last."""
    targets = {relation.number: relation.target for relation in office.relations(main) if relation.kind == "slide"}
    tree = office.tree(main)
    listed = [] if tree is None else [relation_id(element) for element in tree.iter(f"{P}sldId")]
    return list(dict.fromkeys([*(targets[number] for number in listed if number in targets), *targets.values()]))


def _slide(office: OfficePackage, name: str, part: str) -> Iterator[Found]:
    tree = office.tree(name)
    if tree is not None and tree.get("show") in {"0", "false"}:
        yield from _one(office, name, SlidePlace("pptx-hidden-slide", part, shown=False))
    else:
        yield from _one(office, name, SlidePlace("pptx-slide", part))


def _one(office: OfficePackage, name: str, place: SlidePlace) -> Iterator[Found]:
    if office.is_done(name):
        return
    data = as_utf8(office.take(name))
    slide = Slide(data, place, office.budget)
    yield from slide.read() if place.channel != "pptx-master" else _together(slide.read())
    if slide.broken:
        yield from broken_part(data, place.part, slide.broken)
    yield from sweep_attributes(data, place.part, "office-attribute", {**OFFICE_NAMES, **NAMES})


def _together(items: Iterable[Found]) -> Iterator[Found]:
    """Yield what a design shows as it is, and its many small texts that nobody sees as one."""
    lines: list[str] = []
    place = ""
    for found in items:
        if isinstance(found, Unit) and not found.shown and found.channel == "pptx-master":
            lines.append(found.text)
            place = found.part
        else:
            yield found
    yield from units(lines, "pptx-master", place)
