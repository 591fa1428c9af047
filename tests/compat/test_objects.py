"""docxtpl's objects: pictures, links, sub-documents; nothing of a run stays in the template."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from docx.shared import Mm
from docxtpl import InlineImage, RichText
from makers import Maker, lines, made, marginal, png, rows, styled, with_notes
from parity import by_docxtpl, differences
from word_files import members_of, notes_of, paragraphs, root_of

from lsreport.docxfile.package import Package
from lsreport.docxfile.verify import verify
from lsreport.errors import PackageError, TemplateError, UsageError
from lsreport.template import Template

RED, BLUE = png(255, 0, 0), png(0, 0, 255, 9, 9)
Context = Callable[[Any], dict[str, Any]]


def picture(tpl: Any, content: bytes = RED, **options: Any) -> InlineImage:
    """Return docxtpl's picture of a content."""
    return InlineImage(tpl, BytesIO(content), **options)


def by_us(template: bytes, context: Context) -> bytes:
    """Return our rendering of objects made for our template."""
    compiled = Template(template)
    return compiled.render(context(compiled))


def linked(tpl: Any) -> RichText:
    """Return a rich text with two links and words around."""
    found = RichText("xem ", bold=True)
    found.add("trang một", url_id=tpl.build_url_id("https://vi.du/một?a=1&b=2"), color="#0000FF")
    found.add(" và ")
    found.add("trang hai", url_id=tpl.build_url_id("https://vi.du/2"), underline=True)
    return found


CASES: dict[str, tuple[tuple[Maker, ...], Context]] = {
    "a picture": ((lines("a {{ anh }} b"),), lambda t: {"anh": picture(t, width=Mm(20))}),
    "a picture of its own size": ((lines("{{ anh }}"),), lambda t: {"anh": picture(t)}),
    "a picture with a link": (
        (lines("a {{ anh }} b"),),
        lambda t: {"anh": picture(t, height=Mm(5), anchor="https://vi.du/")},
    ),
    "a picture in a styled run": (
        (styled(("a {{ anh }} b", "bold"), ("c", "")),),
        lambda t: {"anh": picture(t, width=Mm(20), height=Mm(5))},
    ),
    "the same picture twice": (
        (lines("{{ anh }}", "{{ anh }} {{ khac }}"),),
        lambda t: {"anh": picture(t), "khac": picture(t, RED, width=Mm(9))},
    ),
    "pictures in a loop": (
        (lines("{% for x in ds %}{{ x.ten }}: {{ x.anh }}; {% endfor %}"),),
        lambda t: {"ds": [{"ten": "a", "anh": picture(t)}, {"ten": "b", "anh": picture(t, BLUE)}]},
    ),
    "pictures in a table": (
        (rows(("{%tr for x in ds %}", ""), ("{{ x }}", "b"), ("{%tr endfor %}", "")),),
        lambda t: {"ds": [picture(t), picture(t, BLUE)]},
    ),
    "a picture in a header and in the body": (
        (marginal("a {{ anh }}", "{{ ten }}"), lines("{{ anh }}")),
        lambda t: {"anh": picture(t, width=Mm(20)), "ten": "x"},
    ),
    "a rich text with links": ((lines("a {{r ten }} b"),), lambda t: {"ten": linked(t)}),
    "links in a loop": (
        (lines("{%p for x in ds %}", "{{r x }}", "{%p endfor %}"),),
        lambda t: {"ds": [linked(t)] * 2},
    ),
    "a link beside breaks": (
        (lines("{{r ten }}"),),
        lambda t: {"ten": _with_breaks(t)},
    ),
}


def _with_breaks(tpl: Any) -> RichText:
    found = linked(tpl)
    found.add("\nba\tbốn\anăm\fsáu", italic=True)
    return found


@pytest.mark.parametrize("case", CASES)
def test_objects_give_what_docxtpl_gives(case: str) -> None:
    """Parts, pictures, relationships and content types are docxtpl's own."""
    makers, context = CASES[case]
    template = made(*makers)
    assert differences(by_us(template, context), by_docxtpl(template, context)) == []


def test_pictures_of_a_header_have_ids_of_their_own() -> None:
    """Docxtpl gives all of them the same id; beside the ids the header is docxtpl's."""
    template = made(marginal("{{ anh }} {{ anh }}"), lines("{{ anh }}"))

    def context(tpl: Any) -> dict[str, Any]:
        return {"anh": picture(tpl)}

    ours, theirs = by_us(template, context), by_docxtpl(template, context)
    assert differences(ours, theirs, ids=False) == []
    ids = [
        element.get("id")
        for part in ("word/document.xml", "word/header1.xml")
        for element in root_of(ours, part).iter("{*}docPr")
    ]
    assert len(set(ids)) == len(ids) == 3


