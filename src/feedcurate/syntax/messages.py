"""The wording of everything that is said while a file is read, a named function each; the pages are in `text/pages`.

In: the user's words and where they stand. Out: diagnostics. How an unexpected word or sign is told is in `surprises`.
"""

from __future__ import annotations

from feedcurate.text.diagnostic import Diagnostic, Fix, Label
from feedcurate.text.span import Span

# --- The file as a whole --------------------------------------------------------------------------


def not_utf8(span: Span) -> Diagnostic:
    """Bytes that are no UTF-8."""
    return Diagnostic(
        "E001", "the file is not UTF-8", span, "save it as UTF-8 in your editor", "here is the first odd byte"
    )


def other_encoding(encoding: str, span: Span) -> Diagnostic:
    """A file in UTF-16 or UTF-32."""
    return Diagnostic("E002", f"the file is {encoding}, not UTF-8", span, "save it as UTF-8 in your editor")


def control_character(character: str, span: Span) -> Diagnostic:
    """A character that no text has: NUL, escape, half of a surrogate pair."""
    help_ = "remove it; in a text write it as an escape such as `\\u{7}`"
    return Diagnostic("E003", f"the file holds the control character U+{ord(character):04X}", span, help_)


def file_too_large(most: int, span: Span) -> Diagnostic:
    """A file over the limit."""
    return Diagnostic(
        "E004", f"the file has more than {most:,} bytes", span, 'keep long lists in files: `topic x from "file"`'
    )


def too_many_statements(most: int, span: Span) -> Diagnostic:
    """One statement more than the limit."""
    return Diagnostic("E005", f"the file has more than {most:,} statements", span, "the rest of the file was not read")


def too_many_entries(most: int, span: Span) -> Diagnostic:
    """One entry more than a list may have."""
    help_ = 'keep long lists in files, one entry a line: `topic x from "file"`'
    return Diagnostic("E006", f"more than {most:,} entries in one list", span, help_)


def nested_too_deep(most: int, span: Span) -> Diagnostic:
    """One level of brackets, `not`s or dots more than the limit."""
    return Diagnostic("E007", f"nested deeper than {most:,} levels", span, "give the inner parts names with `let`")


def too_long(length: int, most: int, span: Span) -> Diagnostic:
    """A text, name or pattern over the limit."""
    message = f"{length:,} characters in one piece; at most {most:,} are allowed"
    return Diagnostic("E008", message, span, "shorten it, or split it in several")


# --- Texts, patterns and comments -----------------------------------------------------------------


def unfinished_text(span: Span) -> Diagnostic:
    """A text that its line ends before."""
    help_ = 'write `"` at its end; a text stays on one line, and a line end inside it is written `\\n`'
    return Diagnostic("E010", "the text is not finished", span, help_, 'no `"` closes it on this line')


def missing_quote(span: Span) -> Diagnostic:
    """A text that is closed by the quote that should open the next one."""
    help_ = 'write `"` where each text starts and where it ends; inside a text it is written `\\"`'
    note = "this ends where another text should start"
    return Diagnostic("E010", "a quote is missing on this line", span, help_, note)


def unfinished_regex(span: Span) -> Diagnostic:
    """A regular expression that its line ends before."""
    help_ = "write `/` at its end; a slash inside it is written `\\/`"
    return Diagnostic("E011", "the regular expression is not finished", span, help_, "no `/` closes it on this line")


def typographic_quote(quote: str, span: Span) -> Diagnostic:
    """A text between curly or angled quotes, as word processors make them."""
    return Diagnostic("E012", f"`{quote}` does not quote a text", span, 'use the straight quote `"`')


def single_quote(quote: str, span: Span) -> Diagnostic:
    """A text between single quotes or backticks."""
    return Diagnostic("E013", f"`{quote}` does not quote a text", span, 'use `"`')


def unknown_escape(escape: str, span: Span) -> Diagnostic:
    r"""A backslash before a character that has no escape."""
    help_ = 'the escapes are `\\"`, `\\\\`, `\\n`, `\\t` and `\\u{1F600}`; a backslash itself is `\\\\`'
    return Diagnostic("E014", f"`{escape}` is no escape", span, help_)


