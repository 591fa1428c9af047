"""Vietnamese numbers: text to exact decimal and back.

Comes in: what a person typed (`1.934,5`, `1934.5`, `08/13`, `≥5`, `gần 2000`). Goes out: a
`Quantity` of exact decimals that keeps the precision as typed, and its text as printed in
an official document. Never a binary float; rounding is half-up, as the statistics office does.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from functools import cache, lru_cache

from lsreport.i18n import _
from lsreport.records import record
from lsreport.store import open_store

# Wide enough for any official figure; half-up, where Babel's and Python's default is half-even.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
# A product or quotient of two such numbers, with its decimals, still fits in EXACT.
LONGEST = 20


class NumberTextError(ValueError):
    """A text is not one number. Carries a stable `code`, the sentence and the mend."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code, self.fix = code, fix


class Form(Enum):
    """How a quantity is stated. The value is what is printed before it, where words are."""

    EXACT = ""
    RANGE = "-"
    PAIR = "/"
    EQUAL = "tương đương"
    MORE = ">"
    LESS = "<"
    AT_LEAST = "≥"
    AT_MOST = "≤"
    ABOUT = "khoảng"
    NEARLY = "gần"
    OVER = "trên"
    UNDER = "dưới"


_SIGNS = {form.value: form for form in (Form.MORE, Form.LESS, Form.AT_LEAST, Form.AT_MOST)}
_WORDS = {form.value: form for form in (Form.ABOUT, Form.NEARLY, Form.OVER, Form.UNDER)}


@record
class Quantity:
    """A stated amount: one number, a range, a pair, a bound, an approximation or "equal".

    `first` is the number, the lower end or the part; `second` the upper end or the whole.
    """

    form: Form
    first: Decimal | None = None
    second: Decimal | None = None

    @property
    def number(self) -> Decimal | None:
        """Return the number to compute with, or None where there is not exactly one."""
        return self.first if self.form in (Form.EXACT, Form.ABOUT) else None

    @property
    def decimals(self) -> int:
        """Return how many decimals were typed (the printed precision)."""
        return max((decimals_of(x) for x in (self.first, self.second) if x is not None), default=0)

    def __neg__(self) -> Quantity:
        if self.form is Form.RANGE and self.first is not None and self.second is not None:
            return Quantity(self.form, EXACT.minus(self.second), EXACT.minus(self.first))
        first = None if self.first is None else EXACT.minus(self.first)
        return Quantity(self.form, first, self.second)


def exact(number: Decimal) -> Quantity:
    """Return the quantity of one exact number."""
    return Quantity(Form.EXACT, number)


def decimals_of(number: Decimal) -> int:
    """Return the number of decimals of a finite decimal, as typed (67.0 has one)."""
    return max(0, -int(number.as_tuple().exponent))


def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """Return the number at that many decimals.

    >>> round_half_up(Decimal("0.25"), 1)
    Decimal('0.3')
    """
    return EXACT.quantize(number, _unit_in_the_last_place(decimals))


@lru_cache(maxsize=64)
def _unit_in_the_last_place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


# --- text → decimal ---------------------------------------------------------------------

_NUMBER = r"[0-9][0-9.,]*"
_RANGE = re.compile(rf"([+\-−]?{_NUMBER})(?:\s*[-–]\s*({_NUMBER})|\s+[-–]\s+([\-−]{_NUMBER}))")
_PAIR = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})")
_PLAIN = re.compile(r"[0-9]+")
_USUAL = re.compile(r"-?[0-9]{1,9}(?:,[0-9]{1,6})?")
# No thousands begin with 0: "0.125" is a decimal and "0.125,5" a slip of the hand.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_GROUPED_WITH_DECIMALS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+")
_COMMA = re.compile(r"[0-9]+,[0-9]+")
_POINT = re.compile(r"[0-9]+\.[0-9]+")


def parse_decimal(text: str) -> Decimal:
    """Return the exact decimal of a typed number, Vietnamese or with a decimal point.

    >>> parse_decimal("1.934,5"), parse_decimal("1934.5"), parse_decimal("05")
    (Decimal('1934.5'), Decimal('1934.5'), Decimal('5'))

    Raises NumberTextError: `so-mo-ho` for a text with two readings (`3.965`), `so-qua-dai` for
    more digits than any official figure has, `so-sai` else.
    """
    typed = text.strip()
    sign = "-" if typed[:1] in "-−" and typed else ""
    body = typed.lstrip("+-−") if typed[:1] in ("+", "-", "−") else typed
    if len(typed) - len(body) > 1:
        raise _malformed(text)
    if _PLAIN.fullmatch(body):
        digits = body
    elif _COMMA.fullmatch(body):
        digits = body.replace(",", ".")
    elif _GROUPED_WITH_DECIMALS.fullmatch(body):
        digits = body.replace(".", "").replace(",", ".")
    elif _GROUPED.fullmatch(body):
        digits = _without_dots(body, sign)
    elif _POINT.fullmatch(body):
        digits = body
    else:
        raise _malformed(text)
    if len(digits.replace(".", "")) > LONGEST:
        raise _too_long(typed)
    return Decimal(sign + digits)