def test_a_template_that_has_the_picture_keeps_one_of_it() -> None:
    """A picture is compared by content with those of the template."""

    def with_picture(document: Any) -> None:
        document.add_picture(BytesIO(BLUE))

    template = made(with_picture, lines("{{ anh }} {{ khac }}"))

    def context(tpl: Any) -> dict[str, Any]:
        return {"anh": picture(tpl, BLUE), "khac": picture(tpl)}

    ours, theirs = by_us(template, context), by_docxtpl(template, context)
    assert [x for x in differences(ours, theirs) if "cNvPr" not in x] == []
    media = sorted(name for name in members_of(ours) if name.startswith("word/media/"))
    assert media == ["word/media/image1.png", "word/media/image2.png"]


def test_nothing_of_a_run_stays() -> None:
    """A run with objects, then one without: the second is what a fresh template gives."""
    raw = made(lines("{{ a }}"))
    template = Template(raw)
    template.render({"a": picture(template)})
    template.render({"a": linked(template)})
    assert template.render({"a": "x"}) == Template(raw).render({"a": "x"})


def test_the_same_objects_give_the_same_bytes_in_several_threads() -> None:
    """A template and its objects are used by many runs at once."""
    template = Template(made(lines("{{ anh }} {{r ten }}"), marginal("{{r ten }}")))
    expected = template.render({"anh": picture(template), "ten": linked(template)})

    def run(_number: int) -> bytes:
        return template.render({"anh": picture(template), "ten": linked(template)})

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(run, range(8))) == {expected}


def test_a_link_is_related_to_the_part_where_it_stands() -> None:
    """In a header or a note too, where docxtpl relates it to the document."""
    template = with_notes(made(marginal("{{r ten }}")), "footnotes", "{{r ten }}")
    package = Package(by_us(template, lambda t: {"ten": linked(t)}), "x")
    for part in ("word/header1.xml", "word/footnotes.xml"):
        links = [x.target for x in package.relationships(part) if x.external]
        assert links == ["https://vi.du/một?a=1&b=2", "https://vi.du/2"]
    assert not any(x.external for x in package.relationships("word/document.xml"))


def test_a_picture_beside_links_and_notes_is_a_sound_document() -> None:
    """Pictures, links and a note made in one run: every relationship has its own id."""
    body = lines("{{ anh }} {{r ten }}{% chuthich %}Xem {{r ten }}{% endchuthich %}")
    document = by_us(made(body), lambda t: {"anh": picture(t), "ten": linked(t)})
    package = Package(document, "x")
    for part in ("word/document.xml", "word/footnotes.xml"):
        ids = [link.id for link in package.relationships(part)]
        assert ids
        assert len(ids) == len(set(ids))
    assert verify(document, "x") == []


@pytest.mark.parametrize("descriptor", ["không có.png", None, BytesIO(b"text"), BytesIO(RED[:20])])
def test_a_picture_that_cannot_be_read_is_told_with_its_place(descriptor: Any) -> None:
    """Where it is printed, not a traceback."""
    template = Template(made(lines("ảnh: {{ anh }}")))
    with pytest.raises(TemplateError) as error:
        template.render({"anh": InlineImage(template, descriptor)})
    (fault,) = error.value.faults
    assert fault.code == "hinh-khong-doc-duoc"
    assert not fault.message.endswith(": ")  # why, too
    assert fault.where.text == "ảnh: {{ anh }}"


def test_a_picture_stands_where_runs_and_paragraphs_do() -> None:
    """`{{r anh }}` and `{{p anh }}` are docxtpl's broken files; ours hold the picture."""
    template = Template(made(lines("a", "{{r anh }}", "{{p anh }}")))
    root = root_of(template.render({"anh": picture(template)}))
    assert [x.getparent().tag.rpartition("}")[2] for x in root.iter("{*}drawing")] == ["r", "r"]


def test_a_picture_is_no_property() -> None:
    """Where only plain text may stand, a picture is a fault."""

    def titled(document: Any) -> None:
        document.core_properties.title = "{{ anh }}"

    template = Template(made(titled))
    with pytest.raises(TemplateError, match="in-sai-cho"):
        template.render({"anh": picture(template)})


# --- sub-documents ---


@pytest.fixture
def composer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let docxtpl's Subdoc be imported: a sub-document made from nothing merges no file."""
    stand_ins = {
        "docxcompose": {},
        "docxcompose.properties": {"CustomProperties": None},
        "docxcompose.utils": {"xpath": None, "NS": {}},
        "docxcompose.composer": {"Composer": object},
    }
    for name, content in stand_ins.items():
        module = ModuleType(name)
        module.__dict__.update(content)
        monkeypatch.setitem(sys.modules, name, module)
    yield
    sys.modules.pop("docxtpl.subdoc", None)


