"""From statements to codings: the codebook, what a statement does, and which concept and side it may be coded with.

`acts` tells speech acts, `codebook` reads codebooks, `suggest` ranks concepts, `agreement` proposes sides. It stores nothing
and decides nothing: a suggestion is a coding only once a person has said so.
"""
