"""The commands `complaints` and `jobs`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli import main


@pytest.fixture
def file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    made = str(tmp_path / "t.loopwise")
    assert main(["new", made, "--base=53.8,-1.55"]) == 0
    for name, grade in (("Calm & Co", "A"), ("Worried Ltd", "C")):
        assert (
            main(["record", "account", f"name={name}", f"grade={grade}", "--territory", made]) == 0
        )
    capsys.readouterr()
    return made


def test_that_the_queue_is_ordered_by_anxiety_alone(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for fields in (
        ("account=1", "anxiety=2", "difficulty=5", "text=Stands", "opened_at=2026-11-20T08:00"),
        ("account=2", "anxiety=5", "difficulty=1", "text=机床停了", "opened_at=2026-11-27T13:26"),
    ):
        assert main(["record", "complaint", *fields, "--territory", file]) == 0
    capsys.readouterr()
    assert main(["complaints", "--json", "--territory", file]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in found["queue"]] == ["Worried Ltd", "Calm & Co"]
    assert found["running"] == 2
    assert found["queue"][0]["seconds"] == 2 * 3600 + 4 * 60
    assert main(["complaints", "--territory", file]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Worried Ltd" in lines[1]
    assert "waits 2:04 h" in lines[1]


def test_that_an_answer_before_the_first_word_is_refused(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = ["account=1", "anxiety=2", "difficulty=5", "opened_at=2026-11-27T10:00",
              "answered_at=2026-11-27T09:00"]  # fmt: skip
    assert main(["record", "complaint", *fields, "--territory", file]) == 3
    assert "before it was said" in capsys.readouterr().err
    later = ["account=1", "anxiety=2", "difficulty=5", "opened_at=2026-11-27T18:00"]
    assert main(["record", "complaint", *later, "--territory", file]) == 3
    assert "lies ahead" in capsys.readouterr().err


def test_that_jobs_and_due_maintenance_are_listed(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["jobs", "--territory", file]) == 0
    assert "No job is open" in capsys.readouterr().out
    machine = ["account=1", "name=Presetter", "maintenance_due=2026-12-08"]
    assert main(["record", "machine", *machine, "--territory", file]) == 0
    job = ["account=2", "kind=breakdown", "text=It stopped"]
    assert main(["record", "job", *job, "--territory", file]) == 0
    capsys.readouterr()
    assert main(["jobs", "--json", "--territory", file]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(row["id"], row["kind"], row["name"]) for row in found] == [
        (1, "breakdown", "Worried Ltd"),
        (None, "maintenance", "Calm & Co"),
    ]
    assert found[1]["maintenance_due"] == "2026-12-08"
