"""Stories: articles that belong together because the same actors speak in them within a few days, not because their words are alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wortlaut.records import Relation, RelationKind, Story, Told, Voiced, content_id
from wortlaut.study.relations.nearness import narrow, near_pairs
from wortlaut.study.relations.same import same_agency

STORY_DAYS = 7
"""So long may a story rest; after that the same actors are held to have begun another one."""
LEAST_ACTORS = 2
LEAST_PART = 1 / 3
"""Of the actors of the article with fewer of them, those that both share: two people who are in every article tie nothing together."""
WIDEST_DAYS = 31
MOST_PARTNERS = 20
"""To how many later articles of the same actor one article is tied at most."""


def stories(told: Sequence[Told], voiced: Iterable[Voiced], relations: Sequence[Relation]) -> tuple[Story, ...]:
    """Groups of two or more articles, in the order of the first of each, with those of the relations that lie inside.

    Articles whose date is known no better than to a month are tied to none, but for a literal copy.
    """
    speaking: dict[str, dict[str, str]] = defaultdict(dict)
    for voice in voiced:
        if voice.actor is not None:
            speaking[voice.article][voice.actor] = voice.name
    groups = _Groups(article.article for article in told)
    for one, other in _tied(told, speaking):
        groups.join(one, other)
    for relation in relations:
        if relation.kind is RelationKind.LITERAL_COPY:
            groups.join(relation.one, relation.other)
    inside: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        heads = {groups.of(article) for article in relation.articles}
        if len(heads) == 1:
            inside[heads.pop()].append(relation)
    agencies: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, other in same_agency(told):
        if groups.of(one) == groups.of(other):
            agencies[groups.of(one)].append((one, other))
    return tuple(_story(members, speaking, inside[head], agencies[head]) for head, members in groups.together(told).items() if len(members) > 1)


def _tied(told: Sequence[Told], speaking: Mapping[str, Mapping[str, str]]) -> Iterable[tuple[str, str]]:
    by_actor: dict[str, list[Told]] = defaultdict(list)
    for article in told:
        if not narrow(article.when, WIDEST_DAYS):
            continue
        for actor in speaking.get(article.article, {}):
            by_actor[actor].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for articles in by_actor.values():
        near = near_pairs(articles, lambda one: one.when, STORY_DAYS, MOST_PARTNERS)
        shared.update((one.article, other.article) for one, other in near)
    for (one, other), count in shared.items():
        if count >= LEAST_ACTORS and count >= LEAST_PART * min(len(speaking[one]), len(speaking[other])):
            yield one, other


def _story(
    members: Sequence[Told], speaking: Mapping[str, Mapping[str, str]], relations: Sequence[Relation], agencies: Sequence[tuple[str, str]]
) -> Story:
    articles = tuple(article.article for article in members)
    heard = Counter(actor for article in articles for actor in speaking.get(article, {}))
    names = {actor: name for article in articles for actor, name in speaking.get(article, {}).items()}
    origins = _Groups(articles)
    for one, other in (*((copy.one, copy.other) for copy in relations if copy.kind is RelationKind.LITERAL_COPY), *agencies):
        origins.join(one, other)
    dates = [day for article in members for day in (article.when.start, article.when.end) if day is not None]
    return Story(
        id=content_id("y", *sorted(articles)),
        articles=articles,
        actors=tuple(names[actor] for actor, count in heard.most_common() if count > 1),
        start=min(dates, default=None),
        end=max(dates, default=None),
        origins=len({origins.of(article) for article in articles}),
        relations=tuple(relations),
    )


class _Groups:
    """Items that are joined step by step; the head of a group stands for all of it."""

    def __init__(self, items: Iterable[str]) -> None:
        self._above = {item: item for item in items}

    def of(self, item: str) -> str:
        """The head of the item's group."""
        while self._above[item] != item:
            self._above[item] = item = self._above[self._above[item]]
        return item

    def join(self, one: str, other: str) -> None:
        """Make two groups one."""
        self._above[self.of(other)] = self.of(one)

    def together(self, told: Iterable[Told]) -> dict[str, list[Told]]:
        """The members of every group, in the order given."""
        found: dict[str, list[Told]] = defaultdict(list)
        for article in told:
            found[self.of(article.article)].append(article)
        return found
