"""The append-only ledger: what was captured, what the stages made of it, and what people decided about it.

Open one with `wortlaut.store.sqlite.SqliteLedger.open`. This package loads no database library; that happens only when
a ledger is opened. It does not read sources, extract anything, or know a language.
"""
