"""The ledger in one SQLite file.

Opening checks the file before anything is touched. Every method that writes is one transaction; every method that reads
many records fetches them in batches and holds a bounded number. Several processes may read and write the same file. What
SQL is asked stands in the modules beside this one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, Select, select

from wortlaut.errors import LedgerBusyError, LedgerError
from wortlaut.records import (
    ActorDecision,
    ActorKind,
    ActorRow,
    Adoption,
    Amendment,
    ArticleRow,
    Basis,
    Capture,
    Codebook,
    Coding,
    Correction,
    Decided,
    Decision,
    Events,
    Facets,
    Field,
    Interval,
    Judgement,
    Kind,
    Mismatch,
    NearWord,
    Orphan,
    Part,
    Places,
    Problem,
    Query,
    Reading,
    Redaction,
    Registered,
    RegistryState,
    Relation,
    RelationDecision,
    RelationKind,
    Run,
    State,
    StatementCodings,
    StatementRow,
    Suggestion,
    Taken,
    Verdict,
    Voiced,
    content_id,
    dna,
)
from wortlaut.store import (
    actor_decisions,
    added,
    amending,
    amendments,
    check,
    codebooks,
    codings,
    decisions,
    earlier,
    events,
    facets,
    filters,
    imported,
    merging,
    progress,
    put,
    redaction,
    registry,
    relations,
    rows,
    tried,
    undoing,
    vocabulary,
)
from wortlaut.store.connection import address, check_path, check_schema, connect, prepare, reading_address, scrub, wrapped
from wortlaut.store.kept_columns import KeptColumns
from wortlaut.store.kept_events import KeptEvents
from wortlaut.store.orphans import orphans
from wortlaut.store.tables import ARTICLES, CAPTURES, CODINGS, CURRENT, DECISIONS, EXTRACTIONS, SHOWN_ARTICLES, STATEMENTS, AnyRow

T = TypeVar("T")


class SqliteLedger:
    """A ledger in one SQLite file; implements `wortlaut.seams.Ledger`. Open it with `open`, close it with `close` or `with`."""

    def __init__(self, path: Path, engine: Engine, *, read_only: bool) -> None:
        self.path = path
        self._engine = engine
        self._read_only = read_only
        self._closed = False
        self._events = KeptEvents()
        self._columns = KeptColumns()

    @classmethod
    def open(cls, path: Path, *, create: bool = False, read_only: bool = False) -> SqliteLedger:
        """Open a ledger file, or make it if `create` is set and it does not exist.

        Raises LedgerError for a path that cannot be a ledger, a missing file or a file that is something else (it is left
        untouched), LedgerBusyError if another process holds it or a newer version of Wortlaut made it.
        """
        path = Path(path)
        create = create and not read_only
        new = check_path(path, create=create) or check_schema(path, create=create, read_only=read_only)
        engine = connect(reading_address(path) if read_only else address(path, "rwc" if create else "rw"), read_only=read_only)
        try:
            if new:
                prepare(engine, path)
        except BaseException:
            engine.dispose()
            raise
        return cls(path, engine, read_only=read_only)

    def __enter__(self) -> SqliteLedger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<SqliteLedger {self.path}>"

    def close(self) -> None:
        """Release the file."""
        self._closed = True
        with wrapped(self.path):
            self._engine.dispose()

    # --- writing ---------------------------------------------------------------------------------------------

    def begin(self, run: Run) -> None:
        """Record that a run started; the same run again adds nothing."""
        with self._write() as connection:
            put.begin(connection, run)

    def finish(self, run: Run) -> None:
        """Record the end and the counts of a run that began."""
        with self._write() as connection:
            put.finish(connection, run)

    def put(self, run_id: str, readings: Sequence[Reading], producers: str) -> tuple[Problem, ...]:
        """Store readings in one transaction; returns the problems stored in place of readings that break the promise."""
        with self._write() as connection:
            problems = put.readings(connection, run_id, readings, producers)
            added.keep(connection, _digests(readings))
            return problems

    def put_import(self, run_id: str, given: dna.Import, readings: Sequence[Reading], beside: Sequence[str]) -> None:
        """Store a file of another program and what it became; its coders accept their statements. The same import again adds nothing."""
        with self._write() as connection:
            imported.put(connection, run_id, given, readings, beside)
            added.keep(connection, _digests(readings))

    def put_problem(self, run_id: str, problem: Problem) -> None:
        """Store the problem of a source that gave no capture; it counts as one capture and one problem while it is open."""
        with self._write() as connection:
            put.problem(connection, run_id, problem)

    def judge(self, subject: str, verdict: Verdict, by: str, at: str, note: str = "") -> Judgement:
        """Append a judgement on a statement (id or unique prefix)."""
        with self._write() as connection:
            statement = _only(_statements_named(connection, subject), subject, "statement", connection)
            return decisions.judge(connection, statement.id, statement.text_digest, statement.stretch, Verdict(verdict), by, at, note)

    def judge_all(self, subjects: Sequence[str], verdict: Verdict, by: str, at: str, note: str = "") -> int:
        """Append one judgement of many statements (ids or unique prefixes), which is undone as one; how many statements they are."""
        with self._write() as connection:
            places = [_place(connection, subject) for subject in dict.fromkeys(subjects)]
            about = [(place.statement, place.digest, place.stretch, by) for place in places]
            batch = content_id("b", by, at, verdict, *(place.statement for place in places))
            decisions.judge_all(connection, about, Verdict(verdict), at, note, batch)
            return len(about)

    def amend_kind(self, subject: str, kind: Kind, by: str, at: str) -> Amendment:
        """Append the kind of a statement (id or unique prefix)."""
        with self._write() as connection:
            return amending.kind(connection, _place(connection, subject), kind, by, at)

    def amend_quote(self, subject: str, words: Places, by: str, at: str) -> Amendment:
        """Append which stretches of the text a statement quotes; its id stays."""
        with self._write() as connection:
            return amending.quote(connection, _place(connection, subject), words, by, at)

    def amend_cue(self, subject: str, words: Places, by: str, at: str) -> Amendment:
        """Append which stretches of the text signal that somebody speaks; none: there is no cue."""
        with self._write() as connection:
            return amending.cue(connection, _place(connection, subject), words, by, at)

    def flag(self, subject: str, by: str, at: str) -> Amendment:
        """Append that a second reader is wanted for a statement (id or unique prefix)."""
        with self._write() as connection:
            return amending.flag(connection, _place(connection, subject), by, at)

    def amend_speaker(self, subject: str, actor: str | None, by: str, at: str, new: ActorKind | None = None) -> Amendment:
        """Append who speaks: an actor (id, beginning of an id, or name), a new one of the kind `new`, or None, unknown."""
        with self._write() as connection:
            who = amending.identity(connection, actor, new) if actor is not None else None
            return amending.actor(connection, _place(connection, subject), Part.SPEAKER, who, by, at)

    def amend_addressee(self, subject: str, actor: str | None, by: str, at: str, new: ActorKind | None = None) -> Amendment:
        """Append who is spoken to, given like the speaker."""
        with self._write() as connection:
            who = amending.identity(connection, actor, new) if actor is not None else None
            return amending.actor(connection, _place(connection, subject), Part.ADDRESSEE, who, by, at)

    def reply(self, subject: str, said: str, by: str, at: str, actor: str | None = None) -> Amendment:
        """Append what somebody has to say to a statement; `actor` is whose reply it is, None where that is nobody in the ledger."""
        with self._write() as connection:
            who = amending.identity(connection, actor, None) if actor is not None else None
            return amending.reply(connection, _place(connection, subject), said, who, by, at)

    def add(self, article: str, words: Places, kind: Kind, by: str, at: str, actor: str | None = None, new: ActorKind | None = None) -> Amendment:
        """Append a statement that was missed in an article (id or unique prefix), accepted by whoever adds it; undone as one."""
        with self._write() as connection:
            found = _only(_articles_named(connection, article), article, "article", connection)
            place = amending.place_in(connection, found.id, found.text_digest, words)
            if _statements_named(connection, place.statement):
                raise LedgerError("these words are a statement already", place.statement, "change that one instead")
            who = amending.identity(connection, actor, new) if actor is not None else None
            return amending.add(connection, place, kind, who, by, at)

    def correct(self, article: str, field: Field, value: str, by: str, at: str) -> Correction:
        """Append a correction of an article's date or outlet (id or unique prefix)."""
        with self._write() as connection:
            found = _only(_articles_named(connection, article), article, "article", connection)
            return decisions.correct(connection, found.text_digest, found.id, Field(field), value, by, at)

    def merge(self, actor: str, other: str, by: str, at: str) -> ActorDecision:
        """Append that two actors (id, beginning of an id, or name) are one, called as the first."""
        with self._write() as connection:
            return actor_decisions.merge(connection, actor, other, by, at)

    def split(self, actor: str, statements: Sequence[str], by: str, at: str, name: str = "") -> ActorDecision:
        """Append that these statements of an actor are somebody else's, called `name` or by a number behind the old name."""
        with self._write() as connection:
            found = [_only(_statements_named(connection, one), one, "statement", connection) for one in dict.fromkeys(statements)]
            return actor_decisions.split(connection, actor, found, by, at, name)

    def rename(self, actor: str, name: str, by: str, at: str) -> ActorDecision:
        """Append the name an actor is to be shown with."""
        with self._write() as connection:
            return actor_decisions.rename(connection, actor, name, by, at)

    def alias(self, actor: str, name: str, by: str, at: str) -> ActorDecision:
        """Append another name of an actor."""
        with self._write() as connection:
            return actor_decisions.alias(connection, actor, name, by, at)

    def register(self, actors: Iterable[Registered], by: str, at: str) -> tuple[int, int]:
        """Append entries to the registry; how many are new, and how many replace an older one of their name."""
        with self._write() as connection:
            return registry.register(connection, actors, by, at)

    def adopt(self, codebook: Codebook, by: str, at: str) -> bool:
        """Append a codebook, which is in force from then on; False if it is in force already."""
        with self._write() as connection:
            return codebooks.adopt(connection, codebook, by, at)

    def code(self, subject: str, concept: str | None, agreement: int | None, by: str, at: str, note: str = "", *, blind: bool = False) -> Coding:
        """Append a person's coding of a statement (id or unique prefix); no concept: none fits."""
        with self._write() as connection:
            return codings.code(connection, _place(connection, subject), concept, agreement, by, at, note, blind=blind)

    def drop(self, subject: str, concept: str | None, by: str, at: str) -> Coding:
        """Append that a person takes back what they coded on a statement and concept."""
        with self._write() as connection:
            return codings.drop(connection, _place(connection, subject), concept, by, at)

    def suggest(self, suggestions: Sequence[Suggestion], at: str) -> int:
        """Append a machine's suggestions for current statements in place of its earlier ones; how many are new."""
        with self._write() as connection:
            places = {one.statement: _place(connection, one.statement) for one in suggestions}
            return codings.suggest(connection, places, suggestions, at)

    def decide(self, relation: Relation, kind: RelationKind, verdict: Verdict, by: str, at: str, note: str = "") -> RelationDecision:
        """Append a person's decision that a candidate is a relation of this kind, or is not."""
        with self._write() as connection:
            return relations.decide(connection, relation, RelationKind(kind), Verdict(verdict), by, at, note)

    def take(self, entries: Iterable[Judgement | Correction | ActorDecision | Amendment | Coding]) -> Taken:
        """Append the decisions of another ledger with who and when, in one transaction."""
        with self._write() as connection:
            return merging.take(connection, entries)

    def redact(self, actor: str, by: str, at: str, reason: str) -> tuple[Redaction, ...]:
        """Take an actor's words out of the file for good, and leave a tombstone per text; the file is rewritten."""
        with self._write() as connection:
            made = redaction.redact(connection, actor, by, at, reason)
        scrub(self._engine, self.path)
        return made

    def undo(self, by: str, at: str, decision: str | None = None) -> Decision:
        """Append the retraction of this person's newest decision that stands, or of the one with this id, and of its batch; LedgerError if none."""
        with self._write() as connection:
            return undoing.undo(connection, by, at, decision)

    def redo(self, by: str, at: str) -> Decision:
        """Append anew what this person took back last, if they decided nothing else since; raises LedgerError otherwise."""
        with self._write() as connection:
            return undoing.redo(connection, by, at)

    # --- reading ---------------------------------------------------------------------------------------------

    def known(self, capture_ids: Sequence[str], producers: str) -> frozenset[str]:
        """Those captures whose current extraction the same `producers` made."""
        with self._read() as connection:
            return put.known(connection, capture_ids, producers)

    def counts(self) -> tuple[int, int, int, int]:
        """Captures, articles, problems and statements; captures = articles + problems."""
        with self._read() as connection:
            return tried.counts(connection)

    def articles(self, query: Query) -> Iterator[ArticleRow]:
        """Articles by publication date, unknown dates last; filters on statements ask for one statement that passes them all."""
        yield from self._batches(filters.article_keys(query), rows.article_rows)

    def statements(self, query: Query) -> Iterator[StatementRow]:
        """Statements by article and position; `text` is a full-text search over quotes and their sentences, best first."""
        keys = self._kept(query)
        yield from self._batches(filters.statement_keys(query) if keys is None else keys, rows.statement_rows)

    def actors(self, query: Query) -> Iterator[ActorRow]:
        """Actors who make at least one statement that passes, by number of these statements."""
        with self._read() as connection:
            counted = [(row[0], row[1], row[2]) for row in connection.execute(filters.actor_counts(query))]
        for chunk in put.chunks(counted, rows.BATCH):
            with self._read() as connection:
                found = list(rows.actor_rows(connection, chunk))
            yield from found

    def count(self, query: Query) -> int:
        """How many statements answer the question."""
        keys = self._kept(query)
        if keys is not None:
            return len(keys)
        with self._read() as connection:
            return facets.count(connection, query)

    def facets(self, query: Query) -> Facets:
        """How many statements answer the question, by what one may narrow it with."""
        with self._read() as connection:
            return self._columns.facets(connection, query)

    def near_actors(self, typed: str) -> tuple[tuple[str, int], ...]:
        """Actors with a name spelt much like this one, and the numbers of their statements, the likest first."""
        with self._read() as connection:
            return vocabulary.near_actors(connection, typed)

    def earlier(self, statement: str) -> tuple[str, int, int] | None:
        """Where a statement stood that a newer reading may no longer have; None if there never was one."""
        with self._read() as connection:
            return earlier.earlier(connection, statement)

    def near_words(self, typed: str) -> tuple[NearWord, ...]:
        """For every word of a search that no statement has: words much like it; none where the ledger is open for reading only."""
        if self._read_only:
            return ()
        with self._read() as connection:
            return vocabulary.near_words(connection, typed)

    def tried(self, capture_id: str) -> Capture:
        """A capture by its own id, whether it became an article or a problem."""
        with self._read() as connection:
            return rows.capture_of(connection, capture_id)

    def problems(self) -> Iterator[Problem]:
        """Current problems, in the order they were met."""
        yield from self._listed(tried.problems)

    def runs(self) -> Iterator[Run]:
        """Runs, newest first."""
        yield from self._listed(tried.runs)

    def imports(self) -> Iterator[dna.Import]:
        """The imports that no other one replaces, oldest first, with all their rows."""
        with self._read() as connection:
            yield from imported.standing(connection)

    def imported(self, import_id: str) -> bool:
        """Whether the ledger holds this import, replaced or not."""
        with self._read() as connection:
            return imported.known(connection, import_id)

    def capture(self, article_id: str) -> Capture:
        """The capture that an article was made from (id or unique prefix; articles of superseded extractions too)."""
        with self._read() as connection:
            question = (
                select(CAPTURES.c.id, ARTICLES.c.id.label("article_id"))
                .join(EXTRACTIONS, EXTRACTIONS.c.capture_key == CAPTURES.c.key)
                .join(ARTICLES, ARTICLES.c.extraction_key == EXTRACTIONS.c.key)
                .where(filters.starts_with(ARTICLES.c.id, article_id))
                .distinct()
                .limit(_SHOWN)
            )
            found = connection.execute(question).all()
            exact = [row for row in found if row.article_id == article_id]
            return rows.capture_of(connection, _only(exact or found, article_id, "article", connection).id)

    def find(self, id_prefix: str) -> StatementRow | ArticleRow:
        """The one current statement or article whose id starts so; raises LedgerError if none or several do."""
        with self._read() as connection:
            statements, articles = _statements_named(connection, id_prefix), _articles_named(connection, id_prefix)
            found = _only([*statements, *articles], id_prefix, "statement or article", connection)
            if found in statements:
                return next(rows.statement_rows(connection, [found.key]))
            return next(rows.article_rows(connection, [found.key]))

    def found(self, ids: Iterable[str]) -> Mapping[str, StatementRow]:
        """The current statements with these ids, whole; an id that no statement has is not among them."""
        with self._read() as connection:
            keys = _keys(connection, ids)
            return {row.quotation.id: row for chunk in put.chunks(keys, rows.BATCH) for row in rows.statement_rows(connection, chunk)}

    def heads(self, ids: Iterable[str]) -> Mapping[str, ArticleRow]:
        """The current articles with these ids; an id that no article has is not among them."""
        with self._read() as connection:
            question = select(SHOWN_ARTICLES.c.extraction_key)
            chunks = put.chunks(dict.fromkeys(ids))
            keys = [key for chunk in chunks for key in connection.scalars(question.where(SHOWN_ARTICLES.c.id.in_(chunk)))]
            return {row.article.id: row for row in rows.article_rows(connection, keys)}

    def judgements(self, subject: str | None = None) -> Iterator[Judgement]:
        """The whole log of judgements in order, or that of one statement (id or unique prefix, orphans too)."""

        def log(connection: Connection) -> Iterable[Judgement]:
            if subject is None:
                return decisions.judgements(connection)
            found = _statements_named(connection, subject)
            if not found:
                orphaned = filters.starts_with(DECISIONS.c.subject, subject)
                if connection.scalar(select(DECISIONS.c.key).where(orphaned, DECISIONS.c.verdict.is_not(None)).limit(1)) is not None:
                    return decisions.judgements(connection, orphaned)
            one = _only(found, subject, "statement", connection)
            return decisions.judgements(connection, DECISIONS.c.article_digest == one.text_digest, DECISIONS.c.stretch == one.stretch)

        yield from self._listed(log)

    def amendments(self, subject: str | None = None) -> Iterator[Amendment]:
        """The whole log of amendments in order, or that of one statement (id or unique prefix)."""

        def log(connection: Connection) -> Iterable[Amendment]:
            if subject is None:
                return amendments.log(connection)
            place = _place(connection, subject)
            said = amendments.log(connection, DECISIONS.c.article_digest == place.digest)
            return [one for one in said if put.stretch_of(one.quote) == place.stretch]

        yield from self._listed(log)

    def recent(self, by: str, limit: int) -> tuple[Decided, ...]:
        """What this person decided last and did not take back, newest first; a batch is one of them."""
        with self._read() as connection:
            return undoing.recent(connection, by, limit)

    def can_redo(self, by: str) -> bool:
        """Whether this person took something back and decided nothing else since."""
        with self._read() as connection:
            return undoing.can_redo(connection, by)

    def names(self, limit: int) -> tuple[str, ...]:
        """The names of the actors who make most statements, most first."""
        with self._read() as connection:
            return tuple(connection.scalars(filters.names(limit)))

    def beside(self, article: str) -> tuple[str | None, str | None]:
        """The ids of the articles before and after this one (id or unique prefix) in the order of `articles`; None where there is none."""
        with self._read() as connection:
            return filters.beside(connection, _only(_articles_named(connection, article), article, "article", connection).key)

    def codebook(self) -> Codebook | None:
        """The codebook in force; None if there is none."""
        with self._read() as connection:
            return codebooks.in_force(connection)

    def adoptions(self) -> Iterator[Adoption]:
        """Every codebook that was taken in, newest first."""
        yield from self._listed(codebooks.adoptions)

    def codings(self, subject: str | None = None) -> Iterator[Coding]:
        """The whole log of codings in order, or that of one statement (id or unique prefix)."""

        def log(connection: Connection) -> Iterable[Coding]:
            if subject is None:
                return codings.log(connection)
            place = _place(connection, subject)
            return codings.log(connection, CODINGS.c.article_digest == place.digest, CODINGS.c.stretch == place.stretch)

        yield from self._listed(log)

    def orphaned_codings(self) -> Iterator[Coding]:
        """People's codings that stand but have no current statement; they wait for their words, like judgements."""
        yield from self._listed(codings.orphans)

    def coded(self, statements: Sequence[StatementRow]) -> tuple[StatementCodings, ...]:
        """What stands coded and suggested for each of these statements, in their order."""
        with self._read() as connection:
            return codings.of_rows(connection, statements)

    def events(self, query: Query) -> Events:
        """The coded statements a network counts."""
        with self._read() as connection:
            if query == Query(include=query.include):
                return self._events.events(connection, query.include)
            return events.events(connection, query)

    def voices(self, query: Query, *, coded: bool = False, articles: Sequence[str] | None = None) -> Sequence[Voiced]:
        """The statements of a question as relations compare them; `coded`: only those coded or suggested for; `articles`: only those in them."""
        with self._read() as connection:
            if coded and articles is None and query == Query():
                return self._events.voices(connection)
            found: list[Voiced] = []
            for keys in filters.voiced(query, coded, articles):
                every = array("q", connection.scalars(keys))
                found += (one for chunk in put.chunks(every, events.BATCH) for one in events.voices(connection, chunk))
            return found

    def speaking(self) -> Sequence[tuple[str, str, str]]:
        """Who speaks in which article: ids of the article and the actor, and what the actor is called; rejected statements do not count."""
        with self._read() as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(filters.speaking())]

    def basis(self) -> Basis:
        """What it rests on which articles are one story; as long as it is equal, the stories are."""
        with self._read() as connection:
            return progress.basis(connection)

    def coded_counts(self) -> Mapping[str, int]:
        """How many statements people coded with each concept; rejected ones do not count."""
        with self._read() as connection:
            return {concept: len(keys) for concept, keys in self._events.coded(connection).items()}

    def state(self) -> State:
        """How far every log has come; two equal states answer every question alike."""
        with self._read() as connection:
            return progress.state(connection)

    def entries(self) -> Iterator[Judgement | Correction | ActorDecision | Amendment | Coding]:
        """Everything people decided on statements, articles and actors, in order, as another ledger can take it in."""
        yield from self._listed(merging.entries)

    def relation_decisions(self) -> Iterator[RelationDecision]:
        """The whole log of decisions about relations in order, retractions and all."""
        yield from self._listed(relations.log)

    def redactions(self) -> Iterator[Redaction]:
        """The tombstones of words that were taken out, oldest first."""
        yield from self._listed(redaction.redactions)

    def actor_decisions(self) -> Iterator[ActorDecision]:
        """The whole log of decisions about actors in order, retractions and all."""
        yield from self._listed(actor_decisions.log)

    def registered(self) -> Iterator[Registered]:
        """The actors of the registry that count, by name."""
        yield from self._listed(registry.registered)

    def registry(self) -> RegistryState | None:
        """The registry as it is now, for `wortlaut.store.registry.LedgerRegistry.open`; None if nothing was ever listed."""
        with self._read() as connection:
            return registry.state(connection, reading_address(self.path))

    def dates(self) -> tuple[tuple[str, Interval], ...]:
        """The publication dates people set and did not take back, by digest of the article's text."""
        with self._read() as connection:
            return tuple(decisions.dates(connection).items())

    def orphans(self) -> Iterator[Orphan]:
        """Judgements that stand but have no current statement: the newest of each person on each stretch."""
        yield from self._listed(orphans)

    def verify(self) -> Iterator[Mismatch]:
        """Every broken promise: excerpts that are not in the text, digests that differ, dangling references, a wrong index."""
        self._require_open()
        try:
            with self._read() as connection:
                yield from check.mismatches(connection)
            # SQLite takes the check of the index for a write; a short transaction, so that others need not wait for the rest
            with self._transaction(write=not self._read_only) as connection:
                found = list(check.index_mismatches(connection, writable=not self._read_only))
            yield from found
        except LedgerBusyError:
            raise
        except LedgerError as error:
            yield Mismatch("file", f"{error.what}: {error.remedy}")

    # --- transactions ----------------------------------------------------------------------------------------

    def _require_open(self) -> None:
        if self._closed:
            raise LedgerError("the ledger is closed", str(self.path), "open it again")

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[Connection]:
        self._require_open()
        with wrapped(self.path), self._engine.connect() as connection, connection.execution_options(write=write).begin():
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        if self._read_only:
            raise LedgerError("the ledger is open for reading only", str(self.path), "open it for writing")
        with self._transaction(write=True) as connection:
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self._transaction(write=False) as connection:
            yield connection

    def _listed(self, read: Callable[[Connection], Iterable[T]]) -> list[T]:
        with self._read() as connection:
            return list(read(connection))

    def _kept(self, query: Query) -> Sequence[int] | None:
        """The keys of a question from what is kept; None for those that the tables answer."""
        found: Sequence[int] | None = None
        if query.text is not None and self._columns.any:
            with self._read() as connection:
                hits = self._columns.found(connection, query)
            found = hits.tolist() if hits is not None else None
        elif query.concept is not None and self._events.any and query == Query(concept=query.concept, limit=query.limit, offset=query.offset):
            with self._read() as connection:
                found = self._events.coded(connection).get(query.concept, ())
        if found is None:
            return None
        return found[query.offset :] if query.limit is None else found[query.offset : query.offset + query.limit]

    def _batches(self, keys_of: filters.Keys | Sequence[int], read: Callable[[Connection, Sequence[int]], Iterator[T]]) -> Iterator[T]:
        # Records are never deleted, so keys stay good between the batches and no transaction is left open for the caller.
        with self._read() as connection:
            keys = array("q", connection.scalars(keys_of) if isinstance(keys_of, Select) else keys_of)
        for first in range(0, len(keys), rows.BATCH):
            with self._read() as connection:
                found = list(read(connection, keys[first : first + rows.BATCH]))
            yield from found


