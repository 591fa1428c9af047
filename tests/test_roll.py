"""Rolling a report forward: the figures and names of the new period, and what to read again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from desk import FILES, Desk
from living import BODY, MAY, NOTES, all_words, control_of, drafted, edited, place_of
from lxml import etree
from ooxml_integrity import check
from word_files import members_of, note, paragraph, paragraphs, table, word_file

from lsreport.data.workspace import Workspace
from lsreport.docxfile.clean import comment_texts
from lsreport.docxfile.living import LivingDocument
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.verify import verify
from lsreport.errors import LsreportError, UsageError
from lsreport.files import edited_since_render
from lsreport.periods import parse_period
from lsreport.refresh import refresh
from lsreport.report.book import FigureBook
from lsreport.report.stages import open_report
from lsreport.roll import Rolled, roll

JUNE = "tinh/2024-06.yaml"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:footnote>"
)
_NUMBER = re.compile(r"^( +)(muc|dat|tang|bang|chenh_lech): (-?)([0-9][0-9.,]*)( *(?:#.*)?)$", re.M)


def june_of(desk: Desk) -> None:
    """Write the data of June: other numbers, a fall for a rise."""
    text = FILES[MAY].replace("2024-05", "2024-06").replace("31/5/2024", "30/6/2024")
    text = text.replace("muc: 12,5", "muc: 14,5").replace("tang: 4,55", "tang: -1,5")
    desk.write(JUNE, text.replace("1.203,75", "1218,25").replace("muc: 64,6", "muc: 64,7"))


def rolled(desk: Desk, raw: bytes, period: str = "2024-06") -> Rolled:
    """Return a document rolled forward."""
    return roll(raw, "a.docx", place_of(desk), parse_period(period))


def reasons(done: Rolled) -> dict[str, str]:
    """Return why each paragraph is to be read again, by its words."""
    return {review.text: review.reason for review in done.reviews}


def invented(text: str, old: str, new: str, day: str) -> str:
    """Return the file of another period: every plain number another, narrative as it is."""

    def other(match: re.Match[str]) -> str:
        pad, name, sign, number, tail = match.groups()
        if not number.strip("0,"):
            return match[0]  # a template says in other words that nothing happened
        digit = str((int(number[-1]) + 3) % 9 + 1)
        if name == "tang" and not sign and int(digit) % 3 == 0:
            sign = "-"
        return f"{pad}{name}: {sign}{number[:-1]}{digit}{tail}"

    head, mark_, rest = text.partition("\nso_lieu:")
    figures, narrative_mark, narrative = rest.partition("\ntuong_thuat:")
    head = re.sub(r"^van_ban:\n(?: .*\n)*", "", head + "\n", flags=re.M)
    head = head.replace(f"ky: {old}", f"ky: {new}")
    head = re.sub(r"^ban: .*$", f"ban: {day}", head, flags=re.M)
    return head.rstrip("\n") + mark_ + _NUMBER.sub(other, figures) + narrative_mark + narrative


CASES = {
    "ubnd": ("ubnd/bao-cao", "ubnd", "2024-05", "2024-06", "30/6/2024"),
    "thongke": ("thongke/bao-cao", "thongke", "2023-07", "2023-08", "28/8/2023"),
}


@pytest.fixture(scope="module", params=CASES)
def real(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Workspace, str, str, str]:
    """Return a copy of the workspace of Lạng Sơn with invented figures for the month after."""
    name, dataset, old, new, day = CASES[request.param]
    folder = tmp_path_factory.mktemp("w")
    for part in ("data", "templates"):
        shutil.copytree(root / part, folder / part)
    source = folder / "data" / dataset / f"{old}.yaml"
    target = source.with_name(f"{new}.yaml")
    target.write_bytes(invented(source.read_text(encoding="utf-8"), old, new, day).encode())
    return Workspace(folder), name, old, new


def test_a_rolled_report_says_what_a_fresh_draft_would(
    real: tuple[Workspace, str, str, str], tmp_path: Path
) -> None:
    """Nobody edited it and the prose is the same: every word of body, notes, headers."""
    workspace, name, old, new = real
    before = open_report(workspace, parse_period(old), name).draft().document
    report = open_report(workspace, parse_period(new), name)
    done = roll(before, "a.docx", workspace, report.period)
    assert (done.missing, done.left, done.added, done.typed) == ((), (), (), ())
    shown, drafted_ = all_words(done.document), all_words(report.draft().document)
    differing = set(shown[BODY]) ^ set(drafted_[BODY])
    told = {review.text for review in done.reviews}
    if name == "thongke/bao-cao":  # says some things otherwise, or not at all, as figures fall
        differing = {x for x in differing if not x.startswith(("Tính chung", "Trong tháng 8,"))}
        assert {x for x in differing if not x.isdigit()} <= told
        assert len(differing) <= 2
        del shown[BODY], drafted_[BODY]
    assert shown == drafted_
    assert verify(done.document, "a") == []
    path = tmp_path / "a.docx"
    path.write_bytes(done.document)
    assert list(check(path)) == []
    book = FigureBook(report)
    document = LivingDocument(done.document, "a")
    assert document.facts["period"] == new
    changed = 0
    for spot in document.spots:
        assert spot.text == spot.link.printed == book.text(spot.link.record).text
        changed += spot.link.record["period"] == new
    assert changed > 150
    assert refresh(done.document, "a.docx", workspace).document == done.document


def test_every_paragraph_with_a_typed_digit_is_named(real: tuple[Workspace, str, str, str]) -> None:
    """Of body and notes, except the numbers of headings; each of the body has its comment."""
    workspace, name, old, new = real
    before = open_report(workspace, parse_period(old), name).draft().document
    done = roll(before, "a.docx", workspace, parse_period(new))
    document = LivingDocument(done.document, "a")
    wanted = {
        p.text.strip()
        for p in [*document.body, *document.outside]
        if re.search("[0-9]", re.sub(r"^[0-9.)]+ ", "", p.typed.strip()))
    }
    told = {review.text for review in done.reviews if "gõ tay" in review.reason}
    assert wanted - told == set()
    texts = [x for x in paragraphs(done.document) if x]
    assert len(comment_texts(Package(done.document, "a"))) == sum(
        review.text in {t.strip() for t in texts} for review in done.reviews
    )


def test_names_dates_and_the_number_are_those_of_the_new_period(desk: Desk) -> None:
    """Title, next month, day; the number is blank though last month's was typed in."""
    made = word_file(
        paragraph("Số: ", "{{ van_ban.so }}", "/BC, {{ van_ban.ngay }}")
        + paragraph("BÁO CÁO {{ ky.thang|upper }}, {{ ky.luy_ke }}, sau đó {{ ky_sau.day_du }}")
        + paragraph("Lúa {{ lua.thang.muc }}, {{ lua.thang.tang|so_voi }}"),
        core="Báo cáo tháng 5 và 5 tháng đầu năm",
    )
    raw = drafted(desk, made)
    raw = edited(raw, ("\u00a0" * 8, "215"))
    june_of(desk)
    done = rolled(desk, raw)
    assert paragraphs(done.document) == [
        f"Số: {chr(160) * 8}/BC, ngày 30 tháng 6 năm 2024",
        "BÁO CÁO THÁNG 6, 6 tháng đầu năm, sau đó tháng 7 năm 2024",
        "Lúa 14,5 ha, giảm 1,5% so với cùng kỳ",
    ]
    assert "tháng 6 và 6 tháng đầu năm" in members_of(done.document)["docProps/core.xml"].decode()
    assert LivingDocument(done.document, "a").facts["vintage"] == "2024-06-30"
    assert done.figures == 2


