"""What is said of values: entries of lists, patterns, files, settings, actions and quotas.

In: the user's words and where they stand. Out: diagnostics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from feedcurate.check.messages.articles import a
from feedcurate.check.suggest import did_you_mean, either, joined
from feedcurate.model.identity import site_of
from feedcurate.text.diagnostic import Diagnostic, Label
from feedcurate.text.span import Source, Span

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"]+", re.IGNORECASE)


# --- Words and patterns ---------------------------------------------------------------------------


def empty_pattern(text: str, span: Span) -> Diagnostic:
    """A phrase without a single word."""
    return Diagnostic("E140", f"`{text}` has no word to look for", span, "write at least one word, hashtag or emoji")


def misplaced_star(text: str, span: Span) -> Diagnostic:
    """A star where it means nothing."""
    return Diagnostic(
        "E141",
        f"the star in `{text}` stands where it means nothing",
        span,
        "a star ends a word (`mindful*`), stands alone for one word (`what * eat`), or before an apostrophe",
    )


def address_in_phrase(text: str, span: Span) -> Diagnostic:
    """A web address among words."""
    return Diagnostic(
        "E142",
        f"`{text}` is a web address, and addresses are not part of the words of a post",
        span,
        f'look at the links instead: `any(post.links where link.site = "{_site_in(text)}")`',
    )


def _site_in(text: str) -> str:
    """The site of the first address in a text, to show how it is looked for."""
    found = _ADDRESS.search(text)
    return (site_of(found[0]) if found else None) or "example.com"


def bad_regex(code: str, detail: str, span: Span, instead: str) -> Diagnostic:
    """A regular expression that RE2 does not take; the code says which sort of mistake."""
    return Diagnostic(code, detail, span, instead)


def regexes_too_big(span: Span) -> Diagnostic:
    """More regular expressions than may be held at once, told at the first that is too many."""
    return Diagnostic(
        "E147",
        "up to here, the regular expressions of these files take too much memory together",
        span,
        "write words as phrases, which take next to nothing, and join expressions with `|`",
    )


def pattern_too_long(length: int, most: int, span: Span) -> Diagnostic:
    """A phrase or regular expression over the limit."""
    return Diagnostic(
        "E148", f"this pattern has {length} characters; at most {most} are allowed", span, "split it in several entries"
    )


# --- Entries of lists -----------------------------------------------------------------------------


def not_an_account(text: str, span: Span) -> Diagnostic:
    """An entry that names no account."""
    return Diagnostic(
        "E149",
        f"`{text}` is not an account",
        span,
        'write `@name@host`, `@name.bsky.social`, a DID, or the address of its page in quotes: `"https://…"`',
    )


def not_a_site(text: str, span: Span) -> Diagnostic:
    """An entry that names no site."""
    return Diagnostic(
        "E150", f"`{text}` is not a site", span, "write a domain, with a path where wanted: `example.com`"
    )


def several_entries(text: str, span: Span) -> Diagnostic:
    """A line of a list file that is written as in a rule file: with commas."""
    return Diagnostic(
        "E164",
        f"`{text}` is not one entry",
        span,
        "write one entry a line, without commas; `--` starts a comment",
    )


# --- Files ----------------------------------------------------------------------------------------


def cannot_read(path: str, reason: str, span: Span) -> Diagnostic:
    """A used file that is not there or cannot be read."""
    return Diagnostic("E160", f"cannot read `{path}`: {reason}", span, "check the name; it is relative to this file")


def cannot_open(path: str, reason: str) -> Diagnostic:
    """A main file that is not there or cannot be read."""
    span = Span(Source(path, ""), 0, 0)
    return Diagnostic("E167", f"cannot read `{path}`: {reason}", span, "check the name of the rule file")


def outside_folder(path: str, span: Span) -> Diagnostic:
    """A used file outside the main file's folder."""
    return Diagnostic(
        "E161",
        f"`{path}` is outside the folder of the rule file",
        span,
        "copy the file beside the rules; absolute paths, `..` and links that lead out are not followed",
    )


def no_files_here(path: str, span: Span) -> Diagnostic:
    """`use` or `from` in a text that has no folder."""
    return Diagnostic(
        "E162",
        f"`{path}` cannot be read, since these rules may use no files",
        span,
        "load the rules from a file, or give `loads` a resolver",
    )


def unknown_pack(name: str, span: Span, packs: Iterable[str]) -> Diagnostic:
    """A pack that does not ship with this version."""
    known = tuple(packs)
    help_ = did_you_mean(name, known) or f"there are {either(known)}"
    return Diagnostic("E163", f"there is no pack `feedcurate:{name}`", span, help_)


def too_many_entries(what: str, most: int, span: Span) -> Diagnostic:
    """A list file over the limit."""
    return Diagnostic("E165", f"{what} has more than {most:,} entries", span, "split it or raise `Limits.file_entries`")


def lists_too_large(name: str, most: int, span: Span) -> Diagnostic:
    """Lists that, with the lists they contain written out, hold more than fits."""
    return Diagnostic(
        "E168",
        f"with `{name}`, the lists hold more than {most:,} entries, each counted wherever it is contained",
        span,
        "name the lists side by side where they are used, `author in {a, b}`, instead of putting one into the other",
    )


def too_many_files(most: int, span: Span) -> Diagnostic:
    """More used files than the limit allows."""
    return Diagnostic(
        "E166", f"more than {most} files are used", span, "join some of them, or raise `Limits.used_files`"
    )


# --- Settings -------------------------------------------------------------------------------------


def bad_setting(name: str, wanted: str, span: Span) -> Diagnostic:
    """A setting with a value of the wrong sort."""
    return Diagnostic("E170", f"`{name}` cannot be set to this", span, f"it takes {wanted}")


