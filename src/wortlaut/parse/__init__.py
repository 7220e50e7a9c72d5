"""From an article to its sentences, tokens, paired quotation marks, time expressions and mentions, all with offsets.

Reads only lines whose label says that quotations are sought there. It knows no word of any language (packs bring
abbreviations, times and mentions) and does not decide what a quotation is, nor who is meant by a mention.
"""

from __future__ import annotations

from wortlaut.parse.marks import pair_marks
from wortlaut.parse.sentences import split
from wortlaut.parse.tokens import tokenise
from wortlaut.records import READ_LABELS, Article, Parse, Sentence, TimeExpression, Token
from wortlaut.seams import Language

__all__ = ["parse"]


def parse(article: Article, language: Language) -> Parse:
    """Parse the read lines of an article.

    Every read line is one paragraph; a sentence never crosses a line, a token never crosses a sentence. Time
    expressions are resolved against `article.published`. Never raises on odd text; time and memory grow with the
    length of the text.
    """
    text, words = article.text, language.sentence_words()
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    times: list[TimeExpression] = []
    read = [(number, line) for number, line in enumerate(article.lines) if line.label in READ_LABELS]
    for paragraph, (number, line) in enumerate(read):
        for start, end in split(text, line.start, line.end, words):
            first = len(tokens)
            tokens.extend(tokenise(text, start, end))
            sentences.append(Sentence(start, end, first, len(tokens), number, paragraph))
        times.extend(language.times(text, line.start, line.end, article.published))
    marks, unpaired = pair_marks(text, tuple((line.start, line.end) for _, line in read))
    mentions = language.mention_finder().find(text, sentences, tokens)
    return Parse(article.id, tuple(sentences), tuple(tokens), marks, unpaired, tuple(times), mentions)
