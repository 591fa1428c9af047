"""A drafted document in a person's hands: how the tests edit it, and what they read of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from desk import Desk
from word_files import (
    mark,
    members_of,
    note,
    paragraph,
    paragraphs,
    table,
    word_file,
    words,
    zipped,
)

from lsreport.data.workspace import Workspace, find_workspace
from lsreport.periods import parse_period
from lsreport.refresh import Refreshed, refresh
from lsreport.report.stages import open_report

BODY, NOTES, HEADER = "word/document.xml", "word/footnotes.xml", "word/header1.xml"
MAY = "tinh/2024-05.yaml"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:footnote>"
)


def text_box(inner: str) -> str:
    """Return a run with a text box, in the two ways in which Word writes it side by side."""
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    shape = (
        '<wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="{number}" name="o"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>'
        "</a:graphic></wp:inline>"
    ).replace("{number}", "5")
    return (
        "<w:r><mc:AlternateContent><mc:Choice "
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        f'Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape '
        f'xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def template(*more: str) -> bytes:
    """Return a template with figures in running text, a table, a note, the header, a text box."""
    return word_file(
        paragraph(
            "Lúa đạt ",
            words("{{ lua.luy_ke.muc }}", "<w:b/>"),
            ", {{ lua.luy_ke.tang|so_voi }} do mưa.",
            mark(1),
            " Riêng {{ ky.thang }} {{ lua.thang.muc }}, {{ lua.thang.tang|so_voi }}.",
        )
        + table(("Ngô", "{{ ngo.luy_ke.muc }}"))
        + paragraph("Hộp:", text_box(paragraph("{{ lua.luy_ke.muc }}")))
        + "".join(more)
        + paragraph("Lời văn cuối, không có số."),
        footnotes=_SEPARATORS + note(1, "Che phủ {{ che_phu.thang.muc }}."),
        header=paragraph("Che phủ {{ che_phu.thang.muc }}, {{ ky.day_du }}"),
    )


def drafted(
    desk: Desk, made: bytes | None = None, period: str = "2024-05", partial: bool = False
) -> bytes:
    """Return the draft of a template of one's own."""
    from dataclasses import replace

    path = desk.root / "templates" / "mau.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(made or template())
    report = open_report(find_workspace(desk.root), parse_period(period))
    return replace(report, partial=partial).draft().document


def edited(raw: bytes, *changes: tuple[str, str], part: str = BODY) -> bytes:
    """Return the document as a person has changed it: new words for old ones, first place."""
    members = members_of(raw)
    text = members[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return zipped({**members, part: text})


def place_of(desk: Desk, as_of: date | None = None) -> Workspace:
    """Return the workspace as it is on disk now."""
    return Workspace(find_workspace(desk.root).root, as_of)


def fresh(desk: Desk, raw: bytes, as_of: date | None = None, **options: Any) -> Refreshed:
    """Return a document refreshed."""
    return refresh(raw, "a.docx", place_of(desk, as_of), **options)


def became(done: Refreshed) -> dict[str, list[str]]:
    """Return what became of each figure, by its expression."""
    found: dict[str, list[str]] = {}
    for outcome in done.outcomes:
        if outcome.is_figure:
            found.setdefault(outcome.expression, []).append(outcome.outcome)
    return found


def control_of(raw: bytes, expression: str, part: str = BODY) -> str:
    """Return the first control of an expression, as it is written."""
    text = members_of(raw)[part].decode()
    found = [xml for xml in controls(text) if f":{expression}'" in xml]
    assert found, expression
    return found[0]


def controls(text: str) -> list[str]:
    """Return the controls of a part, as they are written."""
    return re.findall(r"<w:sdt>.*?</w:sdt>", text, re.DOTALL)


def outside(raw: bytes, part: str = BODY) -> list[str]:
    """Return what a part says outside its controls, as it is written."""
    return re.split(r"<w:sdt>.*?</w:sdt>", members_of(raw)[part].decode(), flags=re.DOTALL)


def all_words(raw: bytes) -> dict[str, list[str]]:
    """Return the paragraphs of every part that holds text."""
    parts = (BODY, NOTES, HEADER)
    return {part: paragraphs(raw, part) for part in parts if part in members_of(raw)}