def no_such_character(escape: str, span: Span) -> Diagnostic:
    r"""`\u{…}` with a number that is no character."""
    return Diagnostic(
        "E015", f"`{escape}` is no character", span, "code points go up to `10FFFF`, without `D800` to `DFFF`"
    )


def glued_comment(span: Span) -> Diagnostic:
    """`--` right behind something."""
    help_ = "put a space before `--` for a comment; for minus a negative number write `- -`"
    return Diagnostic("E016", "`--` is glued to what stands before it", span, help_, fix=Fix(span, " --"))


def foreign_comment(sign: str, span: Span) -> Diagnostic:
    """A comment as other languages write it."""
    return Diagnostic("E017", f"`{sign}` does not start a comment", span, "comments start with `--`")


def unknown_sign(sign: str, help_: str, span: Span) -> Diagnostic:
    """A character that means nothing outside a text."""
    return Diagnostic("E018", f"`{sign}` means nothing here", span, help_)


# --- Names and literals ---------------------------------------------------------------------------


def not_nfc(name: str, composed: str, span: Span) -> Diagnostic:
    """A name whose letters are spelled in parts."""
    help_ = "write its accents as one character with their letters (Unicode NFC)"
    return Diagnostic("E019", f"the name `{name}` is not in composed form", span, help_, fix=Fix(span, composed))


def not_a_name(name: str, span: Span) -> Diagnostic:
    """A word with something in it that is no letter, digit or `_`."""
    odd = next((c for i, c in enumerate(name) if not f"a{c}".isidentifier() or not name[: i + 1].isidentifier()), name)
    help_ = "names are made of letters, digits and `_`, and start with none of the digits"
    return Diagnostic("E020", f"`{name}` is no name: U+{ord(odd[0]):04X} cannot stand there", span, help_)


def unknown_flag(flags: str, span: Span) -> Diagnostic:
    """Letters behind a regular expression that are no flag."""
    return Diagnostic(
        "E021", f"`{flags}` is no flag of a regular expression", span, "the only flag is `i`, for any case"
    )


def malformed_number(number: str, span: Span, help_: str) -> Diagnostic:
    """A number written as it cannot be written here."""
    return Diagnostic("E022", f"`{''.join(number.split())}` is no number", span, " ".join(help_.split()))


def number_too_large(span: Span) -> Diagnostic:
    """A number beyond the doubles."""
    return Diagnostic("E023", "the number is too large", span, "numbers go up to about 1.8 followed by 308 digits")


def no_such_clock(clock: str, span: Span) -> Diagnostic:
    """A time of day that no day has, or one without its two digits."""
    help_ = "write hours and minutes with two digits each, from `00:00` to `23:59`"
    return Diagnostic("E024", f"`{clock}` is no time of day", span, help_)


def no_such_date(date: str, span: Span) -> Diagnostic:
    """A day that no calendar has, or one without its digits."""
    return Diagnostic("E025", f"`{date}` is no date", span, "write year, month and day, such as `2026-02-28`")


def hashtag_of_digits(tag: str, span: Span) -> Diagnostic:
    """`#123`, which no platform takes for a hashtag."""
    return Diagnostic("E026", f"`{tag}` is no hashtag", span, f'a hashtag has a letter; for the words write `"{tag}"`')


def duration_too_long(span: Span) -> Diagnostic:
    """More than 100 years."""
    return Diagnostic("E027", "the duration is longer than 100 years", span, "write a shorter one")


def negative_what(span: Span) -> Diagnostic:
    """A minus before something that is no number."""
    return Diagnostic("E028", "a minus can stand before a number only", span, "write `0 - …`")


# --- Signs of other languages ---------------------------------------------------------------------


def foreign_equals(sign: str, span: Span) -> Diagnostic:
    """`==` and its like."""
    return Diagnostic("E030", f"`{sign}` is no comparison", span, "write `=`", fix=Fix(span, "="))


