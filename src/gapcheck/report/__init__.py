"""Reports: frames, the workbook, Markdown, the notebook table and the JSON form, all from the same rows."""