def test_signers_and_recipients_in_force_sign_and_receive(desk: Desk) -> None:
    """One recipient less or more is told and left to a person."""
    desk.edit(
        "lsreport.yaml",
        "    ky_hieu: /BC\n",
        "    ky_hieu: /BC\n    nguoi_ky: ct\n    noi_nhan: nn\n",
    )
    signers = (
        "nguoi_ky:\n  ct:\n    - ho_ten: Nguyễn An\n      chuc_vu: Chủ tịch\n      den_ngay: 15/6/2024\n"
        "    - ho_ten: Trần Bình\n      chuc_vu: Phó Chủ tịch\n      tu_ngay: 16/6/2024\n"
    )
    desk.edit("co-quan.yaml", "nguoi_ky: {}\n", signers)
    lists = "noi_nhan:\n  nn:\n    - den_ngay: 15/6/2024\n      danh_sach: [{0}]\n      luu: VT\n    - tu_ngay: 16/6/2024\n      danh_sach: [{1}]\n      luu: VT, TH\n"
    body = "{%p for x in noi_nhan.danh_sach %}"
    made = word_file(
        paragraph("{{ chu_ky.chuc_vu }}", " {{ chu_ky.ho_ten }}, {{ noi_nhan.luu }}")
        + paragraph(body) + paragraph("- {{ x }}") + paragraph("{%p endfor %}")
    )  # fmt: skip
    june_of(desk)
    for old, new, shown, left, added in (
        ("A, B, C", "A, D", ["- A", "- D", "- C"], ("C",), ()),
        ("A, B", "A, D, E, G", ["- A", "- D"], (), ("E", "G")),
    ):
        desk.write("noi-nhan.yaml", lists.format(old, new))
        done = rolled(desk, drafted(desk, made))
        assert paragraphs(done.document) == ["PHÓ CHỦ TỊCH Trần Bình, VT, TH", *shown]
        assert (done.left, done.added) == (left, added)


