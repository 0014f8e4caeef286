"""The project's own Python in .venv: made, filled from the locked list, and left alone until that list changes."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import system_needs
from system_needs import Stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
_SCRIPTS = VENV / ("Scripts" if sys.platform == "win32" else "bin")
_ENDING = ".exe" if sys.platform == "win32" else ""
PYTHON = _SCRIPTS / f"python{_ENDING}"
LOCK = ROOT / "packaging" / ("requirements-windows.txt" if sys.platform == "win32" else "requirements-linux.txt")
STAMP = VENV / "spoc-desk-set-up.txt"


def set_up(*, quiet: bool = False) -> None:
    """Make .venv ready. Costs nothing when it is."""
    wanted = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    say = sys.stderr if quiet else sys.stdout
    print("Setting up .venv from the locked list (about 150 MB the first time) ...", file=say, flush=True)
    pip = [*make_venv(), "install", "-qq", "--disable-pip-version-check"]  # errors only
    step("install the locked libraries", [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)])
    step("install SPOC Desk", [*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)])
    step("compile", [str(PYTHON), "-m", "compileall", "-q", "spoc_desk", "ui"])
    STAMP.write_text(wanted, encoding="ascii")


def fingerprint() -> str:
    """Say in one line what .venv was made from."""
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode())
    digest = hashlib.sha256(b"\0".join(parts)).hexdigest()
    return f"{sys.version_info.major}.{sys.version_info.minor} {digest}"


def make_venv() -> list[str]:
    """Make .venv where it is missing or of another Python, and return the pip that fills it.

    Debian takes ensurepip out of Python and puts it into python3-venv; pip itself can fill a folder that has none.
    """
    if importlib.util.find_spec("ensurepip") is None and importlib.util.find_spec("pip") is None:
        system_needs.provide(system_needs.PIP)
    with_pip = importlib.util.find_spec("ensurepip") is not None
    if not fits():
        pip_or_not = [] if with_pip else ["--without-pip"]
        step("make .venv", [sys.executable, "-m", "venv", "--clear", *pip_or_not, str(VENV)])
    if any(VENV.glob("**/site-packages/pip")):
        return [str(PYTHON), "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def fits() -> bool:
    """Is there a .venv that works and has the version of the Python we were started with?"""
    ask = "import sys; print(sys.version_info.major, sys.version_info.minor)"
    try:
        answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, env=variables())
    except OSError:
        return False
    return answer.stdout.split() == [str(sys.version_info.major), str(sys.version_info.minor)]


def step(what: str, command: list[str]) -> None:
    """Run one step of the set-up; a step that fails ends it with a sentence."""
    if subprocess.run(command, cwd=ROOT, env=variables()).returncode != 0:
        raise Stop(f"Could not {what}: the reason stands above. Mend it and start again: only {VENV} was touched.")


def variables(**extra: str) -> dict[str, str]:
    """Return this process's variables without those that make Python slow or find other libraries."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in unwanted} | extra


def has_module(name: str) -> bool:
    """Is this library in .venv?"""
    ask = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is None)"
    return subprocess.run([PYTHON, "-c", ask], env=variables()).returncode == 0


def script(name: str) -> Path:
    """Return the path of a command that a library brought along."""
    return _SCRIPTS / f"{name}{_ENDING}"
