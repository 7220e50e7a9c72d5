"""A capture to its article: the order in which the steps of this room are called. The steps themselves are in its other files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wortlaut.clean.dates import find_published, iso_day, read_given_date
from wortlaut.clean.evidence import Origin, find_origin, host_of, introduced_agencies, is_person_name
from wortlaut.clean.fragments import Dateline, cut_lines
from wortlaut.clean.labels import label_page
from wortlaut.clean.language import choose_language
from wortlaut.clean.page import PageText, read_page
from wortlaut.clean.units import Hint, Unit, find_units, fold, make_unit
from wortlaut.clean.words import Match, Words, words_of
from wortlaut.errors import ArticleError
from wortlaut.records import (
    READ_LABELS,
    UNKNOWN_INTERVAL,
    Article,
    Capture,
    Interval,
    Label,
    Line,
    MediaType,
    Reason,
    SourceKind,
    Span,
    digest_text,
)
from wortlaut.seams import Language

_FRAME_LINES = 100


def clean(capture: Capture, languages: Sequence[Language], plain: bool = False) -> Article:
    """Make the article of a capture; raises ArticleError where there is none. `plain`: every line is body.

    For text and rows, `article.text == capture.text`; for HTML it is the extracted text, headline first.
    """
    if capture.media_type is MediaType.HTML:
        return _clean_page(capture, languages, plain)
    text = capture.text
    units = find_units(text)
    if not units:
        raise ArticleError("the source holds no text", capture.source, "nothing to read; remove it or copy the page again")
    kind = SourceKind.ROW if capture.given.row is not None else SourceKind.TEXT
    article = _article(capture, text, units, kind, languages, plain)
    return _with_given(article, capture, languages)


def _clean_page(capture: Capture, languages: Sequence[Language], plain: bool) -> Article:
    page = read_page(capture.text, capture.source)
    text, units = _join(page)
    if not any(unit.ended or unit.prose for unit in units if unit.hint is not Hint.HEADLINE):
        raise ArticleError("the page holds no article text", capture.source, "check that it is an article, not an index or a login page")
    article = _article(capture, text, units, SourceKind.HTML, languages, plain)
    return _with_given(_with_metadata(article, page, words_of(_language_of(article, languages))), capture, languages)


def _join(page: PageText) -> tuple[str, tuple[Unit, ...]]:
    """The text of a page, headline first and a blank line between blocks, with a unit for each."""
    pieces = [(page.headline, Hint.HEADLINE)] if page.headline else []
    pieces.extend((block.text, block.hint) for block in page.blocks)
    text = "\n\n".join(piece for piece, _ in pieces)
    units, start = [], 0
    for piece, hint in pieces:
        units.append(make_unit(text, start, start + len(piece), 1 if start else 0, hint))
        start += len(piece) + 2
    return text, tuple(units)


def _language_of(article: Article, languages: Sequence[Language]) -> Language | None:
    return next((language for language in languages if language.code == article.language), None)


def _article(capture: Capture, text: str, units: tuple[Unit, ...], kind: SourceKind, languages: Sequence[Language], plain: bool) -> Article:
    digest = digest_text(text)
    language, code = choose_language(text, capture.given.language, languages)
    bare = Article(Article.id_of(capture.id, digest), capture.id, capture.source, kind, text, digest, (), language=code)
    if plain:
        lines = tuple(Line(unit.start, unit.end, Label.BODY, "plain") for unit in units)
        return replace(bare, lines=lines, outlet_reason="read as plain text")
    words = words_of(language or _by_patterns(units, languages))
    known = introduced_agencies(text, units, words)
    marks = label_page(units, words, known)
    cut = cut_lines(text, units, marks, words, known)
    origin = find_origin(text, units, marks, cut.lines, words, known, cut.dateline)
    published, modified = find_published(text, units, marks, words, cut.dateline)
    lines = _with_masthead(text, cut.lines, origin)
    address = _address(units, marks)
    if not any(line.label in READ_LABELS for line in lines):
        remedy = "check what was copied, or read it with --plain"
        raise ArticleError("the source holds no article text, only the frame of a page", capture.source, remedy)
    return replace(
        bare,
        lines=lines,
        headline=_headline_span(text, lines),
        outlet=origin.outlet,
        outlet_reason=origin.outlet_reason,
        agencies=origin.agencies,
        authors=origin.authors,
        place=_place(text, cut.dateline),
        published=published,
        modified=modified,
        url=address,
        host=host_of(address) if address else None,
    )


def _by_patterns(units: Sequence[Unit], languages: Sequence[Language]) -> Language | None:
    """The pack whose typed patterns fit most lines of a page that has no running text to tell its language by."""
    fits = ((sum(words_of(pack).match(unit) is not None for unit in units[:_FRAME_LINES]), pack) for pack in languages)
    best = max(fits, key=lambda pair: pair[0], default=None)
    return best[1] if best and 2 * best[0] >= min(len(units), _FRAME_LINES) else None


def _address(units: Sequence[Unit], marks: Sequence[Match]) -> str | None:
    """The address that stands alone in a line of the page, if there is exactly one."""
    found = {unit.text for unit, mark in zip(units, marks, strict=True) if mark.rule == "address" and "/" in unit.text}
    return found.pop() if len(found) == 1 else None


def _headline_span(text: str, lines: Sequence[Line]) -> Span | None:
    line = next((line for line in lines if line.label is Label.HEADLINE), None)
    return Span.of(text, line.start, line.end) if line else None


def _place(text: str, dateline: Dateline | None) -> Span | None:
    return Span.of(text, *dateline.place) if dateline and dateline.place else None


def _with_masthead(text: str, lines: tuple[Line, ...], origin: Origin) -> tuple[Line, ...]:
    """The outlet's name standing alone above the headline is no debris: it is the masthead."""
    top = next((index for index, line in enumerate(lines) if line.label in READ_LABELS), 0)
    return tuple(
        replace(line, label=Label.META, rule="masthead")
        if index < top
        and origin.outlet
        and line.label in (Label.JUNK, Label.META, Label.KICKER)
        and fold(text[line.start : line.end]).casefold() == origin.outlet.casefold()
        else line
        for index, line in enumerate(lines)
    )


