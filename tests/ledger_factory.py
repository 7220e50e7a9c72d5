"""Readings of an invented dispute, the Merle dam, for everything that tests a ledger; construction only, no expectations."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wortlaut.records import (
    Actor,
    ActorKind,
    Article,
    Capture,
    ChainStep,
    Given,
    Hand,
    How,
    Interval,
    Kind,
    Label,
    Line,
    Link,
    MediaType,
    Modality,
    ModalityClass,
    Parse,
    Problem,
    Producer,
    Quotation,
    Reading,
    Reason,
    Resolution,
    Run,
    Sentence,
    SourceKind,
    Span,
    Stage,
    Statement,
    content_id,
    digest_text,
)

QUOTER = Producer("rules", "1", "d1g3st", "de 1")
RESOLVER = Producer("resolve", "1")
PRODUCERS = "producers-one"
NOTHING = Given()
FRIDAY = Interval.day("2026-02-13", Reason.DATE_LINE)


@dataclass(frozen=True, slots=True)
class Said:
    """What one sentence of an invented article renders."""

    speaker: str
    words: str
    kind: Kind = Kind.DIRECT
    aliases: tuple[str, ...] = ()
    said: Interval | None = None


def run(number: int = 1, *sources: str) -> Run:
    """A run that has just begun."""
    started = f"2026-03-01T08:00:{number:02d}+00:00"
    return Run(content_id("r", number), started, None, sources or ("merle/",), "plain = false", "0.1.0")


def actor(name: str, aliases: tuple[str, ...] = ()) -> Actor:
    """A person with a name of their own."""
    return Actor(content_id("p", ActorKind.PERSON, name), name, ActorKind.PERSON, aliases, ("Sprecherin",))


def capture(text: str, source: str = "merle/a.txt", given: Given = NOTHING) -> Capture:
    """A text file."""
    return Capture.of(source, text.encode(), MediaType.TEXT, "utf-8", "detected", "2026-03-01T08:00:00+00:00", given)


def reading(
    headline: str = "Streit um den Merle-Damm",
    *said: Said,
    source: str = "merle/a.txt",
    outlet: str | None = "Uferblatt",
    published: Interval = FRIDAY,
    given: Given = NOTHING,
    quoter: Producer = QUOTER,
) -> Reading:
    """An article with a headline and one sentence per quotation, everything resolved."""
    said = said or (Said("Jana Ostermoor", "Der Damm hält"),)
    text = headline + "\n\n"
    starts: list[int] = []
    for one in said:
        starts.append(len(text))
        text += sentence(one) + "\n"
    made = capture(text, source, given)
    article = Article(
        id=Article.id_of(made.id, digest_text(text)),
        capture_id=made.id,
        source=source,
        source_kind=SourceKind.TEXT,
        text=text,
        digest=digest_text(text),
        lines=tuple(_lines(text)),
        headline=Span.of(text, 0, len(headline)),
        outlet=outlet,
        outlet_reason="" if outlet else "no outlet stands in the text",
        agencies=("dpa",),
        published=published,
        language="de",
    )
    sentences = tuple(Sentence(start, start + len(sentence(one)), 0, 0, n, n) for n, (start, one) in enumerate(zip(starts, said, strict=True)))
    parse = Parse(article.id, sentences, (), ())
    quotations = tuple(_quotation(article, start, one, quoter) for start, one in zip(starts, said, strict=True))
    return Reading(made, article, parse, quotations, _resolution(article, quotations, said))


def sentence(one: Said) -> str:
    """The sentence that renders the words."""
    return f"„{one.words}“, sagte {one.speaker} angeblich am Freitag."


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    start = 0
    for words in text.splitlines(keepends=True):
        bare = words.rstrip("\n")
        if bare:
            label = Label.HEADLINE if start == 0 else Label.BODY
            lines.append(Line(start, start + len(bare), label, "first line" if start == 0 else "sentence"))
        start += len(words)
    return lines


def _quotation(article: Article, start: int, one: Said, producer: Producer) -> Quotation:
    text = article.text

    def span(words: str) -> tuple[Span, ...]:
        at = text.index(words, start + 1)
        return (Span.of(text, at, at + len(words)),)

    quote = span(one.words)
    frame = span(f"sagte {one.speaker}")
    doubt = (Modality(span("angeblich")[0], ModalityClass.HEARSAY),)
    key = Quotation.id_of(article.id, quote)
    return Quotation(key, article.id, one.kind, quote, span("sagte"), frame, span(one.speaker), (), None, doubt, 0.9, "frame after", producer)


def _resolution(article: Article, quotations: tuple[Quotation, ...], said: tuple[Said, ...]) -> Resolution:
    actors = {one.speaker: actor(one.speaker, one.aliases) for one in said}
    links = tuple(Link(q.speaker[0], actors[one.speaker].id, How.NAMED, 1.0) for q, one in zip(quotations, said, strict=True))
    chain = (ChainStep(Hand.OUTLET, article.outlet or "unbekannt"), ChainStep(Hand.AGENCY, "dpa"))
    statements = tuple(
        Statement(q.id, article.id, actors[one.speaker].id, How.NAMED, "", None, one.said, chain, RESOLVER)
        for q, one in zip(quotations, said, strict=True)
    )
    return Resolution(article.id, tuple(actors.values()), links, statements)


def without(whole: Reading, *indexes: int) -> Reading:
    """The same reading by a producer that no longer finds some of the quotations."""
    assert whole.resolution is not None
    kept = [n for n in range(len(whole.quotations)) if n not in indexes]
    statements = tuple(whole.resolution.statements[n] for n in kept)
    return replace(whole, quotations=tuple(whole.quotations[n] for n in kept), resolution=replace(whole.resolution, statements=statements))


def failed(source: str = "merle/leer.txt", text: str = " ") -> Reading:
    """A capture that gave no article."""
    made = capture(text, source)
    return Reading(made, problem=Problem(source, Stage.CLEAN, "there is no text in it", "leave it out", made.id))


def lost(source: str = "merle/kaputt.bin") -> Problem:
    """A source that gave no capture."""
    return Problem(source, Stage.CAPTURE, "the file is not text", "leave it out")