# --- ids and prefixes ----------------------------------------------------------------------------------------

_SHOWN = 4


def _statements_named(connection: Connection, prefix: str) -> Sequence[AnyRow]:
    question = (
        select(STATEMENTS.c.key, STATEMENTS.c.id, ARTICLES.c.text_digest, STATEMENTS.c.stretch)
        .join(ARTICLES, ARTICLES.c.extraction_key == STATEMENTS.c.extraction_key)
        .join(CURRENT, CURRENT.c.key == STATEMENTS.c.extraction_key)
        .where(filters.starts_with(STATEMENTS.c.id, prefix))
        .order_by(STATEMENTS.c.id)
    )
    return _exact_first(connection.execute(question.limit(_SHOWN)).all(), prefix)


def _keys(connection: Connection, ids: Iterable[str]) -> list[int]:
    question = select(STATEMENTS.c.key).join(CURRENT, CURRENT.c.key == STATEMENTS.c.extraction_key)
    return [key for chunk in put.chunks(dict.fromkeys(ids)) for key in connection.scalars(question.where(STATEMENTS.c.id.in_(chunk)))]


def _articles_named(connection: Connection, prefix: str) -> Sequence[AnyRow]:
    question = (
        select(ARTICLES.c.extraction_key.label("key"), ARTICLES.c.id, ARTICLES.c.text_digest)
        .join(CURRENT, CURRENT.c.key == ARTICLES.c.extraction_key)
        .where(filters.starts_with(ARTICLES.c.id, prefix))
        .order_by(ARTICLES.c.id)
    )
    return _exact_first(connection.execute(question.limit(_SHOWN)).all(), prefix)


