"""The language of messages.

Comes in: Vietnamese sentences, the language of the users. Goes out: the same sentence, or
its translation from the gettext catalogue of the chosen language. The catalogues are plain
.po files, read when another language is asked for: nothing has to be built or shipped.
"""

from __future__ import annotations

import errno
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("vi", "en")
_language: ContextVar[str] = ContextVar("lsreport_language", default="vi")


def use(language: str) -> None:
    """Choose the language of the messages of this context: one of LANGUAGES."""
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}")
    _language.set(language)


def language() -> str:
    """Return the language in use."""
    return _language.get()


def _(message: str) -> str:
    """Return the message in the language in use."""
    wanted = _language.get()
    return message if wanted == "vi" else _catalogue(wanted).gettext(message)


def reason_of(error: OSError) -> str:
    """Return why the system refused a file: its own words for it are English only."""
    reasons = {
        errno.ENOENT: _("không có tệp hoặc thư mục này"),
        errno.EACCES: _("không có quyền"),
        errno.EPERM: _("không có quyền"),
        errno.EISDIR: _("đây là thư mục"),
        errno.ENOTDIR: _("có tệp nằm ở chỗ của thư mục"),
        errno.ENOSPC: _("ổ đĩa đầy"),
        errno.EROFS: _("ổ đĩa chỉ cho đọc"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)


@cache
def _catalogue(language: str) -> NullTranslations:
    from gettext import GNUTranslations

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = Path(__file__).parent / "locale" / language / "LC_MESSAGES" / "lsreport.po"
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
