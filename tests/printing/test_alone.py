"""Printing stands alone: what it needs is passed in."""

import subprocess
import sys
from pathlib import Path

import spoc_desk.printing

FOLDER = Path(spoc_desk.printing.__file__).parent
MODULES = sorted(
    ".".join(("spoc_desk", "printing", *path.relative_to(FOLDER).with_suffix("").parts))
    for path in FOLDER.rglob("*.py")
    if path.stem != "__init__"
)


def test_every_module_loads_without_the_vault_the_scanner_or_a_window():
    code = (
        f"import importlib, sys; [importlib.import_module(name) for name in {MODULES!r}]; "
        "rooms = ('spoc_desk.vault', 'spoc_desk.sanitise', 'spoc_desk.casework', 'sqlcipher3', 'PySide6'); "
        "bad = [name for name in sys.modules if name.startswith(rooms)]; sys.exit(', '.join(bad) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=FOLDER.parents[1], check=False
    )
    assert done.returncode == 0, done.stderr
