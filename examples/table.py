"""The statements of one person as a CSV file, by way of polars.

python examples/table.py demo.wortlaut 'Jana Ostermoor' ostermoor.csv
"""

import sys

import polars as pl

import wortlaut

ledger, person, file = sys.argv[1:]
with wortlaut.open(ledger) as corpus:
    frame = corpus.statements.where(actor=person).to_polars()
chosen = frame.select("published_start", "outlet", "kind", "quote", "status").sort("published_start", nulls_last=True)
chosen.write_csv(file)
print(f"{chosen.height} statements, {chosen.filter(pl.col('status') != 'machine').height} of them judged")
