"""The promises at the top of language.md, each as a property of generated programs and items."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.model.decision import Curation, Decision, Outcome
from feedcurate.model.item import Item, Via
from feedcurate.testing.files import OUTCOMES, ListParts, Parts, RuleParts, conditions, programs
from feedcurate.testing.pool import NOW
from tests.lengths import at_most
from tests.properties.bites import Bites
from tests.properties.rules import INFORMATIVE, feeds, items

pytestmark = pytest.mark.property

STRENGTH = (Outcome.BLOCKED, Outcome.HIDDEN, Outcome.COLLAPSED, Outcome.SHOWN)
"""What a reader sees of a post, least first."""


def run(text: str, posts: Sequence[Item]) -> Curation:
    """What a rule file makes of some posts."""
    return fc.evaluate(fc.loads(text), posts, now=NOW)


def fired(curation: Curation) -> set[tuple[str, str, str]]:
    """The rules that fired, with the posts they fired on."""
    return {(d.source, d.id, b.rule) for d in curation.posts for b in (*d.because, *d.overridden)}


def unplaced(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """Decisions by post, without the places in the feed, which follow the date of a repost."""
    return {(d.source, d.id): d.model_copy(update={"place": None}) for d in decisions}


def without_places(curation: Curation) -> object:
    """A result without where its rules stand in their file, which shuffling changes."""

    def bare(decision: Decision) -> Decision:
        because = tuple(b.model_copy(update={"at": ""}) for b in decision.because)
        overridden = tuple(b.model_copy(update={"at": ""}) for b in decision.overridden)
        return decision.model_copy(update={"because": because, "overridden": overridden})

    shadow = tuple(s.model_copy(update={"because": s.because.model_copy(update={"at": ""})}) for s in curation.shadow)
    unmet = tuple(u.model_copy(update={"at": ""}) for u in curation.unmet)
    return tuple(bare(d) for d in curation.posts), unmet, shadow


@st.composite
def shuffled(draw: st.DrawFn, parts: Parts) -> str:
    """The same program with statements, list entries, actions and quotas in another order."""

    def mix(values: Iterable[str]) -> tuple[str, ...]:
        return tuple(draw(st.permutations(list(values))))

    lists = tuple(evolve(p, entries=mix(p.entries)) for p in parts.lists)
    rules = tuple(evolve(r, actions=mix(r.actions)) for r in parts.rules)
    mixed = Parts(lists, parts.others, rules, tuple(mix(parts.quotas)))
    return "\n".join(draw(st.permutations(mixed.statements())))


def test_a_file_is_a_set() -> None:
    """Shuffling statements, entries, actions, quotas and posts changes nothing."""
    bites = Bites()

    @given(st.data(), programs(quotas=True), feeds())
    def holds(data: st.DataObject, parts: Parts, posts: tuple[Item, ...]) -> None:
        expected = bites.note(run(parts.text(), posts))
        again = run(data.draw(shuffled(parts)), data.draw(st.permutations(posts)))
        assert without_places(again) == without_places(expected)

    holds()
    bites.check(*Outcome)


def test_adding_a_hide_never_raises_a_post() -> None:
    """With one more `hide`, and no quotas, no post is shown more than before."""
    bites = Bites()

    @given(programs(), conditions(), feeds(6))
    def holds(parts: Parts, when: str, posts: tuple[Item, ...]) -> None:
        before = bites.note(run(parts.text(), posts))
        after = run(f"{parts.text()}\nrule extra when {when} then hide", posts)
        seen = {(d.source, d.id): STRENGTH.index(d.outcome) for d in before.posts}
        assert all(STRENGTH.index(d.outcome) <= seen[d.source, d.id] for d in after.posts)

    holds()
    bites.check()


def test_keep_yields_to_block_alone() -> None:
    """A post that a `keep` rule speaks for is shown, whatever hides or collapses it, unless it is blocked."""
    bites = Bites()

    @given(programs(), feeds(6))
    def holds(parts: Parts, posts: tuple[Item, ...]) -> None:
        kept = {r.name for r in parts.rules if r.actions[0] == "keep" and not r.mode}
        for decision in bites.note(run(parts.text(), posts)).posts:
            fired = {b.rule for b in (*decision.because, *decision.overridden)}
            if fired & kept:
                assert decision.outcome in (Outcome.SHOWN, Outcome.BLOCKED)

    holds()
    bites.check()


def test_what_is_not_known_never_triggers() -> None:
    """A condition that holds while a value is unknown holds for every value that it may turn out to have.

    But for what looks at a whole post, where language.md has unknown parts skipped while title or text is known.
    """
    skipping = ("post mentions t", "post mentions {", "post matches", "post.words", "post.shouting", "post.emoji")
    strict = [atom for atom in INFORMATIVE if not atom.startswith(skipping)]
    bites = Bites()
    fields = ("author", "text", "title", "language", "published", "tags", "media", "links", "labels", "likes",
              "replies", "reason", "kind", "community", "sensitive", "updated", "mentions")  # fmt: skip

    @at_most(300)
    @given(st.lists(conditions(strict), min_size=4, max_size=4), feeds(6), items(), st.sampled_from(fields))
    def holds(whens: Sequence[str], posts: Sequence[Item], other: Item, field: str) -> None:
        rules = (RuleParts(f"r{n}", when, (OUTCOMES[n],)) for n, when in enumerate(whens))
        text = "\n".join((HEADER, *(rule.text() for rule in rules)))
        unknown = [post.model_copy(update={field: None}) for post in posts]
        known = [post.model_copy(update={field: getattr(other, field)}) for post in posts]
        assert fired(bites.note(run(text, unknown))) <= fired(run(text, known))

    holds()
    bites.check()


HEADER = Parts(
    (
        ListParts("accounts close", ("@ann@a.example", "@cat", '"https://b.example/@bob"')),
        ListParts("accounts others", ("close", "@dan.bsky.social", "@bob@b.example")),
        ListParts("sites tabloids", ("tab.example", "good.example/blog")),
        ListParts("topic t1", ('"summer body"', "#fitspo", '"straße"')),
        ListParts("topic t2", ("t1", '"cure *"', '"ダイエット"', "/fine/i")),
    ),
    ('set timezone: "Europe/Berlin"', "let always_true = post.id = post.id"),
    (),
    (),
).text()
"""The lists of the rules, without exceptions: an exception that is found takes a mention back."""


def test_composition_and_case_do_not_matter() -> None:
    """NFD for NFC and capitals for small letters in a post change no decision where no rule speaks of either."""
    bites = Bites()
    blind = [atom for atom in INFORMATIVE if "/" not in atom and "shouting" not in atom]

    @given(programs(blind), feeds(6))
    def holds(parts: Parts, posts: Sequence[Item]) -> None:
        changed = [p.model_copy(update={"text": _spelt(p.text), "title": _spelt(p.title)}) for p in posts]
        plain = parts.text().replace(", /fine/i", "")
        for expected, again in zip(bites.note(run(plain, posts)).posts, run(plain, changed).posts, strict=True):
            assert (again.outcome, again.shift, again.labels) == (expected.outcome, expected.shift, expected.labels)
            assert [b.rule for b in again.because] == [b.rule for b in expected.because]

    holds()
    bites.check()


def _spelt(text: str | None) -> str | None:
    """NFD and capitals; hashtags keep their capitals, which say where their words begin."""
    if text is None:
        return None
    words = (word if word.startswith("#") else word.upper() for word in text.split(" "))
    return unicodedata.normalize("NFD", " ".join(words))


def test_a_repost_is_judged_as_the_original() -> None:
    """A post and the repost of it get the same decision where no rule asks whether it is one."""
    bites = Bites()
    blind = [a for a in INFORMATIVE if "post is re" not in a]

    @given(programs(blind), feeds(6), items())
    def holds(parts: Parts, posts: Sequence[Item], other: Item) -> None:
        via = Via(id="r", account=other.author, at=NOW - timedelta(minutes=1))
        originals, reposts = ([p.model_copy(update={"via": v}) for p in posts] for v in (None, via))
        expected, again = bites.note(run(parts.text(), originals)).posts, run(parts.text(), reposts).posts
        assert unplaced(again) == unplaced(expected)

    holds()
    bites.check()


def test_a_checked_program_never_raises_and_loses_no_post() -> None:
    """Every post of the input is decided exactly once, those in the feed first and in their places."""
    bites = Bites()

    @given(programs(quotas=True), feeds(25))
    def holds(parts: Parts, posts: tuple[Item, ...]) -> None:
        decisions = bites.note(run(parts.text(), posts)).posts
        assert sorted((d.source, d.id) for d in decisions) == sorted((p.source, p.id) for p in posts)
        placed = [d.place for d in decisions if d.place is not None]
        assert placed == list(range(1, len(placed) + 1))
        assert all((d.place is None) == (n >= len(placed)) for n, d in enumerate(decisions))

    holds()
    bites.check(*Outcome)


def test_nothing_is_hidden_without_a_reason() -> None:
    """Whatever is not simply shown names the rule or the quota that made it so."""
    bites = Bites()

    @given(programs(quotas=True), feeds())
    def holds(parts: Parts, posts: tuple[Item, ...]) -> None:
        for decision in bites.note(run(parts.text(), posts)).posts:
            match decision.outcome:
                case Outcome.HELD:
                    assert decision.held
                case Outcome.HIDDEN | Outcome.BLOCKED | Outcome.COLLAPSED:
                    assert decision.because
                    assert all(b.clauses for b in decision.because)
                case _:
                    pass

    holds()
    bites.check(*Outcome)


def test_evidence_is_the_readers_own_words() -> None:
    """Each piece of evidence is exactly the characters it points at."""
    bites = Bites()
    seen = 0

    @given(programs(("post mentions t1", "post mentions t2", "post matches /[A-Z]{4}/")), feeds(6))
    def holds(parts: Parts, posts: Sequence[Item]) -> None:
        nonlocal seen
        by_id = {(post.source, post.id): post for post in posts}
        for decision in bites.note(run(parts.text(), posts)).posts:
            for evidence in (e for b in decision.because for c in b.clauses for e in c.evidence):
                if evidence.field in ("text", "title"):
                    seen += 1
                    text = getattr(by_id[decision.source, decision.id], evidence.field)
                    assert text[evidence.start : evidence.end] == evidence.words != ""

    holds()
    bites.check()
    assert seen