def foreign_comparison(sign: str, instead: str, span: Span) -> Diagnostic:
    """`=>`, `≥`, `<>` and their like."""
    return Diagnostic("E031", f"`{sign}` is no comparison", span, f"write `{instead}`", fix=Fix(span, instead))


def foreign_logic(sign: str, instead: str, span: Span) -> Diagnostic:
    """`&&`, `||`, `!` and their like."""
    return Diagnostic(
        "E032", f"`{sign}` joins no conditions", span, f"write `{instead}`", fix=Fix(span, f" {instead} ")
    )


def semicolon(span: Span) -> Diagnostic:
    """A semicolon, which nothing here needs."""
    return Diagnostic("E033", "`;` ends nothing here", span, "leave it out, or write `,` between the parts of a list")


def square_bracket(sign: str, span: Span) -> Diagnostic:
    """`[…]` for a set."""
    return Diagnostic("E034", f"`{sign}` encloses nothing here", span, "write a set as `{a, b}`")


def hyphen_in_name(name: str, span: Span) -> Diagnostic:
    """`no-comparison` for a name."""
    instead = name.replace("-", "_")
    help_ = f'write `{instead}`; a value that is spelled with a hyphen is quoted: `"{name}"`'
    return Diagnostic("E035", f"the name `{name}` has a hyphen", span, help_, fix=Fix(span, instead))


def bare_address(span: Span) -> Diagnostic:
    """`https://…` outside of quotes."""
    help_ = 'put it in quotes: `"https://example.com/@name"`; a site is its domain alone: `example.com`'
    return Diagnostic("E036", "a web address cannot stand here without quotes", span, help_)


def foreign_arrow(sign: str, instead: str, span: Span) -> Diagnostic:
    """`:=` or `->`."""
    return Diagnostic("E037", f"`{sign}` means nothing here", span, f"write `{instead}`", fix=Fix(span, instead))


# --- What stands where ----------------------------------------------------------------------------


def unexpected(found: str, expected: str, span: Span, help_: str = "") -> Diagnostic:
    """Something that cannot stand where it stands."""
    return Diagnostic("E040", f"{found} cannot stand here", span, help_, f"expected {expected}")


def unfinished_statement(what: str, expected: str, span: Span) -> Diagnostic:
    """The next statement, or the end of the file, in the middle of one."""
    return Diagnostic("E041", f"{what} is not finished", span, f"expected {expected}", f"{what} stops before this")


def unknown_statement(found: str, span: Span, instead: str | None) -> Diagnostic:
    """Something at the start of a statement that starts none."""
    if instead:
        return Diagnostic(
            "E042", f"{found} starts no statement", span, f"did you mean `{instead}`?", fix=Fix(span, instead)
        )
    help_ = "statements start with `accounts`, `sites`, `topic`, `let`, `rule`, `feed`, `example`, `always`, `never`, "
    return Diagnostic("E042", f"{found} starts no statement", span, help_ + "`use`, `set` or `signal`")


def missing_comma(found: str, between: str, span: Span) -> Diagnostic:
    """Two things of a list without a comma."""
    place = Span(span.source, span.start, span.start)
    return Diagnostic(
        "E043", f"a comma is missing before {found}", span, f"write `,` between {between}", fix=Fix(place, ", ")
    )


def missing_then(span: Span) -> Diagnostic:
    """A rule's condition with an action right behind it."""
    place = Span(span.source, span.start, span.start)
    return Diagnostic(
        "E044", "`then` is missing before what the rule does", span, "write `then` before it", fix=Fix(place, "then ")
    )


def missing_when(span: Span) -> Diagnostic:
    """A rule or quota with no `when` before its condition."""
    return Diagnostic(
        "E045", "`when` is missing before the condition", span, "write `when` and a condition; `when always` is one"
    )


def missing_colon(found: str, what: str, span: Span) -> Diagnostic:
    """A name with its entries, value or condition right behind it."""
    place = Span(span.source, span.start, span.start)
    return Diagnostic(
        "E046", f"a colon is missing before {found}", span, f"write `:` behind {what}", fix=Fix(place, ": ")
    )


