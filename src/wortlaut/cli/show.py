"""`show` and `verify`: one statement with everything it rests on, and the promise kept for all of them."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wortlaut import shape
from wortlaut.cli.actors import decided_about
from wortlaut.cli.opening import ledger_option, opened
from wortlaut.cli.output import print_json, say, visible
from wortlaut.errors import ConfigError, ExitCode
from wortlaut.records import ArticleRow, Interval, Query, Span, StatementRow
from wortlaut.shape import when, who

if TYPE_CHECKING:
    from wortlaut.seams import Ledger

DOSSIER = ".zip"
"""The suffix that tells a dossier from a ledger."""

MOST_MISMATCHES = 100


@click.command()
@click.argument("id")
@ledger_option
@click.option("--context", type=click.IntRange(0, 2000), default=160, show_default=True, help="How many characters around the quotation.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(id: str, ledger: str | None, context: int, as_json: bool) -> int:  # noqa: A002 - the contract calls the argument ID
    """Show one statement (or article) with its whole evidence: words in context, roles, chain, rule, judgement."""
    with opened(ledger) as book:
        row = book.find(id)
        decisions = list(book.judgements(row.quotation.id)) if isinstance(row, StatementRow) else []
        codings = book.coded([row])[0] if isinstance(row, StatementRow) else None
        identity = decided_about(book, row.actor) if isinstance(row, StatementRow) and row.actor is not None else []
    if as_json:
        coded = [shape.coding(one) for one in (*codings.people, *codings.machine)] if codings else []
        judged = [shape.judgement(one) for one in decisions]
        print_json(_json(row) | ({"judgements": judged} if judged else {}) | ({"codings": coded} if coded else {}))
    elif isinstance(row, ArticleRow):
        _show_article(row)
    else:
        _show_statement(row, context)
        for line in identity:
            click.echo(f"  decided     {visible(line)}")
        for one in decisions:
            undone = " (undone)" if one.retracted else ""
            click.echo(f"  judgement   {one.verdict.value} by {visible(one.by)} at {one.at}{undone} {visible(one.note)}".rstrip())
        for coding in (*codings.people, *codings.machine) if codings else ():
            level = "" if coding.agreement is None else f" {coding.agreement}"
            maker = f"by {visible(coding.by)}" if coding.by else "suggested"
            click.echo(f"  coding      {coding.concept or 'no concept fits'}{level} {maker} at {coding.at} {visible(coding.note)}".rstrip())
    return ExitCode.DONE


def _json(row: StatementRow | ArticleRow) -> shape.Json:
    if isinstance(row, ArticleRow):
        return shape.article_row(row) | {"text": row.article.text}
    return shape.statement_row(row)


def _show_article(row: ArticleRow) -> None:
    shaped = shape.article_row(row)
    click.echo(visible(row.title or "(no headline)"))
    click.echo(f"  {row.article.id} · {row.article.source} · {visible(row.article.outlet or row.article.outlet_reason)} · {when(shaped)}")
    click.echo(f"  sha256 {row.article.digest} · {row.statements} statements, {row.judged} judged\n")
    for line in row.article.lines:
        click.echo(f"  {line.label.value:<9} {visible(row.article.text[line.start : line.end])}")


def _show_statement(row: StatementRow, context: int) -> None:
    shaped = shape.statement_row(row)
    article = row.article
    click.echo(visible(f"{who(shaped)} · {row.quotation.kind.value} · {article.outlet or 'outlet unknown'} · {when(shaped)}"))
    click.echo(f"\n  {_in_context(row, context)}\n")
    for name, value in _facts(row):
        if value:
            click.echo(f"  {name:<11} {visible(value)}")


def _facts(row: StatementRow) -> list[tuple[str, str]]:
    quotation, statement, article = row.quotation, row.statement, row.article
    speaker = " … ".join(one.text for one in quotation.speaker)
    how = f" (from {statement.actor_how.value}: {speaker!r})" if statement.actor_how and row.actor else ""
    groups = (list(group) for _, group in groupby(statement.chain, key=lambda step: step.hand))
    chain = " ← ".join(", ".join(step.name for step in group) + f" ({group[0].hand.value})" for group in groups)
    return [
        ("actor", f"{row.actor.name}{how}" if row.actor else f"unknown: {statement.actor_reason}"),
        ("act", statement.speech_act or ""),
        ("on behalf", row.on_behalf_of.name if row.on_behalf_of else ""),
        ("cue", " … ".join(one.text for one in quotation.cue)),
        ("frame", " … ".join(one.text for one in quotation.frame)),
        ("addressee", row.addressee.name if row.addressee else " … ".join(one.text for one in quotation.addressee)),
        ("doubt", "; ".join(f"{one.kind.value} ({one.span.text!r})" for one in quotation.modality)),
        ("said", _dates(statement.said)),
        ("place", statement.place.text if statement.place else ""),
        ("published", _dates(article.published)),
        ("chain", chain),
        ("nested in", quotation.nested_in or ""),
        ("amended", "; ".join(f"{one.part.value} by {one.by} at {one.at}" for one in row.amendments)),
        *(("reply", f"{one.actor.name if one.actor else 'somebody'}: {one.note} (deposited by {one.by} at {one.at})") for one in row.replies),
        ("why", f"rule {quotation.rule}, {_in_words(quotation.confidence)} ({quotation.producer.name} {quotation.producer.version})"),
        ("where", f"{article.source}, characters {quotation.quote[0].start} to {quotation.quote[-1].end}, sha256 {article.digest[:16]}…"),
        ("id", quotation.id),
    ]


def _in_words(confidence: float) -> str:
    """Confidence in words, so that nobody reads a rule's score as a probability."""
    if confidence >= 0.8:
        return "rarely wrong"
    return "often right" if confidence >= 0.5 else "needs a look"