def test_nobody_in_office_is_an_error_and_not_a_note(desk: Desk) -> None:
    """Otherwise every name of the document would stay last month's."""
    desk.edit("lsreport.yaml", "    ky_hieu: /BC\n", "    ky_hieu: /BC\n    nguoi_ky: ct\n")
    signer = (
        "nguoi_ky:\n  ct:\n    ho_ten: Nguyễn An\n    chuc_vu: Chủ tịch\n    den_ngay: 15/6/2024\n"
    )
    desk.edit("co-quan.yaml", "nguoi_ky: {}\n", signer)
    raw = drafted(desk, word_file(paragraph("{{ ky.thang }} {{ chu_ky.ho_ten }}")))
    june_of(desk)
    with pytest.raises(LsreportError) as caught:
        rolled(desk, raw)
    assert {fault.code for fault in caught.value.faults} == {"hieu-luc"}


def test_what_has_no_data_yet_is_marked_and_filled_later(desk: Desk) -> None:
    """Yellow, named, never blank; a refresh puts the figure in, linked."""
    made = word_file(paragraph("Ngô {{ ngo.luy_ke.muc }}, lúa {{ lua.thang.muc }}."))
    raw = drafted(desk, made)
    june_of(desk)
    whole = (desk.root / "data" / JUNE).read_bytes().decode()
    desk.edit(JUNE, "muc: 45,5", "muc: chua_co")
    done = rolled(desk, raw)
    assert done.missing == ("ngo.luy_ke.muc",)
    assert paragraphs(done.document) == ["Ngô [thiếu ngo.luy_ke.muc], lúa 14,5 ha."]
    assert "highlight" in members_of(done.document)[BODY].decode()
    assert verify(done.document, "a") == []
    desk.write(JUNE, whole)
    later = refresh(done.document, "a.docx", place_of(desk)).document
    assert paragraphs(later) == ["Ngô 45,5 ha, lúa 14,5 ha."]
    assert "highlight" not in members_of(later)[BODY].decode()


def test_a_gap_of_last_month_is_filled_or_named_again(desk: Desk) -> None:
    """The old draft lacked it; the new period has it, or lacks it still."""
    made = word_file(paragraph("Lạc {{ lac.thang.muc }}, rừng {{ che_phu.luy_ke.muc }}"))
    raw = drafted(desk, made, partial=True)
    june_of(desk)
    desk.edit(JUNE, "  ngo:\n", "  lac:\n    thang:\n      muc: 3\n  ngo:\n")
    done = rolled(desk, raw)
    assert paragraphs(done.document) == ["Lạc 3 ha, rừng [thiếu che_phu.luy_ke.muc]"]
    assert (done.figures, done.missing) == (1, ("che_phu.luy_ke.muc",))


def test_a_related_year_moves_with_the_year_and_its_gap_keeps_it(desk: Desk) -> None:
    """Last year's figure of a report of 2024 is, in 2025, that of 2024."""
    made = word_file(
        paragraph(
            "{{ lua.nam.muc }} so với {{ nam_truoc.lua.nam.muc }}, năm kia {{ nam_kia.lua.nam.muc }}"
        )
    )
    raw = drafted(desk, made, period="2024")
    desk.write(
        "tinh/2025.yaml", FILES["tinh/2024.yaml"].replace("2024", "2025").replace("110", "120")
    )
    desk.edit("tinh/2023.yaml", "muc: 95", "muc: chua_co")
    done = rolled(desk, raw, "2025")
    assert paragraphs(done.document) == ["120 ha so với 110 ha, năm kia [thiếu 2023:lua.nam.muc]"]
    desk.edit("tinh/2023.yaml", "muc: chua_co", "muc: 94")
    later = refresh(done.document, "a.docx", place_of(desk)).document
    assert paragraphs(later) == ["120 ha so với 110 ha, năm kia 94 ha"]


def test_what_was_typed_over_last_month_gives_way_and_is_told(desk: Desk) -> None:
    """Last month's correction says nothing of this month."""
    raw = edited(drafted(desk), ("45,5 ha", "khoảng 46 ha"))
    june_of(desk)
    desk.edit(JUNE, "muc: 45,5", "muc: 48")
    done = rolled(desk, raw)
    assert done.typed == ("khoảng 46 ha → 48 ha",)
    assert "48 ha" in paragraphs(done.document)


