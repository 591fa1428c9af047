"""What is false in documents under the data of today, and which revision made it so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from desk import Desk
from living import MAY, drafted, edited, place_of
from word_files import paragraph, word_file

from lsreport.impact import Impact, impact_of, impact_of_register, known_in
from lsreport.periods import parse_period
from lsreport.publish import issue, write_entry
from lsreport.revisions import revise

LETTER = word_file(
    paragraph(
        "Lúa đạt {{ lua.luy_ke.muc }}, {{ lua.luy_ke.tang|so_voi }}. Ngô {{ ngo.luy_ke.muc }}."
    )
    + paragraph("Đạt {{ lua.luy_ke.dat }} kế hoạch.")
)


@pytest.fixture
def raw(desk: Desk) -> bytes:
    """Return a letter."""
    return drafted(desk, LETTER)


def change(desk: Desk, word: str, day: int, reason: str, agency: str | None = None) -> None:
    """Revise the data of May in June."""
    revise(
        place_of(desk), "tinh", parse_period("2024-05"), [word],
        day=date(2024, 6, day), reason=reason, agency=agency,
    )  # fmt: skip


def told(found: list[Impact]) -> list[tuple[str, str, str, str]]:
    """Return expression, old, new, cause of each."""
    return [(hit.expression, hit.printed, hit.now, hit.cause) for hit in found]


def test_nothing_is_false_while_the_data_stand(desk: Desk, raw: bytes) -> None:
    """No document, no register: nothing."""
    assert impact_of(raw, "a.docx", place_of(desk)) == []
    assert impact_of_register(place_of(desk)) == []


def test_a_false_figure_is_told_with_its_sentence_and_the_revision(desk: Desk, raw: bytes) -> None:
    """Day, agency, reason; what follows from it too."""
    change(desk, "lua.luy_ke.muc=1210", 20, "Đo lại", "Sở Nông nghiệp")
    found = impact_of(raw, "a.docx", place_of(desk))
    cause = "20/6/2024, Sở Nông nghiệp: Đo lại"
    assert [hit.expression for hit in found] == ["lua.luy_ke.muc", "lua.luy_ke.dat"]
    assert {hit.cause for hit in found} == {cause}
    assert found[0].as_json() == {
        "document": "a.docx",
        "expression": "lua.luy_ke.muc",
        "period": "2024-05",
        "printed": "1.203,75 ha",
        "now": "1.210 ha",
        "sentence": "Lúa đạt 1.203,75 ha, giảm 3,4% so với cùng kỳ.",
        "cause": cause,
    }


def test_the_cause_is_the_revision_that_the_figure_rests_on(desk: Desk, raw: bytes) -> None:
    """Of several in one log, the last that states it; without an agency only day and reason."""
    change(desk, "lua.luy_ke.muc=1210", 20, "Một")
    change(desk, "ngo.luy_ke.muc=47", 21, "Hai")
    change(desk, "lua.luy_ke.muc=1211", 22, "Ba")
    found = {x[0]: x[2:] for x in told(impact_of(raw, "a.docx", place_of(desk)))}
    assert found["lua.luy_ke.muc"] == ("1.211 ha", "22/6/2024: Ba")
    assert found["ngo.luy_ke.muc"] == ("47 ha", "21/6/2024: Hai")


def test_a_figure_is_known_by_the_name_of_its_indicator(desk: Desk, raw: bytes) -> None:
    """Whole, where a control's title is cut; what is no figure has no name and no cause."""
    change(desk, "lua.luy_ke.muc=1210", 20, "Một")
    known = known_in(raw, "a.docx", place_of(desk))
    cause = "20/6/2024: Một"
    assert known({"period": "2024-05", "expression": "lua.luy_ke.muc"}) == ("Diện tích lúa", cause)
    assert known({"period": "2024-05", "expression": "ky.thang"}) == ("", "")
    assert known({"period": "2024-05", "expression": "mat.luy_ke.muc"}) == ("", "")
    assert known_in(LETTER, "b.docx", place_of(desk))({}) == ("", "")


def test_a_change_by_hand_has_no_revision_to_name(desk: Desk, raw: bytes) -> None:
    """The file of the period was edited; git knows more."""
    desk.edit(MAY, "muc: 45,5", "muc: 46")
    assert told(impact_of(raw, "a.docx", place_of(desk))) == [
        ("ngo.luy_ke.muc", "45,5 ha", "46 ha", "")
    ]


def test_what_a_person_typed_over_a_figure_is_held_against_the_data(desk: Desk, raw: bytes) -> None:
    """It says otherwise, whoever said it first."""
    person = edited(raw, ("45,5 ha", "46 ha"))
    assert told(impact_of(person, "a.docx", place_of(desk))) == [
        ("ngo.luy_ke.muc", "46 ha", "45,5 ha", "")
    ]
    change(desk, "ngo.luy_ke.muc=46", 20, "Đo lại")
    assert impact_of(person, "a.docx", place_of(desk)) == []


def test_as_of_a_day_only_what_was_known_then_counts(desk: Desk, raw: bytes) -> None:
    """The day before the revision nothing was false."""
    change(desk, "ngo.luy_ke.muc=46", 20, "Đo lại")
    assert impact_of(raw, "a.docx", place_of(desk, date(2024, 6, 19))) == []
    assert len(impact_of(raw, "a.docx", place_of(desk, date(2024, 6, 20)))) == 1


def test_the_register_is_held_against_the_data_without_the_documents(
    desk: Desk, raw: bytes
) -> None:
    """Every document that was issued, by its name; a figure that is gone is told in words."""
    for name in ("a", "b"):
        done = issue(raw, f"{name}.docx", place_of(desk), number="")
        write_entry(place_of(desk), Path(f"/nowhere/{name}.docx"), done.entry)
    assert impact_of_register(place_of(desk)) == []
    change(desk, "lua.luy_ke.tang=3,4", 20, "Tính lại", "Phòng TK")
    found = impact_of_register(place_of(desk))
    assert [(hit.document, hit.expression, hit.now) for hit in found] == [
        (name, "lua.luy_ke.tang|so_voi", "tăng 3,4% so với cùng kỳ") for name in ("a", "b")
    ]
    assert {hit.cause for hit in found} == {"20/6/2024, Phòng TK: Tính lại"}
    assert {hit.sentence for hit in found} == {"Lúa đạt 1.203,75 ha, giảm 3,4% so với cùng kỳ."}
    change(desk, "ngo.luy_ke.muc=chua_co", 21, "Rút lại")
    gone = [hit for hit in impact_of_register(place_of(desk)) if hit.expression == "ngo.luy_ke.muc"]
    assert len(gone) == 2
    assert "45,5" not in gone[0].now
