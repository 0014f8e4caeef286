"""The core works where Qt does not exist: the third net, after ruff and import-linter."""

import subprocess
import sys

START = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("there is no Qt here")

sys.meta_path.insert(0, NoQt())
"""

IMPORT_ALL = """
import spoc_desk
names = [module.name for module in pkgutil.walk_packages(spoc_desk.__path__, "spoc_desk.")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
print(len(names))
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run *code* in a process where PySide6 cannot be imported."""
    return subprocess.run([sys.executable, "-c", START + code], capture_output=True, text=True, timeout=120)


def test_every_module_of_the_core_can_be_imported_without_qt() -> None:
    done = run(IMPORT_ALL)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 50


def test_the_window_cannot_which_shows_that_qt_is_really_hidden() -> None:
    done = run("import spoc_desk_ui.session")

    assert "there is no Qt here" in done.stderr