def test_prose_of_a_person_stays_byte_for_byte(desk: Desk) -> None:
    """Beside the comments, nothing outside linked texts changes."""
    raw = edited(drafted(desk), ("Lời văn cuối, không có số.", "Kết quả chung, xin xem ở trên."))
    june_of(desk)
    done = rolled(desk, raw)
    before, after = members_of(raw), members_of(done.document)
    strip = re.compile(
        rb"<w:sdt>.*?</w:sdt>|<w:commentRange(?:Start|End) [^>]*/>"
        rb"|<w:r><w:commentReference [^>]*/></w:r>", re.DOTALL,
    )  # fmt: skip
    assert strip.sub(b"", after[BODY]) == strip.sub(b"", before[BODY])
    assert after["word/styles.xml"] == before["word/styles.xml"]
    assert edited_since_render(done.document, "a")


REVIEWED = [
    ("Mưa nhiều ngày ở các huyện phía Bắc nên tiến độ chậm.", "không có số liệu gắn kết"),
    ("Đến ngày 20, diện tích là {{ lua.thang.muc }}.", "gõ tay"),
    ("Có 0 vụ.", "gõ tay"),
    ("Có 9 vụ.", "gõ tay"),
    ("Kế hoạch tháng Sáu.", "gõ tay"),
    ("Kết quả quý II.", "gõ tay"),
    ("Lúa tăng nhờ mưa thuận: {{ lua.thang.muc }}.", "nguyên nhân"),
    ("NHIỆM VỤ THÁNG 6", "gõ tay"),
]
FINE = [
    "Lúa đạt {{ lua.thang.muc }}.",
    "Nơi nhận:",
    "Lúa không đổi do hạn: {{ ngo.luy_ke.muc }}.",
    "",
]


@pytest.mark.parametrize(("text", "reason"), REVIEWED, ids=[x for x, _r in REVIEWED])
def test_a_paragraph_whose_words_are_last_months_is_to_be_read_again(
    desk: Desk, text: str, reason: str
) -> None:
    """Listed with its reason, and a comment of lsreport on its words."""
    raw = drafted(desk, word_file(paragraph(text)))
    june_of(desk)
    done = rolled(desk, raw)
    (review,) = done.reviews
    assert reason in review.reason
    (told,) = comment_texts(Package(done.document, "a"))
    assert told == review.reason
    root = etree.fromstring(members_of(done.document)["word/comments.xml"])
    (comment,) = root
    assert (comment.get(q("author")), comment.get(q("date"))) == (
        "lsreport",
        "2024-06-30T00:00:00Z",
    )
    assert verify(done.document, "a") == []


@pytest.mark.parametrize("text", FINE)
def test_a_paragraph_that_follows_the_figures_is_not(desk: Desk, text: str) -> None:
    """Titles, labels, sentences of linked figures, a cause beside a figure that stays."""
    raw = drafted(desk, word_file(paragraph(text) + paragraph("{{ lua.thang.muc }}")))
    june_of(desk)
    assert rolled(desk, raw).reviews == ()


def test_numbers_of_headings_are_not_typed_figures_but_months_in_them_are(desk: Desk) -> None:
    """`1.1. Lúa` is fine; `II. Nhiệm vụ tháng 6` is not; nor is a digit in a table or a note."""
    made = word_file(
        "".join(
            paragraph(x, style="Heading1") for x in ("1.1. Lúa", "2) Ngô", "II. Nhiệm vụ tháng 6")
        )
        + table(("Huyện", "Ước 12"))
        + paragraph("{{ lua.thang.muc }}", '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        footnotes=_SEPARATORS + note(1, "Theo Quyết định 15."),
    )
    raw = drafted(desk, made)
    june_of(desk)
    done = rolled(desk, raw)
    assert list(reasons(done)) == ["II. Nhiệm vụ tháng 6", "Ước 12", "Theo Quyết định 15."]
    assert len(comment_texts(Package(done.document, "a"))) == 2
    assert NOTES in members_of(done.document)


def test_a_comment_of_a_person_stays(desk: Desk) -> None:
    """Ours come behind it, with ids of their own."""
    raw = drafted(desk, word_file(paragraph("Ngày 20: {{ lua.thang.muc }}")))
    june_of(desk)
    once = rolled(desk, raw).document
    twice = roll(once, "a.docx", place_of(desk), parse_period("2024-06")).document
    root = etree.fromstring(members_of(twice)["word/comments.xml"])
    assert [c.get(q("id")) for c in root] == ["0", "1"]
    assert control_of(twice, "lua.thang.muc") == control_of(once, "lua.thang.muc")


@pytest.mark.parametrize(
    ("period", "code"),
    [("2024-Q2", "ky-khong-hop"), ("2024", "ky-khong-hop"), ("2024-07", "chua-co-ky")],
)
def test_a_period_of_another_kind_or_without_data_is_refused(
    desk: Desk, period: str, code: str
) -> None:
    """A month becomes a month, and its file is there."""
    with pytest.raises(UsageError) as caught:
        rolled(desk, drafted(desk), period)
    assert [fault.code for fault in caught.value.faults] == [code]
