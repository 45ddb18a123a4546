"""The page of an audit in a real browser: it is drawn, on a screen and on paper, and asks nobody for anything."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import zlib
from datetime import UTC
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import feedcurate as fc
from feedcurate.outputs.audit_html import audit_page
from feedcurate.review.audit import audit
from tests.review.audited import END, RULES, START, history

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_WIDTH, _HEIGHT = 900, 1400
_THE_BROWSERS_OWN = (".google.com", ".googleapis.com")
"""Chromium asks its makers whether there is a newer one, whatever it shows; these names are found nowhere."""


@pytest.fixture
def browser() -> str:
    """Chromium's program; where there is none the test is left out, but in CI it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    return found


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page in a file."""
    path = tmp_path / "audit.html"
    found = audit(history(), fc.loads(RULES), start=START, end=END)
    path.write_text(audit_page(found, UTC), encoding="utf-8")
    return path


def _run(browser: str, folder: Path, page: Path, *flags: str) -> None:
    profile = folder / "profile"
    command = (browser, *_FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri())
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _picture(path: Path) -> tuple[int, int, bytes]:
    """The width and height of a PNG, and its rows, each pixel of three or four bytes, filters undone."""
    data, place, packed = path.read_bytes(), 8, b""
    width = height = channels = 0
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour in (2, 6)) == (8, True)
            channels = 3 if colour == 2 else 4
        elif kind == b"IDAT":
            packed += body
        place += 12 + length
    return width, height, _unfiltered(zlib.decompress(packed), width * channels, channels)


def _unfiltered(rows: bytes, size: int, step: int) -> bytes:
    """The rows of a PNG without their filters (https://www.w3.org/TR/png-3/#9Filters)."""
    done, before = bytearray(), bytes(size)
    for start in range(0, len(rows), size + 1):
        kind, row = rows[start], bytearray(rows[start + 1 : start + 1 + size])
        for place in range(size) if kind else ():
            left = row[place - step] if place >= step else 0
            above, corner = before[place], before[place - step] if place >= step else 0
            nearest = min((left, above, corner), key=lambda one: abs(left + above - corner - one))
            guess = (0, left, above, (left + above) // 2, nearest)[kind]
            row[place] = (row[place] + guess) & 0xFF
        done += row
        before = bytes(row)
    return bytes(done)


def test_it_is_drawn_and_asks_nobody(browser: str, page: Path, tmp_path: Path) -> None:
    """The picture has the size that was asked for and the colours of the charts; the page loads nothing."""
    picture, log = tmp_path / "page.png", tmp_path / "net.json"
    _run(
        browser, tmp_path, page, f"--screenshot={picture}", f"--window-size={_WIDTH},{_HEIGHT}", f"--log-net-log={log}"
    )
    width, height, pixels = _picture(picture)
    assert (width, height) == (_WIDTH, _HEIGHT)
    step = len(pixels) // (width * height)
    colours = {pixels[place : place + 3] for place in range(0, len(pixels), step)}
    assert {bytes.fromhex("ffffff"), bytes.fromhex("a9cfe0"), bytes.fromhex("1d5f7a")} <= colours
    asked = {urlsplit(url).hostname or "" for url in _addresses(log) if url.startswith("http")}
    assert not [host for host in asked if not host.endswith(_THE_BROWSERS_OWN)]


def test_it_is_printed(browser: str, page: Path, tmp_path: Path) -> None:
    """On sheets of A4, a few of them."""
    sheets = tmp_path / "page.pdf"
    _run(browser, tmp_path, page, "--no-pdf-header-footer", f"--print-to-pdf={sheets}")
    data = sheets.read_bytes()
    assert data.startswith(b"%PDF-")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in data or b"/MediaBox [0 0 595" in data
    assert 2 <= data.count(b"/Type /Page\n") <= 8


def _events(log: Path) -> list[dict[str, object]]:
    text = log.read_text(encoding="utf-8").rstrip().rstrip(",")
    try:
        return list(json.loads(text)["events"])
    except json.JSONDecodeError:
        return list(json.loads(text + "]}")["events"])


def _addresses(log: Path) -> list[str]:
    """Every address that the browser's log of the network has."""
    params = (event.get("params") for event in _events(log))
    return [str(one["url"]) for one in params if isinstance(one, dict) and "url" in one]
