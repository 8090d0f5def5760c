"""A macro of LibreOffice that fills in a work sheet as a person would: types into cells, sorts and hides rows, adds a
column, and saves it as .xlsx.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from html import escape
from pathlib import Path

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{basic}
</script:module>"""
_BASIC = """Sub Fill
  Dim args(0) As New com.sun.star.beans.PropertyValue
  args(0).Name = "Hidden"
  args(0).Value = True
  document = StarDesktop.loadComponentFromURL("{sheet}", "_blank", 0, args())
  cells = document.Sheets.getByName("Review")
  cells.unprotect("")
  row = 1
  Do While cells.getCellByPosition(0, row).String <> "{about}"
    row = row + 1
  Loop
  Dim column As Integer
  {typed}
  cells.getCellByPosition(25, 0).String = "Our note"
  cells.getCellByPosition(25, row).String = "done"
  Dim fields(0) As New com.sun.star.table.TableSortField
  fields(0).Field = 0
  fields(0).IsAscending = False
  Dim sorting(0) As New com.sun.star.beans.PropertyValue
  sorting(0).Name = "SortFields"
  sorting(0).Value = fields()
  cells.getCellRangeByPosition(0, 1, 25, {rows}).sort(sorting())
  cells.getRows().getByIndex(3).IsVisible = False
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = "Calc MS Excel 2007 XML"
  document.storeToURL("{out}", saving())
  document.close(True)
  StarDesktop.terminate()
End Sub"""
_TYPED = """column = 0
  Do While cells.getCellByPosition(column, 0).String <> "{name}"
    column = column + 1
  Loop
  cells.getCellByPosition(column, row).setFormula("{text}")"""


def fill_by_macro(sheet: Path, out: Path, profile: Path, about: str, said: Mapping[str, str], rows: int) -> None:
    """Fill in the row of a duty in LibreOffice, of a sheet with so many rows, and save it."""
    typed = "\n  ".join(_TYPED.format(name=name, text=text) for name, text in said.items())
    basic = _BASIC.format(sheet=sheet.as_uri(), out=out.as_uri(), about=about, typed=typed, rows=rows)
    office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    # A new profile gets an empty module of this name, which would take the place of one that was there before.
    subprocess.run([*office, "--terminate_after_init"], capture_output=True, check=True, timeout=180)
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE.format(basic=escape(basic)), encoding="utf-8")
    subprocess.run([*office, "macro:///Standard.Module1.Fill"], capture_output=True, check=True, timeout=180)
