"""The engine's C++: built from the present sources, clean under the sanitizers, typed as it is."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

from planner.tours.engine import _search


def shell(checkout: Path, *words: str, **told: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of the checkout for the environment that runs these tests."""
    return subprocess.run(
        words,
        cwd=checkout,
        env={**os.environ, "LOOPWISE_VENV": sys.prefix, **told},
        capture_output=True,
        text=True,
        check=False,
    )


def public_names(body: list[ast.stmt]) -> set[str]:
    """The functions and classes of a stub, with a class's members as Class.member."""
    found: set[str] = set()
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found.update(f"{node.name}.{member}" for member in public_names(node.body))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return {name for name in found if not name.rpartition(".")[2].startswith("_")}


def offered_names(holder: object) -> set[str]:
    """The same of the module itself."""
    found: set[str] = set()
    for name in dir(holder):
        if not name.startswith("_"):
            found.add(name)
            member = getattr(holder, name)
            if isinstance(member, type):
                found.update(f"{name}.{inner}" for inner in offered_names(member))
    return found


def test_that_the_engine_was_built_from_the_sources_that_stand_here(checkout: Path) -> None:
    ready = shell(checkout, "sh", "-c", "ROOT=$PWD; . packaging/setup.sh; engine_is_ready")
    assert ready.returncode == 0, "The engine is older than its sources: run sh packaging/engine"


def test_that_a_changed_source_makes_the_engine_stale(checkout: Path, tmp_path: Path) -> None:
    script = "ROOT=$PWD; . packaging/setup.sh; ENGINE=$COPY; engine_key"
    (tmp_path / "src" / "tests").mkdir(parents=True)
    (tmp_path / "CMakeLists.txt").write_text("project(x)")
    keys = []
    for name in ("src/a.cpp", "src/tests/b.cpp", "src/a.cpp"):
        with (tmp_path / name).open("a") as source:
            source.write("int a;")
        keys.append(shell(checkout, "sh", "-c", script, COPY=str(tmp_path)).stdout)
    assert keys[0]
    assert keys[1] == keys[0]  # the engine's own tests are no part of the module
    assert keys[2] != keys[0]


def test_that_the_engine_passes_its_own_tests_under_the_sanitizers(checkout: Path) -> None:
    checked = shell(checkout, "sh", "packaging/engine", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    program = (checkout / "build" / "engine" / "check" / "engine_tests").read_bytes()
    assert b"__asan_init" in program
    assert b"__ubsan_handle" in program


def test_that_the_stub_names_all_that_the_engine_offers_and_nothing_else(checkout: Path) -> None:
    stub = checkout / "planner" / "tours" / "engine" / "_search.pyi"
    typed = public_names(ast.parse(stub.read_text(encoding="utf-8")).body)
    assert typed == offered_names(_search)