def _dates(value: Interval | None) -> str:
    if value is None or not (value.start or value.end):
        return ""
    shown = value.best or f"{value.start or '…'} to {value.end or '…'}"
    return f"{shown} ({value.reason.value}{': ' + value.span.text if value.span else ''})"


def _in_context(row: StatementRow, context: int) -> str:
    """The quotation between >> and << with its surroundings, other gaps shortened."""
    text = row.article.text
    parts: list[Span] = list(row.quotation.quote)
    out = "…" + visible(text[max(0, parts[0].start - context) : parts[0].start]) + " "
    for number, part in enumerate(parts):
        out += f">>{visible(part.text)}<<"
        after = parts[number + 1].start if number + 1 < len(parts) else part.end + context
        out += " " + visible(text[part.end : after]) + " "
    return out.strip() + "…"


@click.command()
@click.argument("file", required=False)
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(file: str | None, ledger: str | None, as_json: bool) -> int:
    """Check that every excerpt still equals its span of the digest-checked text: in a ledger, or in a dossier (.zip).

    \b
    Examples:
      wortlaut verify
      wortlaut verify my.wortlaut
      wortlaut verify dossier.zip                       checksums, and every excerpt in itself
      wortlaut verify dossier.zip --ledger my.wortlaut  every excerpt against the text in the ledger, too
    """
    if file and Path(file).suffix.lower() == DOSSIER:
        return _verify_dossier(Path(file), ledger, as_json=as_json)
    with opened(file or ledger) as book:
        captures, articles, problems, statements = book.counts()
        mismatches = list(book.verify())
    if captures != articles + problems:
        say(f"captures ({captures}) are not articles ({articles}) + problems ({problems})")
    if as_json:
        listed = [{"subject": one.subject, "reason": one.reason} for one in mismatches]
        print_json({"captures": captures, "articles": articles, "problems": problems, "statements": statements, "mismatches": listed})
    for one in mismatches[:MOST_MISMATCHES]:
        say(f"{one.subject}: {one.reason}")
    broken = bool(mismatches) or captures != articles + problems
    say(
        f"{statements} statements in {articles} articles checked: "
        + (f"{len(mismatches)} mismatches" if broken else "every excerpt stands in its text")
    )
    return ExitCode.FINDINGS if broken else ExitCode.DONE


def _verify_dossier(file: Path, ledger: str | None, *, as_json: bool) -> int:
    from wortlaut.write.dossier_zip import check

    if not file.is_file():
        raise ConfigError("there is no such file", str(file), "check the path")
    with ExitStack() as stack:
        book = stack.enter_context(opened(ledger)) if ledger else None
        count, mismatches = check(file, partial(_text_of, book) if book is not None else None)
    if as_json:
        print_json({"statements": count, "mismatches": [{"subject": one.subject, "reason": one.reason} for one in mismatches]})
    for one in mismatches[:MOST_MISMATCHES]:
        say(f"{visible(one.subject)}: {one.reason}")
    against = " against the ledger" if ledger else ""
    say(f"{count} statements checked{against}: " + (f"{len(mismatches)} mismatches" if mismatches else "every excerpt and every checksum holds"))
    return ExitCode.FINDINGS if mismatches else ExitCode.DONE


def _text_of(book: Ledger, article: str) -> tuple[str, str] | None:
    row = next((one for one in book.articles(Query(article=article, limit=1)) if one.article.id == article), None)
    return (row.article.digest, row.article.text) if row is not None else None
