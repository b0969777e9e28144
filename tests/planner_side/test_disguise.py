"""Whether a file is encrypted or damaged, as far as can be told from its bytes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from planner.store import errors
from planner.store.disguise import is_plain, may_be_encrypted
from planner.workspace import Workspace

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
SECRET = "correct horse"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    file = tmp_path / "plain.loopwise"
    Workspace.new(file, LEEDS).close()
    return file


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    file = tmp_path / "secret.loopwise"
    Workspace.new(file, LEEDS, SECRET).close()
    return file


def _written_over(file: Path, content: bytes) -> Path:
    with file.open("r+b") as stream:
        stream.write(content)
    return file


def test_that_an_encrypted_territory_looks_like_one(encrypted: Path) -> None:
    assert may_be_encrypted(encrypted)
    assert not is_plain(encrypted)
    with pytest.raises(errors.WantsPassphrase):
        Workspace.open(encrypted)
    with pytest.raises(errors.WrongPassphrase):
        Workspace.open(encrypted, "battery staple")


@pytest.mark.parametrize("content", [bytes(16), b"x" * 100, random.Random(4).randbytes(4096)])
def test_that_a_damaged_plain_territory_is_called_damaged(plain: Path, content: bytes) -> None:
    damaged = _written_over(plain, content)
    assert damaged.stat().st_size % 4096 == 0
    assert not may_be_encrypted(damaged)
    for passphrase in (None, SECRET):
        with pytest.raises(errors.NotATerritory) as caught:
            Workspace.open(damaged, passphrase)
        assert caught.value.code == "damaged"


def test_that_an_encrypted_territory_with_a_bad_page_still_wants_its_passphrase(
    encrypted: Path,
) -> None:
    with encrypted.open("r+b") as stream:
        stream.seek(4096)
        stream.write(bytes(4096))
    assert may_be_encrypted(encrypted)


def test_that_a_plain_territory_given_a_passphrase_is_not_called_damaged(plain: Path) -> None:
    with pytest.raises(errors.WrongPassphrase):
        Workspace.open(plain, SECRET)


def test_that_files_of_other_kinds_are_not_taken_for_encrypted(tmp_path: Path) -> None:
    short, empty = tmp_path / "short", tmp_path / "empty"
    short.write_bytes(random.Random(4).randbytes(5000))
    empty.touch()
    assert not any(map(may_be_encrypted, (short, empty, tmp_path, tmp_path / "missing")))
