"""What the engine cannot compile is made by docxtpl itself, and says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx.shared import Mm
from docxtpl import InlineImage, RichText
from jinja2 import DictLoader, Environment
from jinja2.ext import Extension
from makers import lines, made, marginal, png, with_notes
from parity import by_docxtpl, differences
from word_files import members_of, paragraphs

from lsreport.cli import run
from lsreport.docxfile.archive import read_archive
from lsreport.docxfile.links import LinkedText
from lsreport.docxfile.package import Package
from lsreport.errors import TemplateError
from lsreport.template import Template
from lsreport.template.inline import InlineWriter

CONTEXT = {"ten": "Sở & ban", "ds": ["một", "hai"], "co": True}


class Upper(Extension):
    """An extension that reads the source of templates before Jinja does."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source with its own word replaced."""
        return source.replace("@ten@", "{{ ten }}")


def translating() -> Environment:
    """Return an environment with translations."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: f"«{text}»", lambda one, many, n: one if n == 1 else many, newstyle=True
    )
    return environment


ENVIRONMENTS: dict[str, tuple[bytes, Callable[[], Environment]]] = {
    "other delimiters": (
        made(lines("[[ ten ]] {{ ten }}", "<% if co %>có<% endif %>")),
        lambda: Environment(
            variable_start_string="[[",
            variable_end_string="]]",
            block_start_string="&lt;%",
            block_end_string="%&gt;",
        ),
    ),
    "an extension": (made(lines("@ten@ {{ ten }}")), lambda: Environment(extensions=[Upper])),
    "translations": (
        made(lines("{% trans %}Kính gửi{% endtrans %} {{ gettext('các') }} {{ ten }}")),
        translating,
    ),
    "asynchronous": (
        made(lines("{% for x in ds %}{{ x }}{% endfor %}")),
        lambda: Environment(enable_async=True),
    ),
    "a loader": (
        made(lines("{% include 'chung' %} {{ ten }}"), marginal("{{ ten }}")),
        lambda: Environment(loader=DictLoader({"chung": "Kính gửi {{ ten }}"})),
    ),
}
TEMPLATES = {
    "braces in a string": made(lines("a {{ '}}' }} b {{ ten }}")),
    "a dictionary in a dictionary": made(lines("{{ {'a': {'b': ten}}['a']['b'] }}")),
    "a block over two notes": with_notes(
        made(lines("{{ ten }}")), "footnotes", "{% if co %}một", "hai{% endif %}"
    ),
}


@pytest.mark.parametrize("case", ENVIRONMENTS)
def test_an_environment_beyond_us_is_left_to_docxtpl(case: str) -> None:
    """The document is docxtpl's own, and the reason is told."""
    raw, environment = ENVIRONMENTS[case]
    template = Template(raw, environment=environment())
    assert template.fallback is not None
    assert (template.fallback.code, template.fallback.severity) == ("lap-bang-docxtpl", "warning")
    rendering = template.run(CONTEXT)
    assert rendering.fallback == template.fallback
    assert differences(rendering.document, by_docxtpl(raw, CONTEXT, environment())) == []


@pytest.mark.parametrize("case", TEMPLATES)
def test_a_template_beyond_us_is_left_to_docxtpl(case: str) -> None:
    """Where our reader of tags stops and Jinja does not; the reason has its place."""
    template = Template(TEMPLATES[case])
    assert template.fallback is not None
    assert template.fallback.where.file == template.name
    assert differences(template.render(CONTEXT), by_docxtpl(TEMPLATES[case], CONTEXT)) == []


def test_what_we_can_compile_is_ours() -> None:
    """No template falls back without a reason."""
    template = Template(made(lines("{{ ten }}")), environment=Environment())
    assert template.fallback is None
    assert template.run(CONTEXT).fallback is None


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{% if co %}", "khoi-khong-khep"),
        ("{% endif %}", "khoi-thieu-mo"),
        ("{% for x in ds %}{% if co %}{% endfor %}{% endif %}", "khoi-cheo-nhau"),
        ("{{ ten", "the-khong-khep"),
        ("{{ ten ten }}", "jinja-sai"),
        ("{{ ten|khong_co }}", "bo-loc-la"),
        ("{% include 'a' %}", "the-la"),
        ("{% trans %}a{% endtrans %}", "the-la"),
        ("{{ ten.__class__ }}", "ben-trong-python"),
    ],
)
def test_a_mistake_stays_an_error(tag: str, code: str) -> None:
    """A person's mistake is told with its place and mend, never handed to docxtpl."""
    for environment in (None, Environment()):
        with pytest.raises(TemplateError) as error:
            Template(made(lines("đầu", tag, "cuối")), environment=environment)
        assert code in {fault.code for fault in error.value.faults}