def written(tpl: Any) -> Any:
    """Return a sub-document of words, a table and a picture."""
    found = tpl.new_subdoc()
    found.add_paragraph("Một đoạn ").add_run("đậm & nghiêng").bold = True
    found.add_heading("Đề mục", 2)
    table = found.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "ô"
    found.add_picture(BytesIO(RED), width=Mm(20))
    found.add_paragraph("hết", style="Intense Quote")
    return found


@pytest.mark.usefixtures("composer")
def test_a_sub_document_gives_what_docxtpl_gives() -> None:
    """Written with python-docx, in the styles of the template."""
    template = made(lines("đầu", "{{p con }}", "cuối"))
    ours = by_us(template, lambda t: {"con": written(t)})
    theirs = by_docxtpl(template, lambda t: {"con": written(t)})
    assert differences(ours, theirs) == []


def test_a_sub_document_serves_several_runs() -> None:
    """Printing it changes nothing in it."""
    template = Template(made(lines("{{p con }}", "{{p con }}")))
    con = written(template)
    first = template.render({"con": con})
    assert template.render({"con": con}) == first
    assert paragraphs(first).count("Đề mục") == 2
    assert [n for n in members_of(first) if "media" in n] == ["word/media/image1.png"]


def test_a_sub_document_stands_alone_in_its_paragraph() -> None:
    """In the middle of words it would be paragraphs in a paragraph."""
    template = Template(made(lines("a {{ con }}")))
    with pytest.raises(TemplateError, match="in-sai-cho"):
        template.render({"con": written(template)})


def test_a_file_needs_docxcompose(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Which package is missing is told when the file is given, not in the middle of a run."""
    file = tmp_path / "con.docx"
    file.write_bytes(made(lines("x")))
    monkeypatch.setitem(sys.modules, "docxcompose.properties", None)
    monkeypatch.delitem(sys.modules, "docxtpl.subdoc", raising=False)
    with pytest.raises(UsageError, match="docxcompose"):
        Template(made(lines("{{p con }}"))).new_subdoc(file)


def test_a_file_gives_what_docxtpl_gives(tmp_path: Path) -> None:
    """A Word file with a picture, a style of its own and a list, merged by docxcompose."""
    pytest.importorskip("docxcompose")

    def content(document: Any) -> None:
        document.styles.add_style("Riêng", 1)
        document.add_paragraph("chữ riêng", style="Riêng")
        document.add_paragraph("mục", style="List Bullet")
        document.add_picture(BytesIO(BLUE))

    file = tmp_path / "con.docx"
    file.write_bytes(made(content))
    template = made(lines("đầu", "{{p con }}", "cuối"))
    ours = by_us(template, lambda t: {"con": t.new_subdoc(str(file))})
    theirs = by_docxtpl(template, lambda t: {"con": t.new_subdoc(str(file))})
    assert differences(ours, theirs) == []


def test_a_note_of_a_file_is_a_note_of_the_document(tmp_path: Path) -> None:
    """Its text is data: docxtpl would render what it finds in it."""
    pytest.importorskip("docxcompose")
    file = tmp_path / "con.docx"
    file.write_bytes(with_notes(made(lines("x")), "footnotes", "ghi {{ chú }}"))
    template = Template(made(lines("a{% chuthich %}đầu{% endchuthich %}", "{{p con }}")))
    con = template.new_subdoc(str(file))
    assert notes_of(template.render({"con": con})) == {1: "đầu", 2: "ghi {{ chú }}"}


@pytest.mark.parametrize("file", ["không có.docx", BytesIO(b"text"), Path(__file__)])
def test_a_sub_document_that_is_no_word_file_is_told(file: Any) -> None:
    """When it is made, with a reason, not as python-docx has it."""
    template = Template(made(lines("a")))
    with pytest.raises(PackageError) as error:
        template.new_subdoc(file)
    (fault,) = error.value.faults
    assert fault.code == "khong-doc-duoc"
    assert not fault.message.endswith(": ")


def test_a_template_may_be_an_open_stream() -> None:
    """As docxtpl takes it."""
    raw = made(lines("{{ a }}"))
    assert Template(BytesIO(raw)).render({"a": 1}) == Template(raw).render({"a": 1})


@pytest.mark.parametrize("address", ["rId1", "rId999", "rId<9"])
def test_an_address_of_another_template_is_told(address: str) -> None:
    """`rId1` is there, but of a style sheet: Word would follow it, or not open the file."""
    template = Template(made(lines("a", "{{r chu }}")))
    text = RichText()
    text.add("trang", url_id=address)
    with pytest.raises(TemplateError) as error:
        template.render({"chu": text})
    (fault,) = error.value.faults
    assert (fault.code, fault.where.text) == ("lien-ket-la", "{{ chu }}")
