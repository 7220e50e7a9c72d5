"""`study stories` and `study tensions`: what belongs together, and what a person should read side by side."""

from __future__ import annotations

import click

from wortlaut.cli.opening import ledger_option, opened
from wortlaut.cli.output import Form, form_options, print_rows, say
from wortlaut.errors import ConfigError, ExitCode
from wortlaut.question import query_of
from wortlaut.records import Include, Query, RelationKind, Verdict

CANDIDATES = (RelationKind.TENSION, RelationKind.POSITION_CHANGE)
"""What the machine proposes."""


@click.command("stories")
@ledger_option
@click.option("--relations", "as_relations", is_flag=True, help="List what is found between the articles instead of the stories.")
@form_options
@click.pass_obj
def stories_command(default: str | None, ledger: str | None, as_relations: bool, form: Form | None) -> int:
    """Articles that belong together, with literal copies, same events and same statements between them.

    \b
    Examples:
      wortlaut study stories
      wortlaut study stories --relations --csv
      wortlaut study stories --json
    A story is told by shared actors and close dates, not by similar texts. Origins are groups of articles that no literal copy and
    no common agency tie together; where none was found, that does not make two texts independent.
    """
    from wortlaut import relating
    from wortlaut.shape import relations as shape

    with opened(ledger or default) as book:
        titles = {row.article.id: row.title or "" for row in book.articles(Query())}
        found = relating.stories(book)
    if as_relations:
        listed = (shape.relation(one, relating.status(one, None)) for story in found for one in story.relations)
        print_rows(listed, form, shape.RELATIONS, "no relations")
    else:
        print_rows((shape.story(one, titles) for one in found), form, shape.STORIES, "no stories: no two articles share enough actors within a week")
    return ExitCode.DONE


@click.command("tensions")
@ledger_option
@click.option("--kind", type=click.Choice([one.value for one in CANDIDATES]), help="Only tensions, or only possible changes of position.")
@click.option("--actor", metavar="NAME", help="Only where one of the two is by this actor.")
@click.option("--concept", metavar="ID", help="Only this concept.")
@click.option("--since", metavar="DATE", help="Only on or after (2014, 2014-10 or 2014-10-14).")
@click.option("--until", metavar="DATE", help="Only on or before.")
@click.option(
    "--include",
    type=click.Choice([one.value for one in Include]),
    default=Include.JUDGED.value,
    show_default=True,
    help="Sides that people coded, that only a machine suggested, or both.",
)
@click.option("--confirm", metavar="ID", help="Say that a candidate is what it seems.")
@click.option("--reject", metavar="ID", help="Say that a candidate is nothing.")
@click.option("--as", "kind_said", type=click.Choice(["contradiction"]), help="With --confirm: what the tension is.")
@click.option("--by", metavar="NAME", help="With --confirm and --reject: who decides.")
@click.option("--note", default="", metavar="TEXT", help="With --confirm and --reject: why.")
@form_options
@click.pass_obj
def tensions_command(
    default: str | None,
    ledger: str | None,
    kind: str | None,
    actor: str | None,
    concept: str | None,
    since: str | None,
    until: str | None,
    include: str,
    confirm: str | None,
    reject: str | None,
    kind_said: str | None,
    by: str | None,
    note: str,
    form: Form | None,
) -> int:
    """Statements that take other sides on a concept, two by two, for a person to read and decide.

    \b
    Examples:
      wortlaut study tensions --concept probestau
      wortlaut study tensions --kind position_change --json
      wortlaut study tensions --confirm l-3f9a --by Kim
      wortlaut study tensions --confirm l-3f9a --as contradiction --by Kim
    Nothing here says that two statements contradict each other, or that somebody changed a position: only a person can.
    Every decision is kept and can be taken back with wortlaut undo --by NAME.
    """
    from wortlaut import relating
    from wortlaut.shape import relations as shape

    if confirm is not None or reject is not None:
        return _decide(ledger or default, confirm, reject, kind_said, by, note)
    if kind_said or by or note:
        raise ConfigError("--as, --by and --note belong to a decision", kind_said or by or note, "add --confirm ID or --reject ID")
    query = query_of(actor=actor, since=since, until=until, include=include)
    with opened(ledger or default) as book:
        wanted = RelationKind(kind) if kind else None
        found = (one for one in relating.candidates(book, query, wanted) if concept in (None, one.relation.concept))
        rows = (shape.candidate(one.relation, one.one, one.other, relating.status(one.relation, one.decision), one.decision) for one in found)
        print_rows(
            rows, form, shape.TENSIONS, f"no candidates with --include {include}: sides come from wortlaut concepts code, or add --include all"
        )
    return ExitCode.DONE


def _decide(ledger: str | None, confirm: str | None, reject: str | None, kind_said: str | None, by: str | None, note: str) -> int:
    from wortlaut import relating
    from wortlaut.pipeline import now

    wanted = confirm if confirm is not None else reject
    if wanted is None or (confirm is not None and reject is not None):
        raise ConfigError("a decision is one of two", "--confirm and --reject", "give one of them")
    if not by:
        raise ConfigError("a decision needs a name", wanted, "add --by NAME")
    if kind_said and confirm is None:
        raise ConfigError("--as says what is confirmed", kind_said, "use it with --confirm ID")
    with opened(ledger, write=True) as book:
        relation = relating.candidate(book, wanted)
        kind = RelationKind(kind_said) if kind_said else relation.kind
        if kind is RelationKind.CONTRADICTION and relation.kind is not RelationKind.TENSION:
            raise ConfigError("a change of position is no contradiction", relation.id, "confirm it without --as")
        verdict = Verdict.ACCEPT if confirm is not None else Verdict.REJECT
        done = book.decide(relation, kind, verdict, by, now(), note)
        said = "confirmed" if done.verdict is Verdict.ACCEPT else "rejected"
        say(f"{done.relation}: {done.kind.value} {said} by {done.by} (undo with wortlaut undo --by {done.by})")
    return ExitCode.DONE
