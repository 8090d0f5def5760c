"""Forms: the tables that officials are asked for, filled from the rows of a report.

A form is data: a Word template, or a table of columns in YAML. Those that come with gapcheck stand in reports/forms/;
an agency adds its own in a folder. docs/forms.md lists what a form may use.
"""
