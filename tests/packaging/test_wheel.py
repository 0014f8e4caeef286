"""The wheel holds the whole program, core, window and data, and finds its data where it was unpacked."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel made now."""
    return build(tmp_path_factory.mktemp("wheel"))


def build(folder: Path, **variables: str) -> Path:
    """Return a wheel of the program, made in *folder*."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120, env={**os.environ, **variables})
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    """Return the folder of what is in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(wheel.parent / "unpacked")
    return wheel.parent / "unpacked"


def test_the_same_source_gives_the_same_wheel_to_the_last_byte(wheel: Path, tmp_path: Path) -> None:
    """Whoever has the source can make the wheel again and see that nothing else is in it."""
    again = build(tmp_path, PYTHONHASHSEED="7", TZ="Pacific/Auckland", LC_ALL="C")

    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_code_and_data_are_found_in_the_wheel(unpacked: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(unpacked)!r})
import spoc_desk_ui
from spoc_desk.resources import guide, resource
print(spoc_desk_ui.__file__)
print(resource("fonts", "NotoSans-Regular.ttf"))
print(resource("fonts", "NotoSans-Regular.ttf").is_file() and (guide() / "index.md").is_file())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    window, font, is_there = done.stdout.split()

    assert Path(window).is_relative_to(unpacked)
    assert Path(font).is_relative_to(unpacked)
    assert is_there == "True"


def inside(folder: Path) -> set[str]:
    """Return the files in *folder*."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_data_file_is_in_the_wheel(unpacked: Path) -> None:
    guide = {f"guide/{name}" for name in inside(ROOT / "docs" / "user-guide") if "/readme-" not in name}
    assert inside(ROOT / "resources") | guide == inside(unpacked / "spoc_desk" / "_resources")


def test_nothing_but_the_program_is_in_the_wheel(unpacked: Path) -> None:
    assert {path.name for path in unpacked.iterdir() if path.suffix != ".dist-info"} == {"spoc_desk", "spoc_desk_ui"}
