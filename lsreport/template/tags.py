"""The tags of a template part, checked one by one before Jinja sees the whole.

Comes in: the text of a tag with its place. Goes out: faults, all of them at once: wrong
syntax, unknown tags and filters, private names, blocks that do not close or that cross.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator

from jinja2 import TemplateSyntaxError, nodes
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from lsreport.errors import Fault, FaultLog, Place
from lsreport.i18n import _
from lsreport.records import record
from lsreport.template.sandbox import TemplateEnvironment

NOTE, END_NOTE = "chuthich", "endchuthich"
_BLOCKS = {
    "for": "endfor",
    "if": "endif",
    "macro": "endmacro",
    "call": "endcall",
    "filter": "endfilter",
    "set": "endset",
    "with": "endwith",
    "raw": "endraw",
    "autoescape": "endautoescape",
    "block": "endblock",
    NOTE: END_NOTE,
}
_ENDS = {end: start for start, end in _BLOCKS.items()}
_MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
_SINGLE = ("do", "break", "continue")
_TRANSPARENT = {"if", "with", "autoescape"}
_LOADING = {"include", "import", "from", "extends"}
# Words that begin with a letter: no name of Python's own can stand among them.
_PLAIN = re.compile(r"[a-zA-Z]\w*(?:\.[a-zA-Z]\w*)*(?:\|[a-z]\w*)*", re.ASCII)
_CONSTANTS = {"true", "false", "none", "import"}
_WORD = re.compile(r"[-+]?\s*([a-z_]+)")


@record
class Tag:
    """A tag as it stands in the template: an output, or a statement."""

    source: str
    place: Place
    nest: tuple[str, ...] = ()  # the XML elements it stands in

    @property
    def is_output(self) -> bool:
        """Return whether the tag prints something."""
        return self.source.startswith("{{")

    @property
    def inner(self) -> str:
        """Return what stands between the braces, without whitespace control."""
        inner = self.source[2:-2]
        inner = inner[1:] if inner[:1] in ("-", "+") else inner
        inner = inner[:-1] if inner[-1:] in ("-", "+") else inner
        return inner.strip()

    @property
    def word(self) -> str:
        """Return the word that a statement begins with."""
        match = _WORD.match(self.source[2:-2].strip())
        return match[1] if match else ""


class TagChecker:
    """Reads the tags of a part in order and gathers what is wrong with them."""

    def __init__(self, environment: TemplateEnvironment, log: FaultLog) -> None:
        self._environment, self._log = environment, log
        self._open: list[Tag] = []
        self.tags: list[Tag] = []
        self.has_set = False  # whether a tag gave a name to something

    @property
    def in_loop(self) -> bool:
        """Return whether what stands here may be printed more than once."""
        return bool(self._open) and any(tag.word in ("for", "macro", "call") for tag in self._open)

    @property
    def is_open(self) -> bool:
        """Return whether a block is open here."""
        return bool(self._open)

    @property
    def prints_once(self) -> bool:
        """Return whether what stands here is printed once or not at all, as it is."""
        return not self._open or all(tag.word == "if" for tag in self._open)

    @property
    def open_note(self) -> Tag | None:
        """Return the note that is open here."""
        if not self._open:
            return None
        return next((tag for tag in self._open if tag.word == NOTE), None)

    @property
    def in_raw(self) -> bool:
        """Return whether what stands here is printed as it is."""
        return bool(self._open) and self._open[-1].word == "raw"

    def take(self, tag: Tag) -> None:
        """Check one tag; blocks are followed from tag to tag."""
        if self.in_raw and tag.word != "endraw":
            return
        self.tags.append(tag)
        if tag.is_output:
            if not self.is_plain_path(tag.inner):
                self._check_expression(tag, "{{ " + tag.inner + " }}")
            return
        word = tag.word
        if word in _ENDS:
            self._check_bare(tag)
            self._close(tag)
        elif word in _MIDDLES:
            self._check_middle(tag)
        elif word in _BLOCKS:
            self._open_block(tag)
        elif word in _SINGLE:
            self._check_single(tag)
        else:
            self._unknown(tag)

    def finish(self) -> None:
        """Note the blocks that the part leaves open."""
        for tag in self._open:
            self._fault(
                "khoi-khong-khep",
                _("khối {tag} mở mà không khép").format(tag=tag.source),
                _("thêm {end}").format(end="{% " + _BLOCKS[tag.word] + " %}"),
                tag.place,
            )

    def _open_block(self, tag: Tag) -> None:
        self.has_set = self.has_set or tag.word in ("set", "macro")
        if tag.word == "set" and "=" in tag.inner:
            self._check_expression(tag, tag.source)
            return
        if tag.word == NOTE and self.open_note:
            self._fault(
                "chu-thich-long-nhau",
                _("chú thích mở trong một chú thích khác"),
                _("thêm {end} để khép chú thích đang mở, rồi mới mở chú thích khác").format(
                    end="{% endchuthich %}"
                ),
                tag.place,
            )
        self._open.append(tag)
        if tag.word in (NOTE, "raw"):
            self._check_bare(tag)
        else:
            self._check_expression(tag, tag.source + "{% " + _BLOCKS[tag.word] + " %}")

    def _check_middle(self, tag: Tag) -> None:
        if not self._open or self._open[-1].word not in _MIDDLES[tag.word]:
            self._misplaced(tag)
            return
        self._check_nest(tag, self._open[-1])
        if tag.word == "elif":
            self._check_expression(tag, "{% if " + tag.inner[4:] + " %}{% endif %}")
        else:
            self._check_bare(tag)

    def _check_bare(self, tag: Tag) -> None:
        if tag.inner != tag.word and tag.word != "endblock":
            self._fault(
                "jinja-sai",
                _("trong thẻ {tag} có chữ thừa").format(tag=tag.source),
                _("chỉ viết {tag}").format(tag="{% " + tag.word + " %}"),
                tag.place,
            )

    def _check_nest(self, tag: Tag, opened: Tag) -> None:
        """Note a block that would tear the XML when it is left out or repeated."""
        if tag.nest != opened.nest:
            self._fault(
                "khoi-khac-khung",
                _("{tag} và {opened} phải đặt ở chỗ cùng loại").format(
                    tag=tag.source, opened=opened.source
                ),
                _("đặt cả hai giữa lời văn, hoặc cả hai riêng đoạn, riêng hàng với p, tr"),
                tag.place,
            )

    def _close(self, tag: Tag) -> None:
        wanted = _ENDS[tag.word]
        if self._open and self._open[-1].word == wanted:
            self._check_nest(tag, self._open.pop())
            return
        if any(opened.word == wanted for opened in self._open):
            inner = self._open[-1]
            self._fault(
                "khoi-cheo-nhau",
                _("{end} khép chéo qua khối {tag} còn mở").format(end=tag.source, tag=inner.source),
                _("khép khối mở sau trước: thêm {end} ở trên").format(
                    end="{% " + _BLOCKS[inner.word] + " %}"
                ),
                tag.place,
            )
            while self._open.pop().word != wanted:
                continue
            return
        self._misplaced(tag)

    def _misplaced(self, tag: Tag) -> None:
        self._fault(
            "khoi-thieu-mo",
            _("{tag} không có chỗ mở tương ứng").format(tag=tag.source),
            _("xóa thẻ này, hoặc thêm thẻ mở ở trên"),
            tag.place,
        )

    def _check_single(self, tag: Tag) -> None:
        if tag.word == "do":
            self._check_expression(tag, tag.source)
            return
        self._check_bare(tag)
        around = (opened for opened in reversed(self._open) if opened.word not in _TRANSPARENT)
        loop = next(around, None)
        if loop is None or loop.word != "for":  # out of a note or macro nothing can jump
            self._misplaced(tag)
        else:
            self._check_nest(tag, loop)

    def _unknown(self, tag: Tag) -> None:
        known = [*_BLOCKS, *_ENDS, *_MIDDLES, *_SINGLE]
        if tag.word in _LOADING:
            fix = _("chép nội dung vào mẫu này: mẫu Word không nạp tệp khác")
        else:
            close = _near(tag.word, known, 2)
            fix = _("có phải là: {names}?").format(names=", ".join(close or known))
        self._fault(
            "the-la", _("không có loại thẻ này: {tag}").format(tag=tag.source), fix, tag.place
        )

    def is_plain_path(self, inner: str) -> bool:
        """Return whether nothing can be wrong in a tag: `a.b.c`, or `a.b|known`; most are so."""
        match = _PLAIN.fullmatch(inner)
        if match is None:
            return False
        path, *filters = match[0].split("|")
        if any(keyword.iskeyword(word) or word in _CONSTANTS for word in path.split(".")):
            return False
        return all(name.strip() in self._environment.filters for name in filters)

    def _check_expression(self, tag: Tag, source: str) -> None:
        try:
            tree = self._environment.parse(source)
        except (TemplateSyntaxError, RecursionError) as error:
            self._fault(
                "jinja-sai",
                _("thẻ {tag} sai cú pháp: {reason}").format(
                    tag=tag.source[:80], reason=getattr(error, "message", error)
                ),
                _("xem lại dấu ngoặc, dấu nháy và tên trong thẻ"),
                tag.place,
            )
            return
        for code, message, fix in _tree_faults(tree, self._environment):
            self._fault(code, message, fix, tag.place)

    def _fault(self, code: str, message: str, fix: str, place: Place) -> None:
        self._log.add(Fault(code, message, fix, place))


def gives_whole_elements(tags: Iterable[Tag]) -> bool:
    """Return whether no filter of Jinja works on pieces of XML: `{% filter upper %}` does.

    Blocks begin and end in elements of the same kind, so what they leave out or repeat is
    balanced; outputs are escaped.
    """
    return not any(tag.word == "filter" and not tag.is_output for tag in tags)


def _tree_faults(
    tree: nodes.Template, environment: TemplateEnvironment
) -> Iterator[tuple[str, str, str]]:
    """Yield (code, message, mend) for what the syntax allows but we do not have or allow."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        is_filter = isinstance(node, nodes.Filter)
        known = environment.filters if is_filter else environment.tests
        name = getattr(node, "name", "")
        if name not in known or name.startswith("_"):  # the engine's own are for its programs
            what = _("cách in (bộ lọc)") if is_filter else _("phép thử")
            public = sorted(x for x in known if not x.startswith("_"))
            close = _near(name, public, 3)
            # Without a near miss the caller's own names help more than all of Jinja's.
            own = [x for x in public if x not in (FILTERS if is_filter else TESTS)]
            fix = _("có phải là: {names}?").format(names=", ".join(close or own or public))
            yield "bo-loc-la", _("không có {what} «{name}»").format(what=what, name=name), fix
    for part in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Name)):
        private = _private_name(part)
        if private:
            yield (
                "ben-trong-python",
                _("biểu thức dùng tên nội bộ của Python: «{name}»").format(name=private),
                _("mẫu chỉ dùng tên số liệu và cách in"),
            )


def _near(word: str, known: list[str], most: int) -> list[str]:
    """Return the known words that a word may be a slip for."""
    import difflib

    return difflib.get_close_matches(word, known, n=most, cutoff=0.5)


def _private_name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        name: object = node.attr
    elif isinstance(node, nodes.Name):
        name = node.name
    else:
        name = (
            node.arg.value
            if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const)
            else ""
        )
    return name if isinstance(name, str) and name.startswith("_") else ""
