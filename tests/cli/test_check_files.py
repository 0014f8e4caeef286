"""`check` on files of every kind and on lines: what it prints, what it never prints, how it exits."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from spoc_desk.cli.main import run_command as main
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.apart import room
from spoc_desk.sanitise.apart.messages import Read
from spoc_desk.sanitise.apart.protocol import write_frame
from spoc_desk.sanitise.apart.shapes import to_plain
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan
from tests.journeys import canaries
from tests.journeys.canaries import EVERY_WORD, Paper
from tests.journeys.trace_search import TraceSearch

Run = Callable[..., subprocess.CompletedProcess[bytes]]
KINDS = {paper.name.rpartition(".")[2]: paper for paper in canaries.ALL}


def archive() -> Paper:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for paper in (canaries.letter(), canaries.mail()):
            package.writestr(paper.name, paper.data)
    words = (*canaries.letter().words, *canaries.mail().words)
    return Paper("Kettering.zip", out.getvalue(), words)


@pytest.fixture
def run() -> Run:
    """Return a call of the command in a process of its own, with any environment and input."""

    def call(*words: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "spoc_desk", "check", *words]
        return subprocess.run(command, input=given, capture_output=True, check=False, env={**os.environ, **environment})

    return call


def entries(*texts: object) -> bytes:
    return b"".join(json.dumps({"id": number, "text": text}).encode() + b"\n" for number, text in enumerate(texts))


class TestKinds:
    @pytest.mark.parametrize("paper", [*canaries.ALL, archive()], ids=[*KINDS, "zip"])
    def test_it_is_read_in_every_channel_and_no_word_of_it_is_printed(
        self, paper: Paper, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "file").write_bytes(paper.data)
        assert main(["check", str(tmp_path / "file")]) == 1
        lines = capfd.readouterr()
        assert main(["check", "--json", str(tmp_path / "file")]) == 1
        (listed,) = json.loads(capfd.readouterr().out)
        assert len(listed["findings"]) >= len(paper.words)
        assert listed["file"] == str(tmp_path / "file")
        printed = f"{lines.out}{lines.err}{json.dumps(listed)}".encode()
        assert TraceSearch(EVERY_WORD).in_bytes(printed, "what it printed") == []

    def test_offsets_count_inside_the_text_they_name(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        words = "One line.\nThen they moved to Scunthorpe.\n"
        (tmp_path / "note").write_text(words, encoding="utf-8")
        assert main(["check", "--json", str(tmp_path / "note")]) == 1
        (listed,) = json.loads(capsys.readouterr().out)
        place = next(found for found in listed["findings"] if found["channel"] == "place")
        assert place["end"] - place["start"] == len("Scunthorpe")
        assert place["file_channel"] == "text-line"
        assert (listed["pages"], listed["copy"], listed["unreadable"]) == (0, "retype", [])

    def test_the_place_of_a_finding_is_told_by_line_and_column(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "note").write_text("One line.\nThen Scunthorpe.\n", encoding="utf-8")
        assert main(["check", str(tmp_path / "note")]) == 1
        assert "2:6: high: place: " in capsys.readouterr().out

    def test_a_clean_file_has_no_findings(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "note").write_text("She likes swimming.\n", encoding="utf-8")
        assert main(["check", str(tmp_path / "note")]) == 0
        assert capsys.readouterr().out == f"{tmp_path / 'note'}: no findings\n"

    def test_an_empty_file_is_not_called_clean(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "note").write_bytes(b"")
        assert main(["check", str(tmp_path / "note")]) == 1
        assert "1 part not readable" in capsys.readouterr().out

    def test_what_cannot_be_read_is_never_clean(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "scan").write_bytes(canaries.scan().data)
        assert main(["check", str(tmp_path / "scan"), "--mode", "local"]) == 1
        assert "not readable: " in capsys.readouterr().out


class TestRefused:
    @pytest.mark.parametrize("name", ["nowhere.txt", "folder"])
    def test_what_is_no_file_is_one_sentence(
        self, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "folder").mkdir()
        assert main(["check", str(tmp_path / name)]) == 5
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err == f"{tmp_path / name}: A file cannot be opened. Check its path and your permission.\n"

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything")
    def test_a_file_nobody_may_open_is_one_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "note").touch(mode=0)
        assert main(["check", str(tmp_path / "note")]) == 5

    @pytest.mark.parametrize("as_json", [False, True])
    def test_one_that_cannot_be_read_stops_no_other(
        self, as_json: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "note").write_text("They moved to Scunthorpe.", encoding="utf-8")
        words = ["check", str(tmp_path / "nowhere"), str(tmp_path / "note"), *(["--json"] if as_json else [])]
        assert main(words) == 5
        out = capsys.readouterr().out
        if as_json:
            refused, read = json.loads(out)
            assert refused["error"].startswith("A file cannot be opened.")
            assert read["findings"]
        else:
            assert "high: place: " in out

    @pytest.mark.parametrize("words", [[], ["--jsonl", "note.txt"], ["note.txt", "--mode", "sideways"]])
    def test_wrong_usage_exits_with_two(self, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as stopped:
            main(["check", *words])
        assert stopped.value.code == 2
        assert capsys.readouterr().err.startswith("usage: ")

    def test_an_unknown_profile_is_refused(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", str(tmp_path), "--profile", "nowhere"]) == 5
        assert "Choose one of" in capsys.readouterr().err


class TestHostile:
    @pytest.mark.parametrize("kind", KINDS)
    def test_a_torn_file_tells_nothing_of_itself(
        self, kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        data = KINDS[kind].data
        (tmp_path / "torn").write_bytes(data[: len(data) * 2 // 3])
        assert main(["check", str(tmp_path / "torn")]) in (0, 1, 5)
        told = capfd.readouterr()
        assert "Traceback" not in told.err
        assert TraceSearch(EVERY_WORD).in_bytes((told.out + told.err).encode(), "what it printed") == []

    def test_a_fault_of_the_program_is_told_without_its_words(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def stumble(*_: object) -> None:
            raise KeyError("Scunthorpe")

        monkeypatch.setattr("spoc_desk.cli.check_cmd.bytes_of", stumble)
        assert main(["check", str(tmp_path)]) == 70
        assert capsys.readouterr().err == "The program has a fault: KeyError at test_check_files.py:" + (
            f"{stumble.__code__.co_firstlineno + 1}\n"
        )

    def test_a_reader_that_stumbles_over_a_file_sends_none_of_its_words(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def stumble(data: bytes, *_: object) -> None:
            raise KeyError(data, "Scunthorpe")

        monkeypatch.setattr(room, "read_file", stumble)
        source, sink = io.BytesIO(), io.BytesIO()
        write_frame(source, to_plain(Read("From Todmorden.txt")), canaries.letter().data)
        source.seek(0)
        room.Room(source, sink).serve()
        assert b"Trouble" in sink.getvalue()
        assert TraceSearch(EVERY_WORD).in_bytes(sink.getvalue(), "what it sent") == []

    def test_a_name_that_is_no_text_is_told_all_the_same(self, tmp_path: Path, run: Run) -> None:
        path = os.fsencode(tmp_path) + b"/caf\xe9"
        try:
            Path(os.fsdecode(path)).write_text("She likes swimming.", encoding="utf-8")
        except OSError:
            pytest.skip("this disk takes text as names only")
        assert run(os.fsdecode(path), PYTHONUTF8="0", LC_ALL="C").returncode == 0
        (listed,) = json.loads(run("--json", os.fsdecode(path)).stdout)
        assert os.fsencode(listed["file"]) == path

    def test_a_terminal_without_our_signs_stops_nothing(self, run: Run) -> None:
        done = run("--profile", "nowhere", "x", PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr.count(b"\n")) == (5, 1)


class TestLines:
    def test_ten_thousand_lines_take_one_process_and_agree_with_the_scan(self, run: Run) -> None:
        some = ["Moved from Hull.", "She likes reading.", "Write to DN15 6AB.", "", "URN 123456, Leeds\u00a0LS1 4AP"]
        texts = [f"{number}: {some[number % len(some)]}" for number in range(10_000)]
        done = run("--jsonl", "--mode", "in", given=entries(*texts))
        assert (done.returncode, done.stderr) == (1, b"")
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert [answer["id"] for answer in answers] == list(range(10_000))
        for number in range(0, 10_000, 997):
            found = scan(texts[number], OwnArea(), Mode.IN)
            told = [
                (each["start"], each["end"], each["channel"], each["severity"]) for each in answers[number]["findings"]
            ]
            assert told == [(each.start, each.end, each.channel, each.severity.value) for each in found]

    def test_a_broken_line_is_told_by_its_number_after_those_before_it(self, run: Run) -> None:
        done = run("--jsonl", given=entries("Hull", "Hull") + b"Scunthorpe\n" + entries("Hull"))
        assert done.returncode == 5
        assert len(done.stdout.splitlines()) == 2
        assert done.stderr.decode() == 'Line 3 is not {"id": …, "text": …}.\n'

    @pytest.mark.parametrize(
        "line",
        [b'{"id": 1}', b'["id", "text"]', b"1", b'"id text"', b"[" * 100_000, b'{"id": 1, "text": 7}', b"{" + b"}" * 9],
    )
    def test_whatever_else_a_line_is_it_is_one_sentence(self, run: Run, line: bytes) -> None:
        done = run("--jsonl", given=line + b"\n")
        assert (done.returncode, done.stdout) == (5, b"")
        assert done.stderr.count(b"\n") == 1
        assert b" line 1 " in b" " + done.stderr.lower()

    @pytest.mark.parametrize("signs", ["utf-8", "ascii"])
    def test_what_is_no_utf8_is_refused_wherever_it_runs(self, run: Run, signs: str) -> None:
        done = run("--jsonl", given=b'{"id": 1, "text": "caf\xe9 Scunthorpe"}\n', PYTHONIOENCODING=signs)
        assert (done.returncode, done.stdout) == (5, b"")
        assert done.stderr == b"Line 1 is not text in UTF-8.\n"

    def test_utf8_is_read_wherever_it_runs_with_a_mark_in_front_too(self, run: Run) -> None:
        line = b'\xef\xbb\xbf{"id": "\xc3\xa9", "text": "\xf0\x9f\x8f\xa0 Scunthorpe"}\n'
        done = run("--jsonl", given=line, PYTHONIOENCODING="ascii")
        answer = json.loads(done.stdout)
        assert answer["id"] == "é"
        assert [(found["start"], found["end"]) for found in answer["findings"]] == [(2, 12)]

    def test_no_lines_are_no_findings(self, run: Run) -> None:
        done = run("--jsonl", given=b"\n\n")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")

    def test_who_stops_listening_hears_no_more(self) -> None:
        command = [sys.executable, "-m", "spoc_desk", "check", "--jsonl"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdin is not None and process.stdout is not None and process.stderr is not None
            process.stdout.close()
            process.stdin.write(entries(*["Hull"] * 50))
            process.stdin.close()
            assert process.stderr.read() == b""
            assert process.wait() == 6
