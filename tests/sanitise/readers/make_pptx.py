"""Slides made by hand with a canary at every place where text can stand."""

from tests.sanitise.readers.make_package import R, content_types, packed, relations

SPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="' + R + '"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def paragraphs(*texts: str) -> str:
    """Return paragraphs; a stroke in a text starts a new run."""
    return "".join(
        "<a:p>" + "".join(f"<a:r><a:t>{run}</a:t></a:r>" for run in text.split("|")) + "</a:p>" for text in texts
    )


def shape(*texts: str, kind: str = "", attributes: str = "") -> str:
    """Return a shape with paragraphs."""
    placeholder = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x" {attributes}/>{placeholder}</p:nvSpPr>'
        f"<p:txBody>{paragraphs(*texts)}</p:txBody></p:sp>"
    )


def slide(*shapes: str, root: str = "sld", attributes: str = "", after: str = "") -> str:
    """Return a slide."""
    inside = f"<p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld>{after}"
    return f"<p:{root} {SPACES} {attributes}>{inside}</p:{root}>"


TABLE = (
    "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody>"
    + paragraphs("Town")
    + "</a:txBody></a:tc><a:tc><a:txBody>"
    + paragraphs("Table|canary")
    + "</a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
)

PARTS: dict[str, bytes | str] = {
    "[Content_Types].xml": content_types(),
    "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")),
    "docProps/app.xml": "<P><Company>Companycanary</Company></P>",
    "ppt/presentation.xml": f"<p:presentation {SPACES}><p:sldIdLst><p:sldId id='2' r:id='rId2'/>"
    f"<p:sldId id='1' r:id='rId1'/>"
    "</p:sldIdLst><p:custShowLst><p:custShow name='Showcanary'/></p:custShowLst><p:extLst>"
    "<p14:section xmlns:p14='p14'"
    " name='Sectioncanary'/></p:extLst></p:presentation>",
    "ppt/_rels/presentation.xml.rels": relations(
        ("slide", "slides/slide1.xml"),
        ("slide", "slides/slide2.xml"),
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("commentAuthors", "commentAuthors.xml"),
        ("tags", "tags/tag1.xml"),
        ("presProps", "presProps.xml"),
    ),
    "ppt/slides/slide1.xml": slide(
        shape("Title|canary", kind="title"),
        shape("Bodycanary", "Second", kind="body"),
        shape("Shapecanary", attributes='descr="Altcanary" title="Alttitlecanary"'),
        "<p:grpSp>" + shape("Groupcanary") + "</p:grpSp>",
        shape("Hiddenshapecanary", attributes='hidden="1"'),
        "<p:sp><p:txBody><a:p><a:r><a:rPr sz='100'/><a:t>Tinycanary</a:t></a:r></a:p></p:txBody></p:sp>",
        "<mc:AlternateContent><mc:Fallback>" + shape("Fallbackcanary") + "</mc:Fallback></mc:AlternateContent>",
        TABLE,
        "Straycanary",
        after="<p:timing><p:videoFile name='Videocanary'/></p:timing><!-- Remarkcanary -->",
    ),
    "ppt/slides/slide2.xml": slide(shape("Hiddenslidecanary"), attributes='show="0"'),
    "ppt/slides/_rels/slide1.xml.rels": relations(
        ("notesSlide", "../notesSlides/notesSlide1.xml"),
        ("slideLayout", "../slideLayouts/slideLayout1.xml"),
        ("comments", "../comments/comment1.xml"),
        ("image", "../media/image1.jpeg"),
        ("video", "file:///C:/Videopathcanary.mp4", "External"),
        ("hyperlink", "https://slidelinkcanary.example", "External"),
        ("oleObject", "../embeddings/oleObject1.bin"),
    ),
    "ppt/notesSlides/notesSlide1.xml": slide(shape("Notescanary"), root="notes"),
    "ppt/slideLayouts/slideLayout1.xml": slide(
        shape("Layoutcanary"), shape("Promptcanary", kind="body"), root="sldLayout"
    ),
    "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(("slideMaster", "../slideMasters/slideMaster1.xml")),
    "ppt/slideMasters/slideMaster1.xml": slide(shape("Mastercanary"), root="sldMaster"),
    "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(("slideLayout", "../slideLayouts/slideLayout2.xml")),
    "ppt/slideLayouts/slideLayout2.xml": slide(shape("Unusedlayoutcanary"), root="sldLayout"),
    "ppt/comments/comment1.xml": f"<p:cmLst {SPACES}><p:cm><p:text>Commentcanary</p:text></p:cm></p:cmLst>",
    "ppt/commentAuthors.xml": f"<p:cmAuthorLst {SPACES}><p:cmAuthor name='Authorcanary' initials='Initialscanary'/>"
    "</p:cmAuthorLst>",
    "ppt/tags/tag1.xml": f"<p:tagLst {SPACES}><p:tag name='TAGNAMECANARY' val='Tagcanary'/></p:tagLst>",
    "ppt/presProps.xml": f"<p:presentationPr {SPACES} x='Settingcanary'/>",
    "ppt/media/image1.jpeg": b"\xff\xd8 Imagecanary",
    "ppt/embeddings/oleObject1.bin": b"\xd0\xcf Objectcanary",
}

# canary -> channel and whether a person sees it
CANARIES: dict[str, tuple[str, bool]] = {
    "Titlecanary": ("pptx-slide", True),
    "Bodycanary": ("pptx-slide", True),
    "Shapecanary": ("pptx-slide", True),
    "Groupcanary": ("pptx-slide", True),
    "Altcanary": ("office-alt-text", False),
    "Alttitlecanary": ("office-alt-text", False),
    "Hiddenshapecanary": ("pptx-slide", False),
    "Tinycanary": ("pptx-slide", False),
    "Fallbackcanary": ("pptx-slide", False),
    "Town\tTablecanary": ("pptx-table", True),
    "Straycanary": ("pptx-other", False),
    "Videocanary": ("pptx-media", False),
    "Remarkcanary": ("xml-comment", False),
    "Hiddenslidecanary": ("pptx-hidden-slide", False),
    "Notescanary": ("pptx-notes", False),
    "Layoutcanary": ("pptx-master", True),
    "Promptcanary": ("pptx-master", False),
    "Mastercanary": ("pptx-master", True),
    "Unusedlayoutcanary": ("pptx-master", False),
    "Commentcanary": ("pptx-comment", False),
    "Authorcanary": ("pptx-comment-author", False),
    "Initialscanary": ("pptx-comment-author", False),
    "TAGNAMECANARY": ("pptx-tag", False),
    "Tagcanary": ("pptx-tag", False),
    "Showcanary": ("pptx-section", False),
    "Sectioncanary": ("pptx-section", False),
    "Settingcanary": ("pptx-setting", False),
    "Companycanary": ("office-app-property", False),
    "slidelinkcanary": ("office-link", False),
    "Videopathcanary": ("office-linked-file", False),
    "Imagecanary": ("inside", False),
    "Objectcanary": ("inside", False),
}


def full_pptx() -> bytes:
    """Return slides with all the canaries."""
    return packed(PARTS)