def _without_dots(body: str, sign: str) -> str:
    """Read dotted groups; one group after one to three digits could also be decimals."""
    whole = body.replace(".", "")
    if body.count(".") > 1:
        return whole
    readings = {"whole": sign + whole, "decimal": sign + body.replace(".", ",")}
    raise NumberTextError(
        "so-mo-ho",
        _("số «{text}» đọc được hai cách: {whole} hoặc {decimal}").format(
            text=sign + body, **readings
        ),
        _("viết {whole} nếu là số nguyên, {decimal} nếu là số thập phân").format(**readings),
    )


def _too_long(typed: str) -> NumberTextError:
    return NumberTextError(
        "so-qua-dai",
        _("số «{text}» dài quá {limit} chữ số").format(text=typed[:40], limit=LONGEST),
        _("kiểm tra xem có dính hai số vào nhau không"),
    )


def _malformed(text: str) -> NumberTextError:
    return NumberTextError(
        "so-sai",
        _("«{text}» không phải là một số").format(text=text.strip()[:40]),
        _("viết như 1.934,5 hoặc 1934.5; không kèm đơn vị, dấu % hay dấu cách giữa các chữ số"),
    )


@lru_cache(maxsize=16_384)  # most figures are short, and come again
def parse_quantity(text: str) -> Quantity:
    """Return the quantity of a typed figure.

    >>> parse_quantity("7 - 7,5").second, parse_quantity("≥5").form.name
    (Decimal('7.5'), 'AT_LEAST')

    A range of falls is typed with both signs and spaces: `-5 - -3`.

    Raises NumberTextError like `parse_decimal`, and `khoang-nguoc` for a range that falls.
    """
    typed = text.strip()
    if _USUAL.fullmatch(typed):  # most of a file
        return Quantity(Form.EXACT, Decimal(typed.replace(",", ".")))
    if typed in ("tuong_duong", "tương đương"):
        return Quantity(Form.EQUAL)
    if match := _PAIR.fullmatch(typed):
        return Quantity(Form.PAIR, parse_decimal(match[1]), parse_decimal(match[2]))
    if match := _RANGE.fullmatch(typed):
        low, high = parse_decimal(match[1]), parse_decimal(match[2] or match[3])
        if high < low:
            raise NumberTextError(
                "khoang-nguoc",
                _("khoảng «{text}» có đầu lớn hơn cuối").format(text=typed),
                _("viết số nhỏ trước, số lớn sau"),
            )
        return Quantity(Form.RANGE, low, high)
    if typed[:1] in _SIGNS:
        return Quantity(_SIGNS[typed[:1]], parse_decimal(typed[1:]))
    word, _space, rest = typed.partition(" ")
    if word.lower() in _WORDS:
        return Quantity(_WORDS[word.lower()], parse_decimal(rest))
    return Quantity(Form.EXACT, parse_decimal(typed))


# --- decimal → text ---------------------------------------------------------------------


_PRINTED = re.compile(r"[0-9]+(?:\.[0-9]{3})*(?:,[0-9]+)?")


def printed_number(text: str) -> Decimal | None:
    """Return the first number of a printed text, without sign; None where there is none.

    >>> printed_number("giảm 1.934,5 ha so với cùng kỳ")
    Decimal('1934.5')
    """
    match = _PRINTED.search(text)
    return Decimal(match[0].replace(".", "").replace(",", ".")) if match else None


@cache
def _separators() -> dict[int, str]:
    """Return Babel's Vietnamese separators, as a table for the ones Python prints."""
    store = open_store()
    kept: dict[int, str] | None = store.load("separators", "vi") if store else None
    if kept is not None:
        return kept
    from babel import Locale

    symbols = Locale.parse("vi").number_symbols["latn"]
    found = {ord(","): symbols["group"], ord("."): symbols["decimal"]}
    if store:
        store.save("separators", "vi", found)
    return found


def format_decimal(number: Decimal, decimals: int | None = None, pad: bool = False) -> str:
    """Return the number as printed: dot for thousands, decimal comma, half-up.

    `decimals` None keeps the precision as typed. `pad` prints whole numbers below ten with
    two digits, as offices count ("05 cửa khẩu").

    >>> format_decimal(Decimal("1029.5")), format_decimal(Decimal(5), pad=True)
    ('1.029,5', '05')
    """
    value = number if decimals is None else round_half_up(number, decimals)
    if not value:
        value = abs(value)  # no "-0,0"
    if pad and decimals_of(value) == 0 and 0 <= value < 10:
        return f"{int(value):02d}"
    text = f"{value:,f}"
    return text if text.isdigit() else text.translate(_separators())


def format_quantity(quantity: Quantity, decimals: int | None = None, pad: bool = False) -> str:
    """Return a quantity as printed; the inverse of `parse_quantity` for what people type.

    >>> format_quantity(parse_quantity("gần 2000")), format_quantity(parse_quantity("8/13"), pad=True)
    ('gần 2.000', '08/13')
    """
    if quantity.first is None:
        return quantity.form.value
    first = format_decimal(quantity.first, decimals, pad)
    if quantity.form is Form.EXACT:  # nearly all of them
        return first
    if quantity.second is not None:
        second = format_decimal(quantity.second, decimals, pad)
        return f"{first}/{second}" if quantity.form is Form.PAIR else f"{first} - {second}"
    if quantity.form in _WORDS.values():
        return f"{quantity.form.value} {first}"
    return f"{quantity.form.value}{first}"
