"""Find the program's data files: forms, lists, fonts, icons, and the user guide."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# An installed wheel and a frozen build carry the folder inside the package; a checkout has it beside.
_INSTALLED = (_PACKAGE / "_resources").is_dir()
_ROOT = _PACKAGE / "_resources" if _INSTALLED else _PACKAGE.parent / "resources"
_GUIDE = _ROOT / "guide" if _INSTALLED else _PACKAGE.parent / "docs" / "user-guide"


def resource(*parts: str) -> Path:
    """Return the path of one data file or folder, the same way in a checkout, a wheel and a frozen build."""
    return _ROOT.joinpath(*parts)


def guide() -> Path:
    """Return the folder of the user guide."""
    return _GUIDE


def read_text(*parts: str) -> str:
    """Return the text of one data file (UTF-8)."""
    return resource(*parts).read_text(encoding="utf-8")
