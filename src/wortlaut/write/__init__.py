"""write: what leaves Wortlaut: the ledger as files of other programs (`seams.Writer`), networks as files and pictures (`seams.NetworkWriter`).

Nothing here reads files or decides what counts.
"""
