"""No address of a local network is asked unless that is allowed: not by name, by redirect, or by a trick of DNS."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.live.connecting import Connecting
from feedcurate.live.locality import is_local
from tests.live.asking import HASTY, RSS, Reader, problems, titles
from tests.live.serving import Server, answer, redirect

REFUSED = "is in a local network, which is asked only where that is allowed (`--allow-local`)"

LOCAL = [
    "127.0.0.1", "127.9.9.9", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::",
    "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::",
    "2002:a9fe:a9fe::1", "2001:0:0:0:0:0:80ff:fffe", "2001:db8::1", "fec0::1", "100::1", "nowhere", "",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8",
          "64:ff9b::808:808", "2a00:1450:4001:81b::200e"]  # fmt: skip


@pytest.mark.parametrize("number", LOCAL)
def test_what_is_no_public_address_is_local(number: str) -> None:
    """Loopback, private, link-local, shared, reserved, and all of these inside IPv6."""
    assert is_local(number)


@pytest.mark.parametrize("number", PUBLIC)
def test_what_is_a_public_address_is_not_local(number: str) -> None:
    """The internet is asked."""
    assert not is_local(number)


@given(st.ip_addresses(v=4))
def test_what_the_standard_library_calls_private_is_local(address: IPv4Address) -> None:
    """No address of IPv4 is let through that Python knows to be none of the public ones."""
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert is_local(str(address))


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_as_local_as_it_is_alone(address: IPv4Address) -> None:
    """Writing an address of IPv4 as one of IPv6 changes nothing about it."""
    inside = [IPv6Address(f"::ffff:{address}"), IPv6Address(f"64:ff9b::{address}")]
    assert {is_local(str(one)) for one in inside} == {is_local(str(address))}


def resolver(*numbers: str) -> Callable[[str, int], object]:
    """A name service that knows one answer."""

    async def resolve(_: str, __: int) -> Sequence[str]:
        return numbers

    return resolve


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0"],
)
def test_this_machine_is_not_asked_however_it_is_written(host: str, server: Server, reader: Reader) -> None:
    """Every spelling of loopback is looked up, found out and refused; nobody is asked."""
    live = reader.read(f"http://{host}:{server.port}/feed", is_local_allowed=False)
    assert len(problems(live)) == 1
    assert problems(live)[0] == REFUSED or problems(live)[0].startswith("cannot be found")
    assert not server.asked


def test_this_machine_is_asked_where_that_is_allowed(server: Server, reader: Reader) -> None:
    """The same address with the reader's leave."""
    server.routes["/feed"] = answer(200, RSS)
    assert len(titles(reader.read(server.address(host="localhost")))) == 2


@pytest.mark.parametrize("number", ["10.0.0.7", "169.254.169.254", "::1", "fd00::7"])
def test_a_name_that_leads_into_a_local_network_is_refused(number: str, reader: Reader) -> None:
    """A public name with a private address is as good as the address."""
    live = reader.read("https://public.example/feed", is_local_allowed=False, resolver=resolver(number))
    assert problems(live) == [REFUSED]


def test_one_local_address_among_public_ones_is_enough(reader: Reader) -> None:
    """Every address of a name is looked at, not only the first."""
    live = reader.read("http://mixed.example/", is_local_allowed=False, resolver=resolver("1.1.1.1", "10.0.0.7"))
    assert problems(live) == [REFUSED]


def test_a_redirect_into_a_local_network_is_refused(
    server: Server, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first server may be asked, where it leads to may not."""
    server.routes["/feed"] = redirect(302, f"http://inside.example:{server.port}/secret")
    server.routes["/secret"] = answer(200, RSS)

    async def resolve(host: str, _: int) -> Sequence[str]:
        return ["10.0.0.7"] if host == "inside.example" else ["127.0.0.1"]

    monkeypatch.setattr("feedcurate.live.connecting.is_local", lambda number: number.startswith("10."))
    live = reader.read(server.address(host="outside.example"), is_local_allowed=False, resolver=resolve)
    assert problems(live) == [REFUSED]
    assert server.paths() == ["/feed"]


def test_a_name_that_changes_its_mind_gains_nothing(
    server: Server, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is connected to is the address that was checked: the name is looked up once a connection."""
    asked = []

    async def rebinding(host: str, _: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.99"]

    checked: list[str] = []

    def remember(number: str) -> bool:
        checked.append(number)
        return False

    monkeypatch.setattr("feedcurate.live.connecting.is_local", remember)
    server.routes["/feed"] = answer(200, RSS)
    live = reader.read(server.address(host="rebinding.example"), is_local_allowed=False, resolver=rebinding)
    assert len(titles(live)) == 2
    assert asked == ["rebinding.example"]
    assert checked == ["127.0.0.1"]


def test_a_connection_tries_the_next_address(server: Server) -> None:
    """A host with an address where nobody answers is reached at its other one."""

    async def connect() -> None:
        stream = await Connecting(_two, is_local_allowed=True).connect_tcp("two.example", server.port, 2)
        await stream.write(b"GET /feed HTTP/1.1\r\n\r\n")
        assert b"nothing here" in await stream.read(4096, 5)
        await stream.aclose()

    async def _two(_: str, __: int) -> Sequence[str]:
        return ["127.0.0.9", "127.0.0.1"]

    asyncio.run(connect())


def test_a_name_service_that_is_silent_is_not_waited_for(reader: Reader) -> None:
    """Looking up a name is bounded like everything else."""

    async def silent(_: str, __: int) -> Sequence[str]:
        await asyncio.sleep(60)
        return []

    live = evolve(reader, limits=HASTY).read("http://slow.example/", resolver=silent)
    assert problems(live) == ["cannot be found: nobody says within 1 seconds where it is"]


def test_a_name_with_no_address_is_told(reader: Reader) -> None:
    """An answer without any address is no address."""
    live = reader.read("http://empty.example/", resolver=resolver())
    assert problems(live) == ["cannot be found: its name leads to no address"]


@pytest.mark.parametrize("address", ["ftp://files.example/feed", "http:///feed", "http://[::1", "http://a..b/"])
def test_other_addresses_are_no_addresses(address: str, reader: Reader) -> None:
    """Only http and https are spoken, and only to hosts that can be."""
    assert len(problems(reader.read(address))) == 1
