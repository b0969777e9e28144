"""Customers in: look at a list before anything is written, then take it over as one journal entry.

For the import screen and the command (all methods may be called from any one worker thread at a
time; nothing is written before `run`):

    preview = workspace.importing.preview(path, sheet=None, preset=None, columns=[("name", "Firma")],
                                          progress=…, cancelled=…)     # ListRefused, ReadingStopped
    preview.table           customer_list.reading.Table: headings, sheets, sheet, encoding, problems
    preview.mapping         .columns[at].field / .certainty ("sure", "guessed", "") / .year; .preset
    preview.rows            PreviewRow for every row read, in the list's order, rejected ones too:
                            .number .cells .state .account (ListedAccount, its .doubts by column)
                            .problem (ListProblem; customer_list.problems.sentence) .place (Found)
                            .known (id of the account it is already) .twins (Twin: row or account, score)
    preview.counts          how many rows by state, and "all", "doubtful_cells", "to_import"
    preview.set_column(at, field_or_None)     reads all rows again; places found already are kept
    preview.correct(row_number, at, text)     one cell by hand; a rejected row may come back
    preview.find_places(progress, cancelled)  offline look-up of what has no coordinates; may be stopped,
                                              called again, or left out: `run` does not wait for it
    preview.put(row_number, lat, lon)         a place by hand
    preview.skip(row_number, True)            leave a row out (reported as left out), False takes it back
    report = workspace.importing.run(preview, update=False, progress=…, cancelled=…)
    report.as_json()        the keys of `loopwise import` in cli.md; report.change for undo and repaint

States: "exact" (coordinates given, found by house or street, or put by hand), "postcode", "town",
"needs_place", "waiting" (not looked up yet), "twice" (perhaps the same as another), "known" (already
in the territory: adds nothing), "rejected", "skipped".
"""

from __future__ import annotations