def settings_differ(name: str, span: Span, first: Span) -> Diagnostic:
    """Two statements that set one thing differently."""
    return Diagnostic(
        "E171", f"`{name}` is set in two ways", span, "keep one of them", "and here", (Label(first, "set here"),)
    )


def unknown_timezone(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """A time zone that the tz database does not know."""
    help_ = did_you_mean(name, candidates) or 'write a name of the tz database, such as "Europe/Berlin"'
    return Diagnostic("E172", f"there is no time zone `{name}`", span, help_)


def override_kind(name: str, wanted: str, given: str, span: Span, declared: Span) -> Diagnostic:
    """A used file's `let` set to a value of another kind."""
    return Diagnostic(
        "E173",
        f"`{name}` is {a(wanted)}, not {a(given)}",
        span,
        f"set it to {a(wanted)}",
        labels=(Label(declared, "declared here"),),
    )


def cannot_override(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """`set` of something a used file does not have."""
    known = tuple(candidates)
    help_ = did_you_mean(name, known) or "a `let` or a rule of a file that is used `as` a name can be set"
    return Diagnostic("E174", f"there is no `let` or rule `{name}` to set", span, help_)


# --- Rules ----------------------------------------------------------------------------------------


def unknown_action(
    name: str, span: Span, subject: str, candidates: Iterable[str], instead: str | None = None
) -> Diagnostic:
    """A verb after `then` that does nothing; `instead` is the action that other programs call so."""
    known = tuple(candidates)
    listed = f"a rule for {a(subject)} can {joined((f'`{k}`' for k in known), 'or')}"
    help_ = f"say `{instead}`" if instead else did_you_mean(name, known) or listed
    return Diagnostic("E175", f"a rule cannot `{name}`", span, help_)


def action_not_here(name: str, subject: str, span: Span, where: Sequence[str], candidates: Iterable[str]) -> Diagnostic:
    """An action of another subject."""
    return Diagnostic(
        "E176",
        f"`{name}` is for {joined(where, 'and')} rules, and this rule is for {a(subject)}",
        span,
        f"a rule that may says so behind its name: `for {where[0]}`; "
        f"a rule for {a(subject)} can {joined((f'`{k}`' for k in candidates), 'or')}",
    )


def action_needs(name: str, usage: str, span: Span) -> Diagnostic:
    """An action with a part missing, too much or of the wrong kind."""
    return Diagnostic("E177", f"`{name}` is not used like this", span, f"write `{usage}`")


def action_twice(name: str, span: Span, first: Span) -> Diagnostic:
    """One action twice in one rule."""
    return Diagnostic(
        "E178", f"`{name}` stands twice in this rule", span, "keep one of them", "again", (Label(first, "first"),)
    )


def not_positive(text: str, span: Span, help_: str) -> Diagnostic:
    """A duration that must be longer than nothing."""
    return Diagnostic("E179", f"`{text}` must be more than nothing", span, help_)


def no_fixed_amount(name: str, what: str, usage: str, span: Span, declared: Span | None = None) -> Diagnostic:
    """A name where an amount stands, and it stands for something else, or for what every post has its own of."""
    labels = () if declared is None else (Label(declared, "declared here"),)
    return Diagnostic("E192", f"`{name}` is not {what}", span, f"write `let {name} = {usage}`", labels=labels)


def dates_reversed(span: Span) -> Diagnostic:
    """A rule that ends before it starts."""
    return Diagnostic("E183", "this rule ends before it starts", span, "write the earlier date after `from`")


def bad_template(detail: str, span: Span) -> Diagnostic:
    """Braces in a text that name nothing."""
    return Diagnostic(
        "E185", detail, span, "write a value between braces, such as `{author.name}`; a brace itself is `{{`"
    )


def unknown_signal_type(name: str, span: Span, kinds: Iterable[str]) -> Diagnostic:
    """A signal of no known type."""
    known = tuple(kinds)
    return Diagnostic(
        "E186", f"`{name}` is not a type of signal", span, did_you_mean(name, known) or f"it is one of {either(known)}"
    )


# --- Feed -----------------------------------------------------------------------------------------


def bad_count(text: str, span: Span) -> Diagnostic:
    """A number of posts that is not a whole number of at least one."""
    return Diagnostic("E180", f"`{text}` is not a number of posts", span, "write a whole number from 1 to 1,000,000")


def more_than_all(count: int, window: int, span: Span) -> Diagnostic:
    """`at least 5 in 3`."""
    help_ = f"write `{window} in {count}`, or a smaller number"
    return Diagnostic("E181", f"{count} in {window} is more than all of them", span, help_)


def orders_differ(span: Span, first: Span) -> Diagnostic:
    """Two ways of ordering one feed."""
    return Diagnostic(
        "E182",
        "the feed is ordered in two ways",
        span,
        "keep one `order by`",
        "and here",
        (Label(first, "ordered here"),),
    )


def unknown_key(name: str, what: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """A word after `by`, `per` or `once per` that posts cannot be grouped by."""
    known = tuple(candidates)
    return Diagnostic(
        "E184", f"{what} cannot be `{name}`", span, did_you_mean(name, known) or f"it is one of {either(known)}"
    )


# --- This version ---------------------------------------------------------------------------------


def meaning_not_matched(span: Span) -> Diagnostic:
    """`like "…"`: read and formatted, but not run."""
    return Diagnostic(
        "E190",
        '`like "…"` is not in this version: no model that runs on your own machine finds meaning well enough',
        span,
        "write the words that such posts use; an app may compute a `signal` instead",
    )
