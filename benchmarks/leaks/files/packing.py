"""Zip packages put together from named parts, as office programs write them."""

import io
import zipfile
from collections.abc import Mapping

_MOMENT = (2024, 3, 4, 10, 0, 0)


def packed(parts: Mapping[str, str | bytes], comment: bytes = b"") -> bytes:
    """Return a zip file of the parts, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, _MOMENT), content, stored)
        package.comment = comment
    return buffer.getvalue()


def content_types(overrides: Mapping[str, str]) -> str:
    """Return [Content_Types].xml for the parts that have a type of their own."""
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        f"{rows}</Types>"
    )


def relations(*rows: tuple[str, str, str]) -> str:
    """Return a part of relations from (number, kind, target); a target with // or \\ is outside the file."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    items = ""
    for number, kind, target in rows:
        outside = ' TargetMode="External"' if "//" in target or "\\" in target else ""
        whole = kind if "/" in kind else base + kind
        items += f'<Relationship Id="{number}" Type="{whole}" Target="{target}"{outside}/>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def properties(planter_words: Mapping[str, str]) -> dict[str, str]:
    """Return docProps/core.xml, app.xml and custom.xml with these words in their places."""
    words = planter_words
    return {
        "docProps/core.xml": '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{words['title']}</dc:title><dc:creator>{words['creator']}</dc:creator>"
        f"<cp:keywords>{words['keywords']}</cp:keywords><dc:description>{words['description']}</dc:description>"
        f"<cp:lastModifiedBy>{words['saved-by']}</cp:lastModifiedBy></cp:coreProperties>",
        "docProps/app.xml": '<?xml version="1.0" encoding="UTF-8"?><Properties '
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Template>{words['template']}.dotm</Template><Manager>{words['manager']}</Manager>"
        f"<Company>{words['company']}</Company><HyperlinkBase>{words['link-base']}</HyperlinkBase></Properties>",
        "docProps/custom.xml": '<?xml version="1.0" encoding="UTF-8"?><Properties '
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="MSIP_Label_1_Name">'
        f"<vt:lpwstr>{words['custom']}</vt:lpwstr></property></Properties>",
    }


PROPERTY_PLACES = (
    "title", "creator", "keywords", "description", "saved-by", "template", "manager", "company", "link-base", "custom",
)  # fmt: skip
