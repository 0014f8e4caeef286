"""The words of RTF (specification 1.9.1) that its reader goes by: destinations, signs and code pages."""

# Group destinations whose text stands apart from the running text -> its channel.
DESTINATIONS: dict[str, str] = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "rtf-header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "rtf-header"),
    "footnote": "rtf-footnote",
    **dict.fromkeys(("shptxt", "dptxbxtext"), "rtf-text-box"),
    "annotation": "rtf-comment",
    **dict.fromkeys(("atnid", "atnauthor", "atnref", "atntime", "atndate", "atnparent"), "rtf-comment-author"),
    "revtbl": "rtf-revision-author",
    "fldinst": "rtf-field-code",
    "datafield": "rtf-field-code",
    **dict.fromkeys(("bkmkstart", "bkmkend", "atrfstart", "atrfend"), "rtf-bookmark"),
    **dict.fromkeys(
        ("info", "title", "subject", "author", "manager", "company", "operator", "category", "keywords", "comment"),
        "rtf-info",
    ),
    **dict.fromkeys(("doccomm", "hlinkbase", "userprops", "propname", "staticval", "linkval", "generator"), "rtf-info"),
    "fonttbl": "rtf-font",
    "colortbl": "rtf-other",
    "stylesheet": "rtf-style",
    **dict.fromkeys(
        ("listtable", "listoverridetable", "listname", "listtext", "pntext", "pntxta", "pntxtb"), "rtf-list"
    ),
    **dict.fromkeys(("sn", "sv", "shpinst", "sp", "picprop"), "rtf-shape"),
    **dict.fromkeys(("objclass", "objname", "objalias", "objsect", "objtopic", "objitem"), "rtf-object"),
    "docvar": "rtf-variable",
    "template": "rtf-template",
    **dict.fromkeys(("filetbl", "file"), "rtf-linked-file"),
    "mailmerge": "rtf-mail-merge",
    **dict.fromkeys(
        ("formfield", "ffname", "ffdeftext", "ffhelptext", "ffstattext", "ffl", "ffformat"), "rtf-form-field"
    ),
    **dict.fromkeys(("htmltag", "mhtmltag"), "rtf-html"),
    **dict.fromkeys(("xmlopen", "xmlname", "xmlattrname", "xmlattrvalue", "xmlnstbl"), "rtf-other"),
    **dict.fromkeys(("latentstyles", "lsdlockedexcept", "rsidtbl", "pgptbl", "xe", "tc", "private"), "rtf-other"),
}
SEEN = {"rtf-header", "rtf-footnote", "rtf-text-box", "rtf-text"}

# Destinations that hold a file written in hexadecimal digits -> what it is to the reviewer.
FILES: dict[str, str] = {
    "pict": "Picture",
    "objdata": "Object",
    "themedata": "Theme",
    "colorschememapping": "Colour scheme",
    "datastore": "Data stored with the text",
    "fontfile": "Font",
    "fontemb": "Font",
    "blipuid": "Picture",
    "passwordhash": "Password",
    "oleclsid": "Object",
    "svb": "Shape",
}
# Groups that change nothing of where their text goes.
TRANSPARENT = {
    *(
        "shppict",
        "nonshppict",
        "object",
        "result",
        "field",
        "fldrslt",
        "shp",
        "shprslt",
        "do",
        "upr",
        "ud",
        "nesttableprops",
    ),
    *("pn", "pnseclvl", "stylegroup", "bkmkpub", "hl", "mmathpict", "rtf"),
}
# Of two versions of one thing, the one kept for old programs is not shown.
OLD_COPIES = {"nonshppict", "shprslt"}

SIGNS: dict[str, str] = {
    "line": "\n",
    "softline": "\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    **dict.fromkeys(("emspace", "enspace", "qmspace"), " "),
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "zwnbo": "\ufeff",
}
SYMBOLS: dict[str, str] = {"~": "\xa0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\n": "", "\r": "", "\t": "\t"}
PARAGRAPH_ENDS = {"par", "sect", "page", "column"}

# Font character sets (fcharset) -> code page.
CHARSETS: dict[int, str] = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    255: "cp437",
}  # fmt: skip


def code_page(untrusted_number: int) -> str:
    """Return the encoding of a code page number (ansicpg); Windows letters where Python knows none."""
    if untrusted_number == 65001:
        return "utf-8"
    try:
        b"".decode(f"cp{untrusted_number}")
    except LookupError:
        return "cp1252"
    return f"cp{untrusted_number}"
