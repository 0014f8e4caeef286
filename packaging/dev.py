"""One command for every task: set up, run, test, measure, build. Needs Python 3.11 and nothing else.

python3 packaging/dev.py help
"""

from __future__ import annotations  # an older Python must get as far as the sentence below

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(f"SPOC Desk needs Python 3.11 or newer. This is {sys.version.split()[0]}: start dev.py with a newer one.")

import os
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import environment
import system_needs
import trace_report
from environment import PYTHON, ROOT
from system_needs import Stop

TOUR = ROOT / "tour"
# One process for each core; a file stays in one of them, because its tests share what they set up. The files are
# handed out in the order of tests/conftest.py, in which long ones come first.
PYTEST: list[str | Path] = [
    *(PYTHON, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"),
    *("--max-worker-restart", "0"),
]


def mypy(platform: str) -> list[str | Path]:
    """Return the check of all types for one system. Each has a memory of its own, so that both can run at once."""
    return [PYTHON, "-m", "mypy", "--strict", "--platform", platform, "--cache-dir", Path(".mypy_cache") / platform]


CHECKS: dict[str, list[str | Path]] = {
    "ruff check": [PYTHON, "-m", "ruff", "check", "."],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "mypy --strict for Linux": mypy("linux"),
    "mypy --strict for Windows": mypy("win32"),
    "import contracts": [environment.script("lint-imports"), "--no-cache"],
}


def run(arguments: list[str]) -> int:
    """Open the window. Without a screen: run the tour and leave its pictures and PDFs in tour/."""
    on_screen = has_screen()
    system_needs.provide(system_needs.WINDOW if on_screen else system_needs.OFFSCREEN)
    environment.set_up()
    window: list[str | Path] = [PYTHON, "-m", "spoc_desk_ui"]
    if on_screen:
        return call([*window, *arguments])
    code = call([*window, "--tour", TOUR, *arguments], QT_QPA_PLATFORM="offscreen")
    if code == 0:
        pictures, papers = (len(list(TOUR.rglob(kind))) for kind in ("*.png", "*.pdf"))
        print(f"There is no screen here, so the tour ran instead: {pictures} pictures and {papers} PDFs are in {TOUR}")
    return code


def test(arguments: list[str]) -> int:
    """Run every check and every test. What follows the word goes to pytest."""
    system_needs.provide(system_needs.OFFSCREEN + system_needs.TEST_TOOLS)
    environment.set_up()
    failed = failing_checks()
    if call([*PYTEST, *arguments], QT_QPA_PLATFORM="offscreen") != 0:
        failed.append("pytest")
    return report(failed)


def check(arguments: list[str]) -> int:
    """Run the checks only: ruff, mypy for Linux and Windows, import contracts."""
    refuse(arguments)
    environment.set_up()
    return report(failing_checks())


def bench(arguments: list[str]) -> int:
    """Measure: run all of benchmarks/, or the ones whose name holds NAME."""
    system_needs.provide(system_needs.OFFSCREEN + system_needs.COMPILER)
    environment.set_up()
    names = [name for name in arguments if not name.startswith("-")]
    options = [option for option in arguments if option.startswith("-")]
    found = sorted((ROOT / "benchmarks").glob("bench_*.py"))
    chosen = [path for path in found if not names or any(name in path.stem for name in names)]
    if not chosen:
        raise Stop(
            f"No benchmark of that name. There are: {', '.join(path.stem.removeprefix('bench_') for path in found)}"
        )
    codes = []
    for path in chosen:
        print(f"\n== {path.stem.removeprefix('bench_')}", flush=True)
        codes.append(call([PYTHON, path, *options], QT_QPA_PLATFORM="offscreen"))
    return max(codes)


def trace(arguments: list[str]) -> int:
    """Say which requirements of the sources a passing test covers. --json gives the same as data."""
    system_needs.provide(system_needs.OFFSCREEN + system_needs.TEST_TOOLS)
    environment.set_up(quiet=True)
    as_json = "--json" in arguments
    others = [argument for argument in arguments if argument != "--json"]
    with tempfile.TemporaryDirectory() as folder:
        outcomes = Path(folder) / "outcomes.json"
        pytest: list[str | Path] = [*PYTEST, "-q", "--trace-to", outcomes, *others]
        # The tests' own words go to stderr, so that stdout holds the answer and nothing else.
        code = subprocess.run(
            pytest, cwd=ROOT, env=environment.variables(QT_QPA_PLATFORM="offscreen"), stdout=2
        ).returncode
        if not outcomes.exists():
            raise Stop("The tests did not run to their end: nothing to report.")
        coverage = trace_report.read(outcomes)
    print(trace_report.as_json(coverage) if as_json else trace_report.as_text(coverage))
    return code


def build(arguments: list[str]) -> int:
    """Make the wheel and the list of its parts in dist/; with PyInstaller also the folder that needs no Python."""
    refuse(arguments)
    system_needs.provide(system_needs.OFFSCREEN)
    environment.set_up()
    code = call([PYTHON, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"])
    if code == 0:
        wheel = max((ROOT / "dist").glob("spoc_desk-*.whl"), key=lambda path: path.stat().st_mtime)
        parts = wheel.with_name(f"{'-'.join(wheel.name.split('-')[:2])}.cdx.json")
        code = call([PYTHON, ROOT / "packaging" / "sbom.py", wheel, parts])
    if code == 0 and environment.has_module("PyInstaller"):
        settings = ROOT / "packaging" / "pyinstaller" / "spoc-desk.spec"
        work = ROOT / "build"
        code = call([PYTHON, "-m", "PyInstaller", "-y", "--distpath", "dist", "--workpath", work, settings])
    return code


def show_help(arguments: list[str]) -> int:
    """Show this list."""
    refuse(arguments)
    print("python3 packaging/dev.py TASK\n")
    for name, task in TASKS.items():
        print(f"  {name:<7}{(task.__doc__ or '').splitlines()[0]}")
    return 0


TASKS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "trace": trace,
    "build": build,
    "help": show_help,
}


def failing_checks() -> list[str]:
    """Run the checks, as many at once as there are cores; show the words of those that fail, and return their names."""
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as at_once:
        outcomes = list(at_once.map(overheard, CHECKS.values()))
    for name, done in zip(CHECKS, outcomes, strict=True):
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}", flush=True)
        if done.returncode != 0:
            failed.append(name)
            print(done.stdout, flush=True)
    return failed


def report(failed: list[str]) -> int:
    """Say in one line whether all is well."""
    print(f"Failed: {', '.join(failed)}" if failed else "Everything passed.")
    return 1 if failed else 0


def has_screen() -> bool:
    """Is there a screen to open a window on?"""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def call(command: list[str | Path], **extra: str) -> int:
    """Run one command in the project's folder, its words straight to the terminal."""
    return subprocess.run(command, cwd=ROOT, env=environment.variables(**extra)).returncode


def overheard(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run one command in the project's folder and keep its words."""
    return subprocess.run(
        command, cwd=ROOT, env=environment.variables(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def refuse(arguments: list[str]) -> None:
    """This task takes nothing after its name."""
    if arguments:
        raise Stop(f"This task takes nothing more, but got: {' '.join(arguments)}")


def main(arguments: list[str]) -> int:
    """Do the task named first."""
    name, *rest = arguments or ["help"]
    task = TASKS.get({"-h": "help", "--help": "help"}.get(name, name))
    if task is None:
        raise Stop(f"There is no task {name}. These exist: {', '.join(TASKS)}")
    return task(rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit(130)
