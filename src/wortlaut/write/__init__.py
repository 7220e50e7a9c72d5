"""write: the ledger to files of other programs, each made by a `wortlaut.seams.Writer`.

Not for networks, which leave through `wortlaut.study`. Nothing here reads files or decides what counts.
"""
