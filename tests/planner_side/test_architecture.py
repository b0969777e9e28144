"""What holds the house together: the planner needs no Qt, and no file shadows somebody else's."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

IMPORT_ALL_WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "qtawesome", "ui"}:
            raise ImportError(name + " must not be needed here")

sys.meta_path.insert(0, NoQt())
import planner
names = [module.name for module in pkgutil.walk_packages(planner.__path__, "planner.")]
for name in names:
    # What Alembic runs by itself needs Alembic's context to be imported at all.
    if not name.startswith(("planner.store.migrations.env", "planner.store.migrations.versions")):
        importlib.import_module(name)
print(len(names))
"""

HEAVY = {"PySide6", "alembic", "folium", "geopy", "numpy", "sqlalchemy"}


def modules_imported_at_the_top(source: Path) -> set[str]:
    """The first names of all that a module imports when it is itself imported."""
    found: set[str] = set()
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def modules_loaded_by(statement: str, checkout: Path) -> set[str]:
    """The first names of all modules in a fresh process after running a statement."""
    code = (
        f"{statement}\nimport sys\nprint('\\n'.join({{m.partition('.')[0] for m in sys.modules}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_that_every_module_of_the_planner_works_where_qt_cannot_be_imported(checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL_WITHOUT_QT],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10


def test_that_no_folder_shadows_a_package_of_somebody_else(checkout: Path) -> None:
    assert not (checkout / "packaging" / "__init__.py").exists()
    assert not list((checkout / "tests").rglob("__init__.py"))


def test_that_the_console_script_starts_without_loading_qt_or_the_database(checkout: Path) -> None:
    assert modules_loaded_by("import ui.start", checkout) & HEAVY == set()


def test_that_only_the_two_packages_are_installed(checkout: Path) -> None:
    folders = {path.parent.name for path in checkout.glob("*/__init__.py")}
    assert folders == {"planner", "ui"}


@pytest.mark.parametrize("package", ["planner", "ui"])
def test_that_every_module_says_what_it_is_for(checkout: Path, package: str) -> None:
    silent = [
        str(path.relative_to(checkout))
        for path in (checkout / package).rglob("*.py")
        if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []


def test_that_no_qt_binding_is_named_in_the_planner(checkout: Path) -> None:
    named = {
        str(path.relative_to(checkout))
        for path in (checkout / "planner").rglob("*.py")
        if modules_imported_at_the_top(path) & {"PySide6", "shiboken6", "qtawesome", "ui"}
    }
    assert named == set()
