"""Words before a number that say what it is.

In: nothing. Out: expressions for the end of a text that a number follows, to be searched in a few characters only.
"""

from __future__ import annotations

import re

_PHONES = (
    *("tel", "phone", "telephone", "cell", "mobile?", "fax", "call", "whatsapp", "wa", "sms", "hotline"),
    *("telefon", "handy", "ruf", "anrufen", "tél", "téléphone", "portable", "telefone", "telefono", "teléfono"),
    *("móvil", "celular", "llama", "telemóvel", "тел", "телефон", "τηλ"),
)
_PHONES_GLUED = ("text me", "number is", "[☎✆📞📱]", "電話", "电话", "手机", "전화", "هاتف", "फोन", "โทร")
_BETWEEN = ("-?(?:nr|no|number|nummer|num)", "me", "us", "is", "at", "on", "an", "unter", "au", "al", ":")

CALLED = re.compile(
    rf"(?:\b(?:{'|'.join(_PHONES)})\b|{'|'.join(_PHONES_GLUED)})"
    rf"[ .:/(-]{{0,3}}(?:(?:{'|'.join(_BETWEEN)})[ .:]{{1,2}}){{0,3}}\Z",
    re.IGNORECASE,
)
"""A telephone number follows."""

_BOOKS = ("isbn(?:-1[03])?", "issn", "ean", "doi", "sku", "serial", "version")
_BUSINESS = ("order", "invoice", "ticket", "tracking", "case", "rechnung", "bestellung", "commande", "pedido")
_GERMAN = "(?:bestell|rechnungs|artikel|auftrags|kunden)(?:nummer|-?nr)"

NUMBERED = re.compile(
    rf"\b(?:{'|'.join((*_BOOKS, *_BUSINESS, _GERMAN))})[ .:#-]{{0,3}}(?:(?:no|nr|id|number)[ .:]{{1,2}})?\Z",
    re.IGNORECASE,
)
"""The number of something else follows."""

LISTED = re.compile(r"\b(?:id|no|nr|n°|№|ref|art)[ .:#-]{0,3}\Z", re.IGNORECASE)
"""Some number follows; it may be a telephone number where it is written like one, in groups."""

STATE = re.compile(r"\b[A-Z]{2},?\s{1,8}\Z")
"""A state of the USA, behind which nine digits are a postcode: `Boston, MA 02110-1301`."""
