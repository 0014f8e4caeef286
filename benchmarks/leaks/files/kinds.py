"""The kinds of file that are made: name of the kind, its ending, its maker."""

from collections.abc import Callable

from benchmarks.leaks.files.excel import xlsx
from benchmarks.leaks.files.mail import eml
from benchmarks.leaks.files.opendocument import ods, odt
from benchmarks.leaks.files.outlook import msg
from benchmarks.leaks.files.pdf import pdf
from benchmarks.leaks.files.pictures import jpeg, png, tiff
from benchmarks.leaks.files.plain import archive, html, rtf, table_csv, text_utf16
from benchmarks.leaks.files.planting import Planter
from benchmarks.leaks.files.slides import pptx
from benchmarks.leaks.files.word import docx

KINDS: dict[str, Callable[[Planter], bytes]] = {
    "docx": docx,
    "xlsx": xlsx,
    "pptx": pptx,
    "odt": odt,
    "ods": ods,
    "pdf": pdf,
    "eml": eml,
    "msg": msg,
    "rtf": rtf,
    "html": html,
    "jpg": jpeg,
    "png": png,
    "tif": tiff,
    "txt": text_utf16,
    "csv": table_csv,
    "zip": archive,
}