def _place(connection: Connection, subject: str) -> codings.Place:
    one = _only(_statements_named(connection, subject), subject, "statement", connection)
    return codings.Place(one.id, one.text_digest, one.stretch)


def _digests(readings: Sequence[Reading]) -> list[str]:
    return sorted({reading.article.digest for reading in readings if reading.article is not None})


def _exact_first(found: Sequence[AnyRow], wanted: str) -> Sequence[AnyRow]:
    return [row for row in found if row.id == wanted] or found


def _only(found: Sequence[AnyRow], wanted: str, what: str, connection: Connection) -> AnyRow:
    if len(found) == 1 and wanted:
        return found[0]
    if found:
        shown = ", ".join(row.id for row in found[: _SHOWN - 1]) + (", ..." if len(found) >= _SHOWN else "")
        raise LedgerError(f"several ids start like this, not one {what}", f"{wanted!r} ({shown})", "type more of the id")
    tables = [table for table in (STATEMENTS, ARTICLES) if table.name.rstrip("s") in what]
    earlier = (connection.scalar(select(table.c.id).where(filters.starts_with(table.c.id, wanted)).limit(1)) for table in tables)
    if any(earlier):
        raise LedgerError(f"this {what} belongs to an earlier extraction", repr(wanted), "see what stands now with `wortlaut statements`")
    raise LedgerError(f"no {what} has this id", repr(wanted), "list ids with `wortlaut statements` or `wortlaut articles`")
