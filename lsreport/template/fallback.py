"""Templates that the engine cannot compile, rendered by docxtpl itself.

Comes in: a template that is right for docxtpl, with what our compiler made of it. Goes out: a
`Fallback`, which tells why and renders: sandboxed, strict about undefined names, escaping, the
same bytes for the same input. Only figures cannot stay linked: to print one is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import ExprStmtExtension, LoopControlExtension

from lsreport.docxfile.archive import write_archive
from lsreport.docxfile.package import Package
from lsreport.docxfile.xmltext import CORE
from lsreport.errors import Fault, LsreportError, Place, TemplateError
from lsreport.i18n import _
from lsreport.records import record
from lsreport.template.failures import failure
from lsreport.template.inline import LOST_LINK
from lsreport.template.objects import ADDRESSES, relation_of
from lsreport.template.parts import Origins
from lsreport.template.sandbox import TemplateEnvironment, docxtpl_environment

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

# Faults by which our reader says that it cannot follow; Jinja decides whether it can.
_OUR_LIMITS = {"jinja-sai", "khoi-khong-khep", "khoi-thieu-mo", "khoi-cheo-nhau"}
_LOADS = "the-la"  # `include` and the like, which an environment with a loader knows
_KNOWN_EXTENSIONS = {ExprStmtExtension, LoopControlExtension}
_DELIMITERS = (
    ("block_start_string", "{%"),
    ("block_end_string", "%}"),
    ("variable_start_string", "{{"),
    ("variable_end_string", "}}"),
    ("comment_start_string", "{#"),
    ("comment_end_string", "#}"),
)
# The template of docxtpl that is rendering in this thread: its objects ask for it.
_RENDERING: ContextVar[DocxTemplate | None] = ContextVar("rendering", default=None)


@record
class Fallback:
    """A template for docxtpl. `reason` says why, as a warning with its place."""

    reason: Fault
    name: str
    raw: bytes
    environment: TemplateEnvironment

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Return the document that docxtpl makes. Raises TemplateError."""
        from docxtpl import DocxTemplate

        template = DocxTemplate(BytesIO(self.raw))
        token = _RENDERING.set(template)
        stream = BytesIO()
        try:
            template.render(dict(context), self.environment, autoescape=True)
            template.save(stream)
        except Exception as error:
            if isinstance(error, LsreportError):
                raise
            fault = failure(error, self.name, lambda: Origins({1: Place(self.name)}, ()))
            if fault is None:
                raise
            raise TemplateError([fault]) from error
        finally:
            _RENDERING.reset(token)
        return self._finished(stream.getvalue())

    def _finished(self, raw: bytes) -> bytes:
        """Return docxtpl's file with fixed times, addresses related, and no lost link in it."""
        package, template = (Package(x, self.name, allow_links=True) for x in (raw, self.raw))
        if CORE in package and CORE not in template:
            package.remove("", CORE)  # python-docx adds one with the time of day
        for part in package.names():
            if part.endswith(".xml"):
                self._finish_part(package, part)
        return write_archive(package.members())

    def _finish_part(self, package: Package, part: str) -> None:
        text = package.read(part).decode("utf-8", "replace")
        if LOST_LINK in text:
            raise _linked(self.name)

        def related(match: re.Match[str]) -> str:
            return relation_of(package, part, unquote(match[1]))

        new = ADDRESSES.sub(related, text)
        if new != text:
            package.write(part, new.encode())


def rendering() -> DocxTemplate:
    """Return the template of docxtpl that is rendering here.

    Raises AttributeError where none is: only docxtpl's own objects ask for it.
    """
    template = _RENDERING.get()
    if template is None:
        raise AttributeError("docxtpl is not rendering")
    return template


def fallback_by_environment(
    package: Package, raw: bytes, own: Environment, filters: Mapping[str, Any]
) -> Fallback | None:
    """Return the fallback for an environment that the engine cannot take, None for others.

    Raises TemplateError when the template is not right in that environment either.
    """
    what = next(_beyond_us(own), None)
    if what is None:
        return None
    environment = docxtpl_environment(own, filters, _refuse_linked(package.name))
    wrong = next(_wrong_parts(package, environment), None)
    if wrong is not None:
        raise TemplateError([wrong])
    return Fallback(_reason(what, Place(package.name)), package.name, raw, environment)


def fallback_by_faults(
    package: Package,
    raw: bytes,
    own: Environment | None,
    filters: Mapping[str, Any],
    faults: Iterable[Fault],
) -> Fallback | None:
    """Return the fallback for a template that only our reader finds wrong.

    None when a fault is a person's mistake, or when docxtpl cannot read the template either.
    """
    faults = list(faults)
    limits = _OUR_LIMITS | ({_LOADS} if own is not None and own.loader is not None else set())
    if not {fault.code for fault in faults} <= limits:
        return None
    environment = docxtpl_environment(own, filters, _refuse_linked(package.name))
    if next(_wrong_parts(package, environment), None) is not None:
        return None
    reason = _reason(faults[0].message, faults[0].where)
    return Fallback(reason, package.name, raw, environment)


def _beyond_us(own: Environment) -> Iterator[str]:
    """Yield what an environment has that our compiler does not read."""
    if any(getattr(own, name) != usual for name, usual in _DELIMITERS):
        yield _("dấu mở và khép thẻ riêng")
    if own.line_statement_prefix or own.line_comment_prefix:
        yield _("thẻ viết cả dòng")
    if any(type(extension) not in _KNOWN_EXTENSIONS for extension in own.extensions.values()):
        yield _("phần mở rộng của Jinja")
    if own.is_async:
        yield _("bộ lọc không đồng bộ")


def _wrong_parts(package: Package, environment: TemplateEnvironment) -> Iterator[Fault]:
    """Yield what Jinja says of the parts as docxtpl gives them to it."""
    from docxtpl import DocxTemplate

    for part in _parts(package):
        text = package.read(part).decode("utf-8", "replace")
        try:
            environment.compile(DocxTemplate.patch_xml(None, text))
        except (TemplateSyntaxError, SyntaxError, RecursionError) as error:
            yield Fault(
                "jinja-sai",
                _("các thẻ không ghép được với nhau: {reason}").format(reason=error),
                _("xem lại các khối từ chỗ này"),
                Place(package.name, part=part),
            )


def _parts(package: Package) -> Iterator[str]:
    yield package.document
    for kind in ("header", "footer", "footnotes"):
        yield from dict.fromkeys(package.related(package.document, kind))


def _reason(what: str, place: Place) -> Fault:
    message = _("mẫu này do chính docxtpl lập, không in được số liệu gắn kết; lý do: {what}")
    fix = _("bỏ chỗ đó trong mẫu nếu văn bản cần số liệu gắn kết")
    return Fault("lap-bang-docxtpl", message.format(what=what), fix, place, severity="warning")


def _linked(name: str) -> TemplateError:
    return TemplateError.one(
        "can-gan-ket",
        _("mẫu này do chính docxtpl lập nên không in được số liệu gắn kết"),
        _("chạy «lsreport template check» để biết chỗ nào trong mẫu, rồi viết lại chỗ đó"),
        Place(name),
    )


def _refuse_linked(name: str) -> Any:
    """Return what looks at every value before it is printed: a link would be lost."""

    def finalize(value: Any) -> Any:
        if hasattr(type(value), "write_inline"):
            raise _linked(name)
        return value

    return finalize


def links_would_be_lost(fallback: Fallback) -> TemplateError:
    """Return the error of a report: its figures must stay linked to their data."""
    return TemplateError([_linked(fallback.name).faults[0], fallback.reason])
