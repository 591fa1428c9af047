"""A paragraph too long to be read at once: its pieces are one paragraph all the same."""

from __future__ import annotations

from lsreport.audit import audit_text
from lsreport.audit.findings import Finding
from lsreport.audit.reading.source import read_text

SENTENCE = (
    "Xã Hòa Bình có 1.250 hộ, trong đó 412 hộ trồng rừng, 36 hộ nuôi cá và 18 hộ làm dịch vụ. "
)
ITEM = "xã Hòa Bình 1.250 hộ; "


def _of(rule: str, text: str) -> list[Finding]:
    return [finding for finding in audit_text(text).findings if finding.rule == rule]


def test_a_bracket_may_open_in_one_piece_and_close_in_another() -> None:
    """Items in brackets longer than a piece are no brackets without partner."""
    listed = f"Số hộ đã kiểm tra ({ITEM * 1_500}xã An Bình 1.310 hộ)"
    assert not _of("ngoac", f"{listed} đều đạt.")
    (lone,) = _of("ngoac", f"{listed}) đều đạt.")
    assert lone.start <= len(listed) < lone.end


def test_square_brackets_too() -> None:
    """As round ones."""
    assert not _of("ngoac", f"Số hộ [{ITEM * 1_500}xã An Bình 1.310 hộ] đều đạt.")


def test_pieces_of_one_paragraph_are_not_two_paragraphs() -> None:
    """Pieces that happen to be alike are no repetition; two paragraphs that are alike are one."""
    assert not any("giống hệt" in one.computed for one in _of("lap-doan", SENTENCE * 600))
    other = "Đoạn này kể các xã. " + SENTENCE * 300
    text = f"{other}\nChăn nuôi ổn định.\n{other}"
    (twice,) = (one for one in _of("lap-doan", text) if "giống hệt" in one.computed)
    assert (twice.severity, twice.paragraph, twice.start, twice.end) == (
        "certain", 3, 0, len(other),
    )  # fmt: skip


def test_no_number_is_cut_in_two() -> None:
    """A piece ends behind a word."""
    text = "Các xã có " + "1.234,5 ha rừng, " * 1_500 + "1.234,5 ha đất."
    *pieces, _last = read_text(text).paragraphs
    assert pieces
    assert all(piece.plain.endswith(" ") for piece in pieces)