# --- what the page or the user states ------------------------------------------------------------------------


def _with_metadata(article: Article, page: PageText, words: Words) -> Article:
    """Metadata of the page win over its lines; only a source line outranks the site's name."""
    outlet, reason = article.outlet, article.outlet_reason
    if page.site and reason != "source line":
        outlet, reason = words.outlet(page.site) or page.site, "metadata of the page"
    elif not outlet and page.host:
        known = words.outlet_of_host(page.host)
        outlet, reason = known, "address of the page" if known else f"the page names only its host {page.host}"
    day = page.published
    published = Interval.day(day, Reason.METADATA) if day and iso_day(*map(int, day.split("-"))) else article.published
    modified = Interval.day(page.modified, Reason.METADATA) if page.modified else article.modified
    agencies = [name for author in page.authors if (name := words.agency(author))]
    stated = tuple(author for author in page.authors if is_person_name(author, words))
    authors = stated + tuple(author for author in article.authors if author not in stated)
    return replace(
        article,
        outlet=outlet,
        outlet_reason=reason,
        host=page.host,
        url=page.url or article.url,
        published=published,
        modified=modified,
        agencies=tuple(dict.fromkeys((*article.agencies, *agencies))),
        authors=authors,
    )


def _with_given(article: Article, capture: Capture, languages: Sequence[Language]) -> Article:
    """What the user said wins over what the text says."""
    given = capture.given
    published = article.published
    if given.published:
        packs = [pack for pack in (_language_of(article, languages), *languages, None) if pack or not languages]
        read = (read_given_date(given.published, words_of(pack)) for pack in packs or [None])
        published = next((interval for interval in read if interval != UNKNOWN_INTERVAL), UNKNOWN_INTERVAL)
    return replace(
        article,
        outlet=given.outlet or article.outlet,
        outlet_reason="given with the source" if given.outlet else article.outlet_reason,
        authors=given.authors or article.authors,
        url=given.url or article.url,
        host=(host_of(given.url) if given.url else None) or article.host,
        published=published,
    )
