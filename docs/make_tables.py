"""Writes docs/reference/tables.md from the tables that `wortlaut write` knows; a test fails when the file is stale.

Run: python docs/make_tables.py
"""

from __future__ import annotations

from pathlib import Path

from wortlaut.write.tables import TABLES

PAGE = Path(__file__).parent / "reference" / "tables.md"

HEAD = """# Tables

`wortlaut write FILE --table NAME` writes one table of the ledger as CSV (`.csv`), JSON lines (`.jsonl`) or Parquet (`.parquet`, extra `pyarrow`).
Rows and columns are the same in all three. Names are stable; this page is made from the code (`python docs/make_tables.py`).

| values | CSV | JSON lines | Parquet |
|---|---|---|---|
| text | as it is | string | string |
| integer, number | as JSON | number | int64, double |
| boolean | `true`, `false` | boolean | bool |
| date | `2026-02-13` | string | date32 |
| moment | ISO 8601 with its offset | string | timestamp, UTC |
| texts | JSON array | array of strings | list of strings |
| spans | JSON array | array of `{"start", "end"}` | list of structures |
| no value | empty cell | `null` | null |

Offsets count Unicode code points of the text of the article, `end` not included; the text has the digest `doc_sha256`. CSV is RFC 4180 in
UTF-8: every sign comes back as it was, and no cell is escaped for spreadsheets ([why](../decisions/0005-csv-is-exact.md)). Half a
character, from an undecodable file name, becomes U+FFFD.

`--include judged|machine|all` chooses rows by review status; rejected statements are never written. Tables marked *whole* hold everything.

`wortlaut write FILE.jsonld` writes the statements as W3C Web Annotations: the words with 32 code points around them (`TextQuoteSelector`), their
offsets (`TextPositionSelector`), and columns of the table `statements` in the body as `wortlaut:NAME`. Interrupted words have a target for
every part. `--table eventlist` has its own page: [exchange with DNA](../how-to/exchange-with-dna.md).
Networks leave through [`wortlaut study network -o`](../how-to/export-networks.md).
"""


def page() -> str:
    """The whole reference page."""
    parts = [HEAD]
    for table in TABLES:
        whole = "" if table.filtered else " *Whole.*"
        parts.append(f"## {table.name}\n\nA row is {table.row}.{whole}\n\n| column | values | what |\n|---|---|---|")
        parts += [f"| `{field.name}` | {field.kind.value} | {field.meaning} |" for field in table.fields]
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