def test_a_mistake_beside_what_is_beyond_us_stays_an_error() -> None:
    """One fault that is not ours is enough."""
    with pytest.raises(TemplateError) as error:
        Template(made(lines("{{ '}}' }}", "{{ ten|khong_co }}")))
    assert "bo-loc-la" in {fault.code for fault in error.value.faults}


def test_a_template_that_is_wrong_in_its_environment_is_an_error() -> None:
    """Delimiters of its own do not make a block close."""
    environment = Environment(block_start_string="[%", block_end_string="%]")
    with pytest.raises(TemplateError, match="jinja-sai"):
        Template(made(lines("[% if co %]")), environment=environment)


def test_the_same_input_gives_the_same_bytes() -> None:
    """Also from a template without properties, for which python-docx notes the time of day."""
    raw = TEMPLATES["braces in a string"]
    first = Template(raw).render(CONTEXT)
    assert Template(raw).render(CONTEXT) == first
    package = Package(raw, "x")
    package.remove("", "docProps/core.xml")
    document = Template(package.to_bytes()).render(CONTEXT)
    assert "docProps/core.xml" not in read_archive(document, "x")


def test_an_undefined_name_is_an_error_with_the_file() -> None:
    """Docxtpl alone would print nothing."""
    template = Template(made(lines("{{ '}}' }} {{ khong_co }}")), name="mau.docx")
    with pytest.raises(TemplateError, match="khong_co") as error:
        template.render({})
    assert error.value.faults[0].code == "ten-khong-co"


def test_objects_of_docxtpl_work_in_it() -> None:
    """A picture, a link and a sub-document made for our template, printed by docxtpl."""
    raw = made(lines("{{ '}}' }}", "{{ anh }}", "{{r chu }}", "{{p con }}"))
    template = Template(raw)

    def context(tpl: Any) -> dict[str, Any]:
        chu = RichText("trang", url_id=tpl.build_url_id("https://vi.du/"))
        return {"anh": InlineImage(tpl, BytesIO(png(1, 2, 3)), width=Mm(9)), "chu": chu}

    con = template.new_subdoc()
    con.add_paragraph("Một đoạn")
    con.add_picture(BytesIO(png(4, 5, 6)))
    document = template.render({**context(template), "con": con})
    assert paragraphs(document) == ["}}", "", "trang", "Một đoạn", ""]
    links = Package(document, "x").relationships("word/document.xml")
    assert [x.target for x in links if x.external] == ["https://vi.du/"]
    pictures = [x for name, x in members_of(document).items() if name.startswith("word/media/")]
    assert sorted(pictures) == sorted([png(1, 2, 3), png(4, 5, 6)])


class Figure:
    """A linked figure."""

    def write_inline(self, writer: InlineWriter) -> None:
        """Write a linked text."""
        writer.linked(LinkedText("5", "a.b", "A", {}))


def test_a_linked_figure_is_an_error() -> None:
    """Its link would be lost: the message says why, and where to look."""
    template = Template(made(lines("{{ '}}' }} {{ so }}")))
    with pytest.raises(TemplateError, match="can-gan-ket"):
        template.render({"so": Figure()})


def test_the_command_says_so(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning for any file; an error for the template of a report, whose figures are linked."""
    workspace = tmp_path / "w"
    shutil.copytree(root / "examples" / "bao-cao-dau-tien", workspace)
    monkeypatch.chdir(workspace)
    Path("khac.docx").write_bytes(TEMPLATES["braces in a string"])
    run(["template", "check", "khac.docx"])
    said = capsys.readouterr().out
    assert "[lap-bang-docxtpl]" in said
    assert "0 lỗi, 1 cảnh báo" in said
    shutil.copy("khac.docx", "templates/bao-cao.docx")
    assert run(["template", "check", "templates/bao-cao.docx"]) == 1
    assert "[can-gan-ket]" in capsys.readouterr().out
    assert run(["render", "2024-05"]) == 2
    said = capsys.readouterr()
    assert "[can-gan-ket]" in said.out + said.err


def test_a_report_is_an_error_that_says_why() -> None:
    """A document with facts has a store; the error names the place that is beyond us."""
    template = Template(made(lines("{{ '}}' }}")))
    with pytest.raises(TemplateError) as error:
        template.run({}, facts={"ky": "2024-05"})
    assert [fault.code for fault in error.value.faults] == ["can-gan-ket", "lap-bang-docxtpl"]
