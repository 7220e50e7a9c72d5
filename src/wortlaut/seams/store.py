"""What a ledger does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
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
        dna,
    )


class Ledger(Protocol):
    """The append-only ledger of one corpus; entry-point group `wortlaut.ledgers`.

    Every method that writes is one transaction: after a crash either all or nothing of it is there.
    """

    def begin(self, run: Run) -> None:
        """Record that a run started (its counts are still zero)."""
        ...

    def finish(self, run: Run) -> None:
        """Record the end and the counts of a run that began."""
        ...

    def known(self, capture_ids: Sequence[str], producers: str) -> frozenset[str]:
        """Those captures already read to an end by the same `producers` fingerprint."""
        ...

    def put(self, run_id: str, readings: Sequence[Reading], producers: str) -> tuple[Problem, ...]:
        """Store readings in one transaction; newer machine records of a capture supersede the older, judgements stay.

        Returns the problems stored in place of readings that break the promise (an excerpt that is not in its text).
        """
        ...

    def put_import(self, run_id: str, given: dna.Import, readings: Sequence[Reading], beside: Sequence[str]) -> None:
        """Store a file of another program and what it became; its coders accept their statements. The same import again adds nothing.

        The readings were made knowing the imports `beside`, the one it replaces included; raises LedgerBusyError if others stand now.
        """
        ...

    def put_problem(self, run_id: str, problem: Problem) -> None:
        """Store the problem of a source that gave no capture; it counts as a capture that was tried."""
        ...

    def counts(self) -> tuple[int, int, int, int]:
        """Captures, articles, problems (of captures that gave no article), statements in the current extraction."""
        ...

    def articles(self, query: Query) -> Iterator[ArticleRow]:
        """Articles by publication date, unknown dates last."""
        ...

    def statements(self, query: Query) -> Iterator[StatementRow]:
        """Statements by article and position; `query.text` is a full-text search over quotes and their sentences, best first."""
        ...

    def events(self, query: Query) -> Events:
        """The coded statements a network counts: codings of `query.include` and imported ones, which count as judged.

        Statement variables are person, organization, concept (short text), agreement (boolean; None where neutral) and
        those of imported statements; organization is the explicit or confirmed `on_behalf_of` only.
        """
        ...

    def voices(self, query: Query, *, coded: bool = False, articles: Sequence[str] | None = None) -> Sequence[Voiced]:
        """The statements of a question as relations compare them; `coded`: only those coded or suggested for; `articles`: only those in them.

        All coded ones are the same object as before while none of them changed.
        """
        ...

    def speaking(self) -> Sequence[tuple[str, str, str]]:
        """Who speaks in which article: ids of the article and the actor, and what the actor is called; rejected statements do not count."""
        ...

    def basis(self) -> Basis:
        """What it rests on which articles are one story; as long as it is equal, the stories are."""
        ...

    def coded_counts(self) -> Mapping[str, int]:
        """How many statements people coded with each concept; rejected ones do not count."""
        ...

    def state(self) -> State:
        """How far every log has come; two equal states answer every question alike."""
        ...

    def actors(self, query: Query) -> Iterator[ActorRow]:
        """Actors by number of statements."""
        ...

    def count(self, query: Query) -> int:
        """How many statements answer the question; `limit` and `offset` count too."""
        ...

    def facets(self, query: Query) -> Facets:
        """How many statements answer the question, and how many of them each narrower one would find."""
        ...

    def near_actors(self, typed: str) -> tuple[tuple[str, int], ...]:
        """Actors with a name spelt much like this one, and the numbers of their statements, the likest first."""
        ...

    def earlier(self, statement: str) -> tuple[str, int, int] | None:
        """Where a statement stood that a newer reading may no longer have: article, start and end of its quote; None if there never was one."""
        ...

    def near_words(self, typed: str) -> tuple[NearWord, ...]:
        """For every word of a search that no statement has: words that statements have and that are spelt much like it."""
        ...

    def tried(self, capture_id: str) -> Capture:
        """A capture by its own id, whether it became an article or a problem; LedgerError if there is none."""
        ...

    def problems(self) -> Iterator[Problem]:
        """Current problems."""
        ...

    def runs(self) -> Iterator[Run]:
        """Runs, newest first."""
        ...

    def imports(self) -> Iterator[dna.Import]:
        """The imports that no other one replaces, oldest first, with all their rows."""
        ...

    def imported(self, import_id: str) -> bool:
        """Whether the ledger holds this import, replaced or not."""
        ...

    def capture(self, article_id: str) -> Capture:
        """The capture that an article was made from."""
        ...

    def names(self, limit: int) -> tuple[str, ...]:
        """The names of the actors who make most statements, most first."""
        ...

    def beside(self, article: str) -> tuple[str | None, str | None]:
        """The ids of the articles before and after this one (id or unique prefix) in the order of `articles`; None where there is none."""
        ...

    def find(self, id_prefix: str) -> StatementRow | ArticleRow:
        """The one statement or article whose id starts so; raises LedgerError if none or several do."""
        ...

    def heads(self, ids: Iterable[str]) -> Mapping[str, ArticleRow]:
        """The current articles with these ids; an id that no article has is not among them."""
        ...

    def found(self, ids: Iterable[str]) -> Mapping[str, StatementRow]:
        """The current statements with these ids, whole; an id that no statement has is not among them."""
        ...

    def judge(self, subject: str, verdict: Verdict, by: str, at: str, note: str = "") -> Judgement:
        """Append a judgement on a statement (id or unique prefix)."""
        ...

    def judge_all(self, subjects: Sequence[str], verdict: Verdict, by: str, at: str, note: str = "") -> int:
        """Append one judgement of many statements (ids or unique prefixes), which is undone as one; how many statements they are."""
        ...

    def amend_kind(self, subject: str, kind: Kind, by: str, at: str) -> Amendment:
        """Append the kind of a statement (id or unique prefix)."""
        ...

    def amend_quote(self, subject: str, words: Places, by: str, at: str) -> Amendment:
        """Append which stretches of the text a statement quotes; its id stays. LedgerError for what is not in the text."""
        ...

    def amend_cue(self, subject: str, words: Places, by: str, at: str) -> Amendment:
        """Append which stretches of the text signal that somebody speaks; none: there is no cue."""
        ...

    def flag(self, subject: str, by: str, at: str) -> Amendment:
        """Append that a second reader is wanted for a statement; it waits until somebody else judges it."""
        ...

    def amend_speaker(self, subject: str, actor: str | None, by: str, at: str, new: ActorKind | None = None) -> Amendment:
        """Append who speaks: an actor (id, beginning of an id, or name), a new one of the kind `new`, or None, unknown."""
        ...

    def amend_addressee(self, subject: str, actor: str | None, by: str, at: str, new: ActorKind | None = None) -> Amendment:
        """Append who is spoken to, given like the speaker."""
        ...

    def reply(self, subject: str, said: str, by: str, at: str, actor: str | None = None) -> Amendment:
        """Append what somebody has to say to a statement; `actor` is whose reply it is, None where that is nobody in the ledger."""
        ...

    def add(self, article: str, words: Places, kind: Kind, by: str, at: str, actor: str | None = None, new: ActorKind | None = None) -> Amendment:
        """Append a statement that was missed in an article (id or unique prefix), accepted by whoever adds it; undone as one."""
        ...

    def amendments(self, subject: str | None = None) -> Iterator[Amendment]:
        """The whole log of amendments in order, or that of one statement (id or unique prefix); they are applied to everything that is read."""
        ...

    def correct(self, article: str, field: Field, value: str, by: str, at: str) -> Correction:
        """Append a correction of an article's date or outlet (id or unique prefix)."""
        ...

    def merge(self, actor: str, other: str, by: str, at: str) -> ActorDecision:
        """Append that two actors (id, beginning of an id, or name) are one, called as the first; nothing is ever merged silently."""
        ...

    def split(self, actor: str, statements: Sequence[str], by: str, at: str, name: str = "") -> ActorDecision:
        """Append that these statements of an actor are somebody else's, called `name` or by a number behind the old name."""
        ...

    def rename(self, actor: str, name: str, by: str, at: str) -> ActorDecision:
        """Append the name an actor is to be shown with; it is still found by the old one."""
        ...

    def alias(self, actor: str, name: str, by: str, at: str) -> ActorDecision:
        """Append another name of an actor."""
        ...

    def register(self, actors: Iterable[Registered], by: str, at: str) -> tuple[int, int]:
        """Append entries to the registry; how many are new, and how many replace an older one of their name."""
        ...

    def adopt(self, codebook: Codebook, by: str, at: str) -> bool:
        """Append a codebook, which is in force from then on; False if it is in force already."""
        ...

    def codebook(self) -> Codebook | None:
        """The codebook in force; None if there is none."""
        ...

    def adoptions(self) -> Iterator[Adoption]:
        """Every codebook that was taken in, newest first."""
        ...

    def code(self, subject: str, concept: str | None, agreement: int | None, by: str, at: str, note: str = "", *, blind: bool = False) -> Coding:
        """Append a person's coding of a statement (id or unique prefix); no concept: none fits."""
        ...

    def drop(self, subject: str, concept: str | None, by: str, at: str) -> Coding:
        """Append that a person takes back what they coded on a statement and concept; LedgerError if nothing of theirs stands."""
        ...

    def suggest(self, suggestions: Sequence[Suggestion], at: str) -> int:
        """Append a machine's suggestions for current statements in place of its earlier ones; how many are new."""
        ...

    def codings(self, subject: str | None = None) -> Iterator[Coding]:
        """The whole log of codings in order, or that of one statement (id or unique prefix)."""
        ...

    def orphaned_codings(self) -> Iterator[Coding]:
        """People's codings that stand but have no current statement; kept, never moved."""
        ...

    def coded(self, statements: Sequence[StatementRow]) -> tuple[StatementCodings, ...]:
        """What stands coded and suggested for each of these statements, in their order."""
        ...

    def entries(self) -> Iterator[Judgement | Correction | ActorDecision | Amendment | Coding]:
        """Everything people decided on statements, articles and actors, in order, as another ledger can take it in."""
        ...

    def take(self, entries: Iterable[Judgement | Correction | ActorDecision | Amendment | Coding]) -> Taken:
        """Append the decisions of another ledger with who and when, in one transaction; the same again adds nothing."""
        ...

    def decide(self, relation: Relation, kind: RelationKind, verdict: Verdict, by: str, at: str, note: str = "") -> RelationDecision:
        """Append that a candidate is a relation of this kind (accept), or is not (reject); LedgerError for kinds that need nobody."""
        ...

    def relation_decisions(self) -> Iterator[RelationDecision]:
        """The whole log of decisions about relations in order, retractions and all."""
        ...

    def redact(self, actor: str, by: str, at: str, reason: str) -> tuple[Redaction, ...]:
        """Take an actor's words out for good and leave a tombstone per text; decisions on them stay."""
        ...

    def redactions(self) -> Iterator[Redaction]:
        """The tombstones of words that were taken out, oldest first."""
        ...

    def undo(self, by: str, at: str, decision: str | None = None) -> Decision:
        """Append the retraction of this person's newest decision that stands, or of the one with this id, and of its batch; LedgerError if none."""
        ...

    def redo(self, by: str, at: str) -> Decision:
        """Append anew what this person took back last, if they decided nothing else since; raises LedgerError otherwise."""
        ...

    def can_redo(self, by: str) -> bool:
        """Whether this person took something back and decided nothing else since."""
        ...

    def recent(self, by: str, limit: int) -> tuple[Decided, ...]:
        """What this person decided last and did not take back, newest first; a batch is one of them."""
        ...

    def judgements(self, subject: str | None = None) -> Iterator[Judgement]:
        """The whole log of judgements in order, or that of one statement."""
        ...

    def actor_decisions(self) -> Iterator[ActorDecision]:
        """The whole log of decisions about actors in order, retractions and all; they are applied to everything that is read."""
        ...

    def registered(self) -> Iterator[Registered]:
        """The actors of the registry that count, by name."""
        ...

    def registry(self) -> RegistryState | None:
        """The registry as it is now, None if nothing was ever listed."""
        ...

    def dates(self) -> tuple[tuple[str, Interval], ...]:
        """The publication dates people set and did not take back, by digest of the article's text."""
        ...

    def orphans(self) -> Iterator[Orphan]:
        """Judgements and amendments without a current statement."""
        ...

    def verify(self) -> Iterator[Mismatch]:
        """Every broken promise: excerpts that are not in the text, digests that differ, dangling references."""
        ...

    def close(self) -> None:
        """Release the file."""
        ...
