"""The generated corpus: planted faults are found, true sentences are left in peace."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from again import AGAIN
from corpus import FRAMES, planted_cases, true_cases
from frames import MORE
from moments import MOMENTS
from orders import ORDERS
from quotients import QUOTIENTS
from wholes import WHOLES

from lsreport.audit import audit_text

TRUE, EACH = 3600, 30
ALL = (*FRAMES, *MORE, *WHOLES, *ORDERS, *AGAIN, *MOMENTS, *QUOTIENTS)


def test_true_sentences_are_hardly_ever_flagged() -> None:
    """At most 0,1 % of true cases have a finding that is certain or likely; none is certain."""
    flagged, certain = [], []
    for case in true_cases(2024, TRUE, ALL):
        severities = {f.severity for f in audit_text(case.text).findings}
        flagged += [case] if severities & {"certain", "likely"} else []
        certain += [case] if "certain" in severities else []
    assert certain == []
    assert len(flagged) <= TRUE // 1000, flagged[:3]


def test_planted_faults_are_found() -> None:
    """At least 99 % of planted faults are found by a rule made for them."""
    missed: Counter[tuple[str, str]] = Counter()
    count = 0
    for case in planted_cases(2025, EACH, ALL):
        count += 1
        if not any(f.rule in case.rules for f in audit_text(case.text).findings):
            missed[case.frame, case.fault] += 1
    assert missed.total() * 100 <= count, missed


def test_work_grows_with_the_length() -> None:
    """Ten different stretches of text: at most eleven times the relations of one, on average."""
    texts = ["\n".join(c.text for c in true_cases(seed, 60)) for seed in range(10)]
    alone = sum(audit_text(text).tally.tested for text in texts)
    together = audit_text("\n".join(texts)).tally.tested
    assert together <= alone * 11 // 10
    copies = audit_text("\n".join([texts[0]] * 10)).tally.tested
    assert copies <= 11 * audit_text(texts[0]).tally.tested


@pytest.mark.parametrize(
    "text",
    [
        "tăng " + "9" * 1_000_000 + " tỷ đồng",
        "a" + "9" * 300_000,
        "(" * 200_000,
        "so với cùng kỳ tăng " * 10_000,
        "5% " * 20_000,
        "Xuất siêu 5,1 triệu USD. Xuất khẩu 9,1 triệu USD. Nhập khẩu 8,1 triệu USD. " * 1_000,
        "giảm -9,5% " * 20_000,
        "A đạt 5 tỷ đồng, trong đó: B 3 tỷ đồng; " * 4_000,
        "trong 11 nhóm hàng tăng 5 nhóm giảm " * 3_000,
        "<sup>1</sup>" * 20_000,
        "gồm: 5 tỷ đồng; trong đó 3 tỷ đồng, " * 5_000,
        "|" * 300_000,
        "|a" * 100_000 + "|",
        "| " * 100_000,
        " " * 500_000,
        "1." * 100_000,
    ],
    ids=range(16),
)
def test_garbage_is_answered_in_bounded_time(text: str) -> None:
    """Hostile text takes no longer than its length explains; findings are bounded too."""
    begin = time.process_time()
    found = audit_text(text).findings
    assert time.process_time() - begin < 30
    assert len(found) <= 60_000
