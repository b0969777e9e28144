"""The wheel holds the two packages and the data, and finds the data where it was installed."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    checkout = Path(__file__).resolve().parents[2]
    # A folder of its own that stays: the engine is compiled again only where it has changed.
    kept = f"--config-settings=build-dir={checkout / 'build' / 'wheel'}"
    run(
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", folder, kept),
        *("--no-deps", "--no-index", "--no-build-isolation", checkout),
        cwd=folder,
    )
    (built,) = folder.glob("loopwise-*.whl")
    return built


def test_that_the_wheel_holds_the_two_packages_and_nothing_else_of_the_checkout(
    wheel: Path,
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.startswith("loopwise-")} == {"planner", "ui"}


def test_that_the_wheel_holds_the_engine_and_not_what_it_was_made_from(wheel: Path) -> None:
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith("planner/tours/engine/")}
    assert f"planner/tours/engine/_search{suffix}" in names
    assert "planner/tours/engine/_search.pyi" in names
    assert {Path(name).suffix for name in names} == {".py", ".pyi", ".txt", Path(suffix).suffix}


def test_that_an_installed_build_finds_its_data_under_its_own_prefix(
    wheel: Path, tmp_path: Path
) -> None:
    home = tmp_path / "installed"
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=tmp_path)
    python = next(path for path in home.glob("*/python*") if path.stem == "python")
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--quiet"),
        *("--no-deps", "--no-index", wheel),
        cwd=tmp_path,
    )
    found = run(
        python, "-c", "from planner import resources; print(resources.root())", cwd=tmp_path
    )
    assert Path(found) == home / "share" / "loopwise" / "resources"
    assert (Path(found) / "map" / "base" / "tiles.sqlite").is_file()
    assert [path.name for path in (python.parent).glob("loopwise*")]
    (engine,) = home.rglob("_search.*.so" if sys.platform != "win32" else "_search.*.pyd")
    load = "import importlib.util as u, sys; s = u.spec_from_file_location('_search', sys.argv[1])"
    run(python, "-c", f"{load}; s.loader.exec_module(u.module_from_spec(s))", engine, cwd=tmp_path)
