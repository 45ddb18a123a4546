"""What the proofs find of what was planted, and what they make of claims whose truth is known.

In: how many defects and claims of each sort. Out: `Tally`s of planted, found and false alarms, `Claims` counted, and
the time that it took. How a defect counts as found stands in `proof_defects`, how a claim counts in `proof_claims`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter

from attrs import Factory, define, evolve, frozen

from benchmarks.proof_claims import Court, Stated, stated, text_of
from benchmarks.proof_defects import MAIN_KINDS, OTHER_KINDS, Kind, Planted
from benchmarks.proof_programs import NOW, clean
from feedcurate import loads
from feedcurate.proof import Status, prove
from feedcurate.proof.warnings import Warned, plain_warnings, proved_warnings, written

CODES: Mapping[Kind, str] = {
    Kind.DEAD: "W301",
    Kind.ALWAYS_TRUE: "W302",
    Kind.SHADOWED: "W303",
    Kind.SHADOWED_ELSEWHERE: "W303",
    Kind.CONTRADICTORY: "W304",
    Kind.NO_INFLUENCE: "W305",
    Kind.DUPLICATE: "W306",
    Kind.COVERED_ENTRY: "W307",
    Kind.QUOTAS: "W308",
    Kind.UNUSED: "W309",
    Kind.EMPTY_REGEX: "W310",
    Kind.PAST_UNTIL: "W311",
}
"""By which warning each kind is found; false claims are found by `prove`."""


@define
class Tally:
    """One kind: how many were planted and found, and how often it was said of a program without any."""

    kind: Kind
    planted: int = 0
    found: int = 0
    alarms: int = 0
    missed: list[str] = Factory(list)
    """The variants that were not found."""


@frozen
class Outcome:
    """All kinds, and the seconds that one program took on average."""

    tallies: tuple[Tally, ...]
    seconds: float


def counted(planted: Sequence[Planted]) -> Outcome:
    """Look for every defect, and at every program without it."""
    tallies = {kind: Tally(kind) for kind in (*MAIN_KINDS, *OTHER_KINDS)}
    begin = perf_counter()
    for one in planted:
        tally = tallies[one.kind]
        tally.planted += 1
        if is_found(one):
            tally.found += 1
        else:
            tally.missed.append(one.plant.variant)
        for kind in alarms(one.base.text()):
            tallies[kind].alarms += 1
    return Outcome(tuple(tallies.values()), (perf_counter() - begin) / max(1, 2 * len(planted)))


def is_found(planted: Planted) -> bool:
    """Whether a defect is found, and told of what it is about."""
    if planted.kind is Kind.FALSE_CLAIM:
        return bool(refuted(planted.text) & planted.concerned)
    return any(
        one.diagnostic.code == CODES[planted.kind] and (names(one) & planted.concerned) for one in said_of(planted.text)
    )


def alarms(text: str) -> Iterator[Kind]:
    """The kinds that are said to be in a program that has none."""
    kinds = {code: kind for kind, code in reversed(list(CODES.items()))}
    yield from (kinds[one.diagnostic.code] for one in said_of(text))
    yield from (Kind.FALSE_CLAIM for _ in refuted(text))


def said_of(text: str) -> list[Warned]:
    """All warnings about a program."""
    rules = written(loads(text), NOW)
    return [*plain_warnings(rules), *proved_warnings(rules)]


def names(warned: Warned) -> set[str]:
    """What a warning names or underlines."""
    quoted = warned.diagnostic.message.split("`")[1::2]
    return {*warned.rules, *quoted, warned.diagnostic.span.text}


def refuted(text: str) -> set[str]:
    """The titles of the claims that are refuted with a post which the interpreter confirms."""
    court, found = Court(text), set[str]()
    for finding in prove(loads(text)):
        if finding.status is Status.REFUTED and finding.world is not None:
            world = finding.world
            if court.answers(world.item, world.facts, world.now)[finding.claim.title] is False:
                found.add(finding.claim.title)
    return found


@define
class Claims:
    """Claims of one truth: how many there are, and what became of them; `wrong` contradicts what they are."""

    true: bool
    count: int = 0
    proved: int = 0
    refuted: int = 0
    undecided: int = 0
    wrong: int = 0


def claims(files: Sequence[str]) -> tuple[tuple[Claims, Claims], float]:
    """What becomes of the true and of the false claims of some files, and the longest that one file takes."""
    tallies = {True: Claims(true=True), False: Claims(true=False)}
    longest = 0.0
    for file in files:
        by_title = {one.title: one for one in stated() if one.file == file}
        begin = perf_counter()
        findings = prove(loads(text_of(file)))
        longest = max(longest, perf_counter() - begin)
        confirmed = refuted(text_of(file))
        for finding in findings:
            title = finding.claim.title
            _count(tallies[by_title[title].true], by_title[title], finding.status, title in confirmed)
    return (tallies[True], tallies[False]), longest


def _count(tally: Claims, claim: Stated, status: Status, is_confirmed: bool) -> None:
    tally.count += 1
    tally.proved += status is Status.PROVED
    tally.refuted += status is Status.REFUTED and is_confirmed
    tally.undecided += status is Status.UNDECIDED
    tally.wrong += status is (Status.REFUTED if claim.true else Status.PROVED)
    tally.wrong += status is Status.REFUTED and not is_confirmed


def seconds_for(rules: int) -> float:
    """How long all warnings about a clean program of so many rules for posts take."""
    ruleset = loads(clean(5, rules).text())
    begin = perf_counter()
    text = written(ruleset, NOW)
    found = [*plain_warnings(text), *proved_warnings(text)]
    assert not found
    return perf_counter() - begin


def seconds_to_prove(rules: int) -> float:
    """How long the claims about such a program take: a tenth as many as it has rules, a quarter of them false."""
    program = clean(5, rules)
    false = tuple(f'never "{rule.name} fires": fires {rule.name}' for rule in program.rules[: rules // 40])
    claimed = evolve(program, claims=(*program.claims[: rules // 10 - len(false)], *false))
    ruleset = loads(claimed.text())
    begin = perf_counter()
    statuses = [finding.status for finding in prove(ruleset)]
    taken = perf_counter() - begin
    assert len(statuses) == rules // 10
    assert statuses.count(Status.REFUTED) == len(false)
    return taken