def foreign_word(word: str, help_: str, span: Span) -> Diagnostic:
    """A word that means something in other languages."""
    return Diagnostic("E047", f"`{word}` is not a word of this language", span, help_)


def reserved_name(word: str, span: Span) -> Diagnostic:
    """A reserved word where a name is declared."""
    return Diagnostic(
        "E048", f"`{word}` is a reserved word and cannot be a name", span, f"take another, such as `{word}_`"
    )


def reserved_value(word: str, span: Span) -> Diagnostic:
    """A reserved word where its text is meant."""
    help_ = f'put it in quotes: `"{word}"`'
    return Diagnostic("E049", f"`{word}` is a reserved word", span, help_, fix=Fix(span, f'"{word}"'))


def unknown_unit(word: str, help_: str, span: Span, fix: Fix | None = None) -> Diagnostic:
    """A word behind a number that is no unit."""
    return Diagnostic("E050", f"`{word}` is no unit", span, help_, fix=fix)


def reversed_range(low: str, high: str, span: Span) -> Diagnostic:
    """A range of numbers whose end comes before its start."""
    instead = f"{high}..{low}"
    return Diagnostic("E051", "the range ends before it starts", span, f"write `{instead}`", fix=Fix(span, instead))


def mixed_range(low: str, high: str, span: Span, instead: str | None) -> Diagnostic:
    """A range from one kind of thing to another."""
    help_ = f"write `{instead}`" if instead else "write two numbers, shares, durations, clocks, dates or words"
    fix = Fix(span, instead) if instead else None
    return Diagnostic("E052", f"a range cannot go from {low} to {high}", span, help_, fix=fix)


def chained_comparison(span: Span) -> Diagnostic:
    """`1 < x < 3`."""
    help_ = "write `x between 1 and 3`, or join two comparisons with `and`"
    return Diagnostic("E053", "comparisons are not chained", span, help_, "a second comparison of the same value")


def missing_name(what: str, span: Span) -> Diagnostic:
    """A statement with no name behind its keyword."""
    return Diagnostic("E054", f"the {what} has no name", span, f"write a name behind `{what}`")


def unclosed(sign: str, closing: str, span: Span, opened: Span) -> Diagnostic:
    """A bracket that nothing closes."""
    label = Label(opened, "it is opened here")
    return Diagnostic("E055", f"`{sign}` is not closed", span, f"write `{closing}` before this", labels=(label,))


def unopened(sign: str, opening: str, span: Span) -> Diagnostic:
    """A closing bracket that nothing opened."""
    return Diagnostic("E056", f"`{sign}` closes nothing", span, f"remove it, or write `{opening}` where it should open")


def misplaced_line(word: str, home: str, span: Span) -> Diagnostic:
    """A line of an example, a rule or the feed outside of it."""
    return Diagnostic("E057", f"`{word}` stands outside of {home}", span, f"`{word}` belongs in {home}")


def wrong_entry(found: str, kind: str, wanted: str, span: Span) -> Diagnostic:
    """An entry of another kind than the list's."""
    return Diagnostic("E058", f"{found} is no entry of `{kind}`", span, f"write {wanted}")


def account_without_at(account: str, span: Span) -> Diagnostic:
    """`name@host` for an account."""
    instead = f"@{account}"
    return Diagnostic(
        "E059", f"the account `{account}` has no `@` in front", span, f"write `{instead}`", fix=Fix(span, instead)
    )


# --- The JSON form --------------------------------------------------------------------------------


def bad_json_form(where: str, problem: str, span: Span) -> Diagnostic:
    """JSON that is no rule file."""
    return Diagnostic("E060", f"`{where}` {problem}", span, "see program.schema.json in the reference")


def other_version(version: str, supported: str, span: Span) -> Diagnostic:
    """A JSON form of another version of the language."""
    return Diagnostic("E061", f"the version is `{version}`", span, f"this library reads version `{supported}`")
