"""docs/docxtpl.md says what holds: its scripts run, its examples of differences are true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from makers import lines, made, png
from parity import by_docxtpl
from word_files import members_of, paragraphs

from lsreport.errors import TemplateError
from lsreport.template import Template

_SCRIPT = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_scripts_of_the_page_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other, in a folder with the files that they name."""
    page = (root / "docs" / "docxtpl.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("anh.png").write_bytes(png(255, 0, 0))
    Path("khac.png").write_bytes(png(0, 0, 255))

    def with_picture(document: Any) -> None:
        document.add_picture("anh.png")

    body = lines("{{ ten }} {{ anh }}", "{{r chu }}", "{{p con }}")
    Path("mau.docx").write_bytes(made(body, with_picture))
    names: dict[str, Any] = {}
    for script in _SCRIPT.findall(page):
        exec(script, names)
    document = Path("ra.docx").read_bytes()
    assert paragraphs(document) == ["Sở & ban ", "xem trang", "Một đoạn", ""]
    assert png(0, 0, 255) in members_of(document).values()


# What the page says of a tag: what docxtpl prints, and what we do; None where we refuse.
DIFFERENCES: dict[str, tuple[str, str, str | None]] = {
    "an ampersand in a tag": ("{{ 'A & B' }}", "A &amp; B", "A & B"),
    "an undefined name": ("{{ khong_co }}", "", None),
    "nothing": ("{{ trong }}", "None", None),
    "a name with a default": ("{{ khong_co|default('-') }}", "-", "-"),
    "a private name": ("{{ ten.__class__.__name__ }}", "str", None),
    "a list that would change": ("{{ ds.append(1) or 'x' }}", "x", None),
    "escapes in data": ("{{ thoat }}", "{{ x }}", "{_{ x }_}"),
    "chance": ("{{ [1]|random }}", "1", None),
}


@pytest.mark.parametrize("case", DIFFERENCES)
def test_a_difference_is_as_stated(case: str) -> None:
    """Both sides of each deliberate difference."""
    tag, theirs, ours = DIFFERENCES[case]
    context = {"ten": "x", "trong": None, "ds": [], "thoat": "{_{ x }_}"}
    raw = made(lines(tag))
    assert paragraphs(by_docxtpl(raw, context)) == [theirs]
    if ours is not None:
        assert paragraphs(Template(raw).render(context)) == [ours]
        return
    with pytest.raises(TemplateError):
        Template(raw).render(context)
