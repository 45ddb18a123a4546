"""Over TLS a server has to be who it says it is: the one that the address names, whatever number it was found at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve

from tests.live.asking import HASTY, RSS, Reader, problems, titles
from tests.live.certificates import certified
from tests.live.serving import answer, serving


async def here(_: str, __: int) -> Sequence[str]:
    """Every name is on this machine."""
    return ["127.0.0.1"]


def test_an_unknown_certificate_is_told(tmp_path: Path, reader: Reader) -> None:
    """A certificate that nobody vouches for is no certificate."""
    context, _ = certified(tmp_path, "secure.example")
    with serving(context) as server:
        server.routes["/feed"] = answer(200, RSS)
        live = reader.read(server.address(host="secure.example"), resolver=here)
    assert problems(live)[0].startswith("cannot be reached: ")
    assert "certificate" in problems(live)[0]
    assert not server.asked


def test_a_known_certificate_is_held_against_the_name(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to a number, the certificate has to be that of the name; another's is not good enough."""
    context, public = certified(tmp_path, "secure.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with serving(context) as server:
        server.routes["/feed"] = answer(200, RSS)
        right = reader.read(server.address(host="secure.example"), resolver=here)
        wrong = reader.read(server.address(host="other.example"), resolver=here)
    assert len(titles(right)) == 2
    assert "certificate" in problems(wrong)[0]


def test_http_to_a_server_that_speaks_tls_is_told(tmp_path: Path, reader: Reader) -> None:
    """And the other way round."""
    context, _ = certified(tmp_path, "secure.example")
    with serving(context) as server, serving() as plain:
        addresses = (f"http://127.0.0.1:{server.port}/", f"https://127.0.0.1:{plain.port}/")
        live = evolve(reader, limits=HASTY).read(*addresses)
    assert len(problems(live)) == 2


def test_a_password_in_an_address_is_sent_and_never_told(tmp_path: Path, reader: Reader) -> None:
    """Basic authentication to the host that it is for; in what is told, read and kept there is none of it."""
    with serving() as server, serving() as other:
        server.routes["/feed"] = answer(302, b"", Location=other.address("/moved"))
        other.routes["/moved"] = answer(200, RSS)
        server.routes["/gone"] = answer(410)
        private = f"http://reader:s3cret@127.0.0.1:{server.port}"
        live = reader.read(f"{private}/feed", f"{private}/gone", f"{private}:99999/", "ftp://reader:s3cret@x.example/")
    assert server.asked[0].headers["authorization"] == "Basic cmVhZGVyOnMzY3JldA=="
    assert "authorization" not in other.asked[0].headers
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert kept
    assert "s3cret" not in f"{live} {kept!r}"
    assert "cmVhZGVy" not in f"{live} {kept!r}"
