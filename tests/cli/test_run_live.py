"""`feedcurate run` fetches addresses and lists of feeds, tells what fails, and goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.process import PROGRAM, environment
from tests.live.asking import RSS
from tests.live.platforms import TOKEN, MastodonServer
from tests.live.serving import Server, answer, raw, serving


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on loopback."""
    with serving() as one:
        yield one


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A rule file that hides one of the two posts."""
    path = tmp_path / "own.curate"
    path.write_text('rule closed\n    when post mentions "closed"\n    then hide\n')
    return path


def outcomes(output: str) -> list[str]:
    """What became of the posts, in the order told."""
    return [json.loads(line)["outcome"] for line in output.splitlines() if line.startswith("{")]


def test_an_address_is_fetched_and_curated(run: Run, own: Path, server: Server) -> None:
    """Its posts go through the rules like those of a file, and it is told what it was."""
    server.routes["/feed"] = answer(200, RSS)
    result = run("run", own, server.address(), "--allow-local")
    assert result.exit_code == 0
    assert outcomes(result.stdout) == ["shown", "hidden"]
    assert f"{server.address()}: RSS, 2 posts" in result.stderr


def test_a_local_address_needs_leave(run: Run, own: Path, server: Server) -> None:
    """Nothing is asked, the message names the option, and the status says that something is missing."""
    result = run("run", own, server.address())
    assert result.exit_code == 2
    assert "is in a local network, which is asked only where that is allowed (`--allow-local`)" in result.stderr
    assert not server.asked


def test_a_list_is_fetched_and_each_failure_told(run: Run, own: Path, server: Server, tmp_path: Path) -> None:
    """What works is curated; what does not is told by its address, and counts in the status."""
    server.routes["/a"] = answer(200, RSS)
    addresses = [server.address("/a"), server.address("/gone")]
    feeds = "".join(f'<outline text="x" xmlUrl="{address}"/>' for address in addresses)
    (tmp_path / "subs.opml").write_text(f"<opml version='2.0'><body>{feeds}</body></opml>")
    result = run("run", own, "subs.opml", "--allow-local")
    assert result.exit_code == 2
    assert outcomes(result.stdout) == ["shown", "hidden"]
    assert f"could not read {addresses[1]}: answers with status 404 (not found)" in result.stderr


def test_a_limit_bounds_each_address(run: Run, own: Path, server: Server) -> None:
    """`--limit 1` takes one post of each."""
    server.routes["/feed"] = answer(200, RSS)
    assert len(outcomes(run("run", own, server.address(), "--allow-local", "--limit", "1").stdout)) == 1


def test_what_is_kept_is_used_unless_nothing_is_to_be(
    run: Run, own: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time the feed is asked for only if it changed; with `--no-cache` it is asked for whole."""
    monkeypatch.setenv("FEEDCURATE_CACHE", str(tmp_path / "cache"))
    server.routes["/feed"] = answer(200, RSS, ETag='"1"')
    for options in ((), (), ("--no-cache",)):
        run(*options, "run", own, server.address(), "--allow-local")
    assert ["if-none-match" in asked.headers for asked in server.asked] == [False, True, False]


def test_what_is_no_loss_is_a_note(run: Run, own: Path, server: Server) -> None:
    """A feed that moved is read, and the status is 0."""
    server.routes["/feed"] = answer(301, b"", Location="/new")
    server.routes["/new"] = answer(200, RSS)
    result = run("run", own, server.address(), "--allow-local")
    assert result.exit_code == 0
    assert f"note: {server.address()}: has moved for good to `{server.address('/new')}`" in result.stderr


def test_a_post_that_was_fetched_is_explained(run: Run, own: Path, server: Server) -> None:
    """`explain` takes addresses, too."""
    server.routes["/feed"] = answer(200, RSS)
    result = run("explain", own, server.address(), "--allow-local", "--post", "https://courier.example/bridge")
    assert result.exit_code == 0
    assert "closed" in result.stdout


def test_a_timeline_is_curated_and_its_token_never_told(
    run: Run, own: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The token comes from the environment; neither stream has it, whether it is accepted or not."""
    one = MastodonServer(server)
    one.install()
    address = f"mastodon:home@127.0.0.1:{server.port}"
    monkeypatch.setenv(f"FEEDCURATE_MASTODON_TOKEN_127_0_0_1_{server.port}", TOKEN)
    right = run("run", own, address, "--allow-local", "--limit", "60")
    assert right.exit_code == 0
    assert len(outcomes(right.stdout)) == 60
    assert f"{address}: Mastodon, 60 posts" in right.stderr
    server.routes["/api/v1/timelines/home"] = answer(401)
    wrong = run("run", own, address, "--allow-local")
    assert wrong.exit_code == 2
    assert "does not accept the key to it (status 401)" in wrong.stderr
    assert TOKEN not in right.output + right.stderr + wrong.output + wrong.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no signal of this kind can be sent there")
def test_ctrl_c_ends_with_what_there_is(own: Path, server: Server) -> None:
    """Within seconds the feed that came is curated, and it is told how many did not come."""
    server.routes["/good"] = answer(200, RSS)
    server.routes["/slow"] = raw(50.0)
    addresses = [server.address("/good"), server.address("/slow")]
    with subprocess.Popen(
        [PROGRAM, "run", str(own), *addresses, "--allow-local"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(FEEDCURATE_CACHE="off"),
        start_new_session=True,
    ) as process:
        until = time.monotonic() + 20
        while len(server.asked) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)
        began = time.monotonic()
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert time.monotonic() - began < 15
    assert process.returncode == 2
    assert outcomes(out.decode()) == ["shown", "hidden"]
    assert "1 address was not fetched, since it was interrupted" in err.decode()
    assert "Traceback" not in err.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this kind there")
def test_a_person_who_waits_sees_how_far_it_is(own: Path, server: Server) -> None:
    """A bar on a terminal, with how many addresses of all are done."""
    import pty

    server.routes["/feed"] = answer(200, RSS)
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [PROGRAM, "run", str(own), server.address(), "--allow-local"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=environment(FEEDCURATE_CACHE="off", TERM="xterm"),
        check=False,
        timeout=60,
    )
    seen = os.read(ours, 65_536).decode()
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0
    assert "fetching" in seen
    assert "100%" in seen


def test_files_need_nothing_of_the_network(own: Path, tmp_path: Path) -> None:
    """Neither `import feedcurate` nor a run over files imports a library that fetches."""
    (tmp_path / "posts.jsonl").write_text('{"id": "1", "source": "rss", "title": "closed"}\n')
    program = (
        "import sys, feedcurate\n"
        "from feedcurate.cli.main import cli\n"
        f"cli(['run', {str(own)!r}, {str(tmp_path / 'posts.jsonl')!r}], standalone_mode=False)\n"
        "print([name for name in ('httpcore2', 'anyio', 'keyring', 'asyncio', 'ssl') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_the_extra_it_is_named(own: Path) -> None:
    """One line, and what to install."""
    program = (
        "import sys\n"
        "sys.modules['httpcore2'] = None\n"
        "from feedcurate.cli.main import cli\n"
        f"cli(['run', {str(own)!r}, 'https://a.example/feed'], prog_name='feedcurate')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True, timeout=60)
    assert done.returncode == 2
    assert "fetching feeds needs the extra `feeds`: pip install 'feedcurate[feeds]'" in done.stderr
    assert "Traceback" not in done.stderr
