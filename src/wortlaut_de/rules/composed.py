"""Joins letters and the combining signs that follow them, so that decomposed umlauts are read as words.

Some pages spell `ä` as `a` and a combining sign; the tokeniser then sees three tokens. Here they become one token again,
with the composed spelling; its offsets stay those of the article. Not for: changing any text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from wortlaut.records import Parse, Token


def composed(parse: Parse) -> Parse:
    """The parse with combining signs joined to the letters around them; the same parse where there are none."""
    if not any(unicodedata.combining(token.text[0]) for token in parse.tokens):
        return parse
    tokens: list[Token] = []
    sentences = []
    for sentence in parse.sentences:
        first = len(tokens)
        joins = False
        for token in parse.tokens[sentence.first : sentence.last]:
            sign = bool(unicodedata.combining(token.text[0]))
            touching = len(tokens) > first and tokens[-1].end == token.start
            if touching and (sign or joins):
                tokens[-1] = Token(tokens[-1].start, token.end, unicodedata.normalize("NFC", tokens[-1].text + token.text))
            else:
                tokens.append(token)
            joins = sign
        sentences.append(replace(sentence, first=first, last=len(tokens)))
    return replace(parse, tokens=tuple(tokens), sentences=tuple(sentences))
