# ruff: noqa: E501 - the inside of such a file is easier to read unbroken
"""Rich text, web pages, plain texts and tables, and archives, with a leak in each of their places."""

import base64
import io
import urllib.parse
import zipfile

from benchmarks.leaks.files.excel import small_workbook
from benchmarks.leaks.files.pictures import jpeg_with_exif
from benchmarks.leaks.files.planting import Planter


def rtf(planter: Planter) -> bytes:
    """Return a rich text."""
    words = planter.words
    signs = "".join(f"\\u{ord(one)}?" for one in words("unicode-escapes"))
    hexed = "".join(f"\\'{ord(one):02x}" for one in words("hex-escapes"))
    parts = [
        r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}{\f1 "
        + words("font-name")
        + ";}}{\\colortbl;\\red255\\green255\\blue255;}",
        r"{\stylesheet{\s1 " + words("style-name") + ";}}",
        r"{\info{\title "
        + words("title")
        + r"}{\author "
        + words("author")
        + r"}{\company "
        + words("company")
        + r"}{\operator "
        + words("operator")
        + r"}{\doccomm "
        + words("remark")
        + "}}",
        r"{\*\userprops{\propname Office}\proptype30{\staticval " + words("user-property") + "}}",
        r"{\*\revtbl{" + words("reviser") + ";}}{\\*\\docvar{office}{" + words("variable") + "}}",
        r"{\*\template S:\\" + planter.name("template") + r"\\cp.dot}",
        r"{\*\xmlnstbl{\xmlns1 " + words("namespace") + "}}",
        r"{\header " + words("header") + r"\par}{\footer " + words("footer") + r"\par}",
        r"\pard Notes of a visit. " + words("body") + r"\par " + signs + r"\par " + hexed + r"\par",
        r"{\v "
        + words("hidden")
        + r"}{\cf1 "
        + words("white")
        + r"}{\deleted "
        + words("deleted")
        + r"}{\fs1 "
        + words("tiny")
        + "}",
        r"{\footnote " + words("footnote") + "}",
        r"{\*\atnid A}{\*\atnauthor " + words("comment-author") + r"}{\*\annotation " + words("comment") + "}",
        r"{\*\bkmkstart to_" + planter.name("bookmark") + r"}{\*\bkmkend to_x}",
        r'{\field{\*\fldinst HYPERLINK "https://www.' + planter.name("link").lower() + r'.gov.uk/x"}{\fldrslt here}}',
        r"{\object\objemb{\*\objdata 0105000002000000" + words("embedded-object").encode("utf-16-le").hex() + "}}",
        r"{\pict\jpegblip " + jpeg_with_exif(words("picture-exif")).hex() + "}",
        r"{\*\odd " + words("unknown-group") + "}",
    ]
    return ("\n".join(parts) + "}").encode("latin-1") + planter.words("after-the-end").encode()


def html(planter: Planter) -> bytes:
    """Return a web page."""
    words = planter.words
    encoded = "".join(f"&#{ord(one)};" for one in words("entities"))
    data = base64.b64encode(words("data-uri").encode()).decode()
    return f"""<!DOCTYPE html><html><head><title>{words("title")}</title><meta name="author" content="{words("meta")}">
<style>.x::after {{ content: "{words("style")}"; }}</style><script>var office = "{words("script")}";</script>
<script type="application/ld+json">{{"addressLocality": "{words("linked-data")}"}}</script>
<link rel="x" href="https://www.{planter.name("head-link").lower()}.gov.uk/x.css"></head><body class="{words("class")}">
<p>Notes of a visit.</p><p>{words("body")}</p><!-- {words("comment")} --><p hidden>{words("hidden")}</p>
<p style="color:#fff;background:#fff">{words("white")}</p><img alt="{words("alt")}" title="{words("tooltip")}" src="data:text/plain;base64,{data}">
<a href="https://example.org/{urllib.parse.quote(words("link"))}">here</a><input type="hidden" value="{words("form-value")}">
<div data-office="{words("data-attribute")}">x</div><noscript>{words("noscript")}</noscript><template><p>{words("template")}</p></template>
<svg><text>{words("drawing")}</text><desc>{words("drawing-description")}</desc></svg><p>{encoded}</p>
<table><tr><th>Town</th></tr><tr><td>{words("table")}</td></tr></table></body></html>{words("after-the-end")}""".encode()


def text_utf16(planter: Planter) -> bytes:
    """Return a text in UTF-16, as notepads of old wrote it."""
    return f"Visit notes\r\n{planter.words('line')}\r\nCalled from {planter.words('second-line')}\r\n".encode("utf-16")


def table_csv(planter: Planter) -> bytes:
    """Return a table in Windows letters."""
    rows = [
        "Name;Town;Note",
        f'"Child A";{planter.name("town-column")};"{planter.words("quoted-cell")}"',
        f";;{planter.words('late-cell')}",
    ]
    return ("\r\n".join(rows) + "\r\nCafé;;é\r\n").encode("cp1252")


def archive(planter: Planter) -> bytes:
    """Return an archive with an archive in it."""
    words = planter.words
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("notes.txt", words("inner-text"))
        package.writestr(f"{planter.name('inner-member-name')} school.txt", "x")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as package:
        named = zipfile.ZipInfo(f"from {planter.name('folder-name')}/notes.txt")
        named.comment = words("member-comment").encode()
        extra = words("extra-field").encode()
        named.extra = b"\x99\x99" + len(extra).to_bytes(2, "little") + extra
        package.writestr(named, words("member-text"))
        package.writestr("inner.zip", inner.getvalue())
        package.writestr("roll.xlsx", small_workbook(words("inner-workbook")))
        package.writestr("photo.jpg", jpeg_with_exif(words("inner-picture")))
        package.comment = words("archive-comment").encode()
    return words("before-the-start").encode() + outer.getvalue()
