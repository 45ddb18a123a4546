"""The built wheel, as someone gets it who runs `pip install feedcurate` in an empty environment."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULES = "rule a when post is repost then hide\n"


def run(*command: str | Path, folder: Path) -> str:
    """Run a program in a folder, as if no environment of ours were active; fail with all that it said."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def build(target: str, source: Path, folder: Path) -> Path:
    """Build the `sdist` or the `wheel` of a source tree into a folder of its own, and return the one file there."""
    out = folder / target
    run(sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", out, folder=source)
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel that was built from the unpacked source distribution, the way an installer without wheels does it."""
    folder = tmp_path_factory.mktemp("packages")
    with tarfile.open(build("sdist", ROOT, folder)) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (source,) = (folder / "unpacked").iterdir()
    return build("wheel", source, folder)


def test_the_wheel_carries_the_grammar_and_its_types(wheel: Path) -> None:
    """The grammar of the wheel is the one at the root of the repository, and type checkers find the types."""
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("feedcurate/grammar/feedcurate.lark") == (ROOT / "grammar/feedcurate.lark").read_bytes()
        assert "feedcurate/py.typed" in archive.namelist()


def test_the_wheel_carries_the_package_only(wheel: Path) -> None:
    """Neither tests nor caches of the machine it was built on are installed on anyone else's."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"feedcurate"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """After installing the wheel and no extra, Python reads a rule file and the command line checks one."""
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, folder=tmp_path)

    where = run(programs / "python", "-I", "-c", "import feedcurate; print(feedcurate.__file__)", folder=tmp_path)
    assert Path(where.strip()).is_relative_to(tmp_path)
    run(programs / "python", "-I", "-c", f"import feedcurate as fc; fc.loads({RULES!r})", folder=tmp_path)
    (tmp_path / "rules.curate").write_text(RULES, encoding="utf-8")
    run(programs / "feedcurate", "check", "rules.curate", folder=tmp_path)
