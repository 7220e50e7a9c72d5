"""Statements and codings to findings: networks, measures over them, and the agreement of coders.

Pure functions over `wortlaut.records`; nothing here opens a ledger or prints.
"""
