"""LibreOffice as a person uses it: a document opened, edited by a Basic macro, and saved."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

from lsreport.office import find_office

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LIBRARIES = (
    f"{_HEAD}<!DOCTYPE library:libraries PUBLIC "
    '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">\n'
    '<library:libraries xmlns:library="http://openoffice.org/2000/library" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
    'xlink:href="$(USER)/basic/Standard/{kind}.xlb/" xlink:type="simple" library:link="false"/>'
    "</library:libraries>"
)
_LIBRARY = (
    f"{_HEAD}<!DOCTYPE library:library PUBLIC "
    '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false">{element}</library:library>'
)
_MODULE = (
    f"{_HEAD}<!DOCTYPE script:module PUBLIC "
    '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{code}</script:module>'
)
_AROUND = """\
Function Find(words, Optional after)
  d = doc.createSearchDescriptor()
  d.SearchString = words
  d.SearchCaseSensitive = True
  If IsMissing(after) Then
    Find = doc.findFirst(d)
  Else
    Find = doc.findNext(after.End, d)
  End If
End Function
Sub Main
  On Error GoTo Failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{url}", "_blank", 0, hidden())
{steps}
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = "MS Word 2007 XML"
  doc.storeToURL("{target}", saved())
  doc.close(True)
  Exit Sub
Failed:
  f = FreeFile
  Open "{log}" For Output As #f
  Print #f, "line " & Erl & ": " & Error$
  Close #f
  StarDesktop.terminate()
End Sub
"""


def edit_in_office(raw: bytes, steps: str, folder: Path) -> bytes:
    """Return the document after the steps, written in Basic, as LibreOffice saves it.

    `doc` is the document, `Find(words)` the range of some words.
    """
    program = find_office()
    assert program is not None
    source, target, log = folder / "in.docx", folder / "out.docx", folder / "log.txt"
    source.write_bytes(raw)
    office = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
    ]
    # The first start fills a profile, macros too: ours are put in afterwards.
    subprocess.run(
        [*office, "--terminate_after_init"], check=True, capture_output=True, timeout=180
    )
    basic = folder / "profile" / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    for kind in ("script", "dialog"):
        (basic / f"{kind}.xlc").write_text(_LIBRARIES.format(kind=kind), encoding="utf-8")
        element = '<library:element library:name="Module1"/>' if kind == "script" else ""
        library = _LIBRARY.format(element=element)
        (basic / "Standard" / f"{kind}.xlb").write_text(library, encoding="utf-8")
    code = "Private doc As Object\n" + _AROUND.format(
        url=source.as_uri(), target=target.as_uri(), log=log, steps=steps
    )
    module = _MODULE.format(code=escape(code))
    (basic / "Standard" / "Module1.xba").write_text(module, encoding="utf-8")
    macro = "macro:///Standard.Module1.Main()"
    subprocess.run([*office, macro], check=True, capture_output=True, timeout=180)
    assert target.is_file(), log.read_text(encoding="utf-8") if log.is_file() else "no macros here"
    return target.read_bytes()
