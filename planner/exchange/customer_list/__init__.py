"""A customer list, CSV or workbook, to checked accounts; nothing here knows a database.

`reading.read_table` gives a table of text, `headings.guess_columns` says which column is which
field, `rows.read_rows` makes accounts of the rows, `matching.match` finds those that are known.
"""
