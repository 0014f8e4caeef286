# ruff: noqa: E501 - the inside of such a file is easier to read unbroken
"""Slides with a leak in each of their places."""

from benchmarks.leaks.files.excel import small_workbook
from benchmarks.leaks.files.packing import PROPERTY_PLACES, content_types, packed, properties, relations
from benchmarks.leaks.files.pictures import jpeg_with_exif
from benchmarks.leaks.files.planting import Planter

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_NS = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KIND = "application/vnd.openxmlformats-officedocument.presentationml."


def pptx(planter: Planter) -> bytes:
    """Return the slides."""
    words = planter.words
    kinds = {
        "ppt/presentation.xml": "presentation.main",
        "ppt/slides/slide1.xml": "slide",
        "ppt/slides/slide2.xml": "slide",
    }
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types({name: f"{_KIND}{kind}+xml" for name, kind in kinds.items()}),
        "_rels/.rels": relations(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'{_HEAD}<p:presentation {_NS}><p:sldIdLst><p:sldId id="256" r:id="rId1"/><p:sldId id="257" r:id="rId2"/>'
        f'</p:sldIdLst><p:custShowLst><p:custShow name="{words("show-name")}" id="0"/></p:custShowLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(
            ("rId1", "slide", "slides/slide1.xml"), ("rId2", "slide", "slides/slide2.xml")
        ),
        "ppt/slides/slide1.xml": _slide(
            "sld", _box(words("slide"), words("alt-text")) + _box(words("off-slide"), "", at=-9_000_000)
        ),
        "ppt/slides/_rels/slide1.xml.rels": relations(
            ("rId1", "notesSlide", "../notesSlides/notesSlide1.xml"),
            ("rId2", "comments", "../comments/comment1.xml"),
            ("rId3", "hyperlink", f"https://www.{planter.name('link').lower()}.gov.uk/plan"),
        ),
        "ppt/slides/slide2.xml": _slide("sld", _box(words("hidden-slide"), "")).replace("<p:sld ", '<p:sld show="0" '),
        "ppt/notesSlides/notesSlide1.xml": _slide("notes", _box(words("notes"), "")),
        "ppt/slideMasters/slideMaster1.xml": _slide("sldMaster", _box(words("master"), "")),
        "ppt/slideLayouts/slideLayout1.xml": _slide("sldLayout", _box(words("layout"), "")),
        "ppt/handoutMasters/handoutMaster1.xml": _slide("handoutMaster", _box(words("handout"), "")),
        "ppt/comments/comment1.xml": f'{_HEAD}<p:cmLst {_NS}><p:cm authorId="0"><p:text>{words("comment")}</p:text></p:cm></p:cmLst>',
        "ppt/commentAuthors.xml": f'{_HEAD}<p:cmAuthorLst {_NS}><p:cmAuthor id="0" name="{words("comment-author")}" initials="A"/></p:cmAuthorLst>',
        "ppt/tags/tag1.xml": f'{_HEAD}<p:tagLst {_NS}><p:tag name="OFFICE" val="{words("tag")}"/></p:tagLst>',
        "ppt/diagrams/data1.xml": f'{_HEAD}<dgm:dataModel xmlns:dgm="x" {_NS}><a:t>{words("diagram")}</a:t></dgm:dataModel>',
        "ppt/embeddings/book.xlsx": small_workbook(words("embedded-workbook")),
        "ppt/media/image1.jpeg": jpeg_with_exif(words("picture-exif")),
    }
    parts.update(properties({place: words(f"property-{place}") for place in PROPERTY_PLACES}))
    return packed(parts)


def _slide(kind: str, boxes: str) -> str:
    return f"{_HEAD}<p:{kind} {_NS}><p:cSld><p:spTree>{boxes}</p:spTree></p:cSld></p:{kind}>"


def _box(words: str, alt: str, at: int = 0) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Box" descr="{alt}"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{at}" y="0"/>'
        f"</a:xfrm></p:spPr><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
