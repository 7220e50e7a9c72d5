"""Lists of actors as users write them: what they mean, and the line of whatever is wrong in them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hang import ends

from wortlaut.errors import ConfigError
from wortlaut.records import ActorKind, Registered, Role
from wortlaut.resolve import registry_file
from wortlaut.resolve.registry_check import Finding, check_entries
from wortlaut.resolve.registry_file import Entry, as_yaml, read_entries


def entries(text: str, name: str = "a.yaml") -> list[Entry]:
    """The actors in a text."""
    return list(read_entries(io.BytesIO(text.encode()), name))


def findings(text: str, *known: Registered) -> list[Finding]:
    """What is wrong between the actors in a text."""
    return list(check_entries(entries(text), known))


def test_yaml_is_read_as_it_is_written() -> None:
    """Names that YAML takes for something else stay names, one value stands for a list, years and months for their first and last days."""
    text = """
- name: No
  kind: organisation
  acronyms: [NO, 1914]
- name:  Jana   Ostermoor
  kind: person
  gender: female
  aliases: J. Ostermoor
  roles:
    - {title: Wasserministerin, organisation: Nordau, since: 2020, until: 2023-02}
    - {title: Rätin, since: 2024-02-29, until: }
  member_of: [No]
  ids: {wikidata: Q1}
"""
    roles = (Role("Wasserministerin", "Nordau", "2020-01-01", "2023-02-28"), Role("Rätin", "", "2024-02-29"))
    assert entries(text) == [
        Entry(2, Registered("No", ActorKind.ORGANISATION, acronyms=("NO", "1914"))),
        Entry(
            5,
            Registered(
                "Jana Ostermoor", ActorKind.PERSON, ("J. Ostermoor",), (), roles, ("No",), external_ids=(("wikidata", "Q1"),), gender="female"
            ),
        ),
    ]


def test_rows_of_one_name_in_csv_are_one_actor() -> None:
    """CSV has a row per role; lists are separated by semicolons."""
    text = "name,kind,aliases,title,organisation,since,wikidata\nJana Ostermoor,person,J. O.;Jana O.,Ministerin,Nordau,2020,Q1\nJana Ostermoor,,,Rätin,,,\n"
    roles = (Role("Ministerin", "Nordau", "2020-01-01"), Role("Rätin"))
    assert entries(text, "a.CSV") == [
        Entry(2, Registered("Jana Ostermoor", ActorKind.PERSON, ("J. O.", "Jana O."), roles=roles, external_ids=(("wikidata", "Q1"),)))
    ]


PERSON = "- name: x\n  kind: person\n"
WRONG = [
    ("a: b", "1: begin every actor with `- name: ...`", "the file is not a list of actors"),
    ("- x", "1: an actor is a mapping", "not what is expected here"),
    ("- kind: person", "1: write `name: ...`", "an actor has no name"),
    ("- name: x", "1: one of person, organisation", "no such kind: ''"),
    ("- name: x\n  kind: persn", "2: one of person, organisation", "no such kind: 'persn'"),
    ("- name: x\n  kind: anonymous", "2: one of person", "no such kind: 'anonymous'"),
    (PERSON + "  boss: y", "3: one of name, kind", "no such key: 'boss'"),
    (PERSON + "  name: y", "3: keep one of the two", "a key stands twice: 'name'"),
    (PERSON + "  gender: both", "3: one of male, female", "no such gender: 'both'"),
    (PERSON + "  aliases: [[y]]", "3: write a text", "one value is expected here"),
    (PERSON + "  roles: Ministerin", "3: a role is a mapping", "not what is expected here"),
    (PERSON + "  roles:\n    - since: 2020", "4: write `title: ...`", "a role has no title"),
    (PERSON + "  roles: [{title: M, since: 2020-13}]", "3: write 2014, 2014-10 or 2014-10-14", "no such date: '2020-13'"),
    (PERSON + "  roles: [{title: M, since: 30.2.2020}]", "3: write 2014", "no such date: '30.2.2020'"),
    (PERSON + "  roles: [{title: M, until: 2020-00-01}]", "3: write 2014", "no such date"),
    (PERSON + "  roles: [{title: M, since: 2021, until: 2020}]", "3: swap the dates", "a role ends before it begins: 2021-01-01 .. 2020-12-31"),
    (PERSON + '  aliases: ["a\\eb"]', "3: at most 500 printable characters", "a value holds control signs"),
    (PERSON + "  aliases: [" + "y" * 501 + "]", "3: at most 500", "a value is too long"),
    (PERSON + "- [", "4: ", "the file is not YAML"),
    ("- &a\n  name: x\n  kind: person\n- *a", "4: write the value out", "the file refers to another place in itself"),
    ("- " * 2000, "1: an actor holds lists", "nested too deeply"),
    ("[" * 100_000, "1: ", "the file is not YAML"),
    ("- !!python/object:os.system x", "1: an actor is a mapping", "not what is expected here"),
    (PERSON + "\x00", "3: mend the sign there", "the file is not YAML in UTF-8"),
]


@pytest.mark.parametrize(("text", "place", "what"), WRONG, ids=[what for _, _, what in WRONG])
def test_wrong_yaml_is_told_by_line(text: str, place: str, what: str) -> None:
    """Whatever is wrong is told in one line, with the number of its line and what to do."""
    with pytest.raises(ConfigError) as error:
        entries(text)
    assert what in str(error.value)
    assert f"a.yaml:{place}" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("", "1: columns: name, kind", "the columns name and kind must be there"),
        ("name\nx", "1: columns", "the columns name and kind must be there"),
        ("name,kind,foo\n", "1: columns", "no such column: 'foo'"),
        ("name,kind\nx", "2: put cells with commas into marks", "a row has more or fewer cells"),
        ("name,kind\nx,person,y", "2: put cells", "a row has more or fewer cells"),
        ("name,kind\nx,person\nx,state\n", "3: write the same, or leave it empty", "another kind than before (line 2): 'state'"),
        ("name,kind,title,until\nx,person,M,2021\nx,,M,2021-02-30\n", "3: write 2014", "no such date: '2021-02-30'"),
    ],
)
def test_wrong_csv_is_told_by_line(text: str, place: str, what: str) -> None:
    """The same for CSV."""
    with pytest.raises(ConfigError) as error:
        entries(text, "a.csv")
    assert what in str(error.value)
    assert f"a.csv:{place}" in str(error.value)


def test_bytes_that_are_no_utf8_are_told() -> None:
    """A file in another charset is no list."""
    for name in ("a.yaml", "a.csv"):
        with pytest.raises(ConfigError, match="UTF-8"):
            list(read_entries(io.BytesIO(b"name,kind\n- \xff\xfe"), name))


def test_a_file_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is told before anything is read."""
    monkeypatch.setattr(registry_file, "LARGEST", 20_000_000)
    with pytest.raises(ConfigError, match=r"the list of actors is too large: a\.yaml: split it into files of at most 20 MB"):
        entries(" " * 20_000_001)


def test_a_long_line_and_many_values_end() -> None:
    """A million values in one list are read in bounded time."""
    with ends(60):
        (entry,) = entries(PERSON + "  aliases: [" + ", ".join(f"y{n}" for n in range(200_000)) + "]")
    assert len(entry.actor.aliases) == 200_000


LINKS = "- name: {}\n  kind: organisation\n  speaks_for: [{}]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINKS.format("A", "A"), [(1, "speaks_for leads in a circle: A -> A")]),
        (LINKS.format("A", "B") + LINKS.format("B", "C") + LINKS.format("C", "A"), [(7, "speaks_for leads in a circle: A -> B -> C -> A")]),
        (LINKS.format("A", "B"), [(1, "speaks_for of 'A' names 'B', who is not listed: add an entry of that name")]),
        (LINKS.format("A", "B, C") + LINKS.format("B", "D") + LINKS.format("C", "D") + LINKS.format("D", ""), []),
        (PERSON + PERSON, [(3, "'x' stands on line 1 already")]),
    ],
)
def test_entries_that_do_not_fit_together_are_told(text: str, expected: list[tuple[int, str]]) -> None:
    """Circles, links that lead nowhere and names given twice are errors with their line; two ways to one body are none."""
    found = findings(text)
    assert [(one.line, one.reason) for one in found] == expected
    assert not any(one.notice for one in found)


def test_a_name_of_two_actors_is_noticed() -> None:
    """An alias that two actors share is allowed, names neither of them, and is listed."""
    text = "- {name: Anna Moll, kind: person, aliases: [A. Moll]}\n- {name: Arno Moll, kind: person, aliases: [a. MOLL]}\n"
    assert findings(text) == [Finding(2, "'a. MOLL' is a name of several, so it names none of them: Anna Moll, Arno Moll", notice=True)]


def test_what_is_registered_already_counts() -> None:
    """Links may lead to actors registered before, circles may close over them, and an entry takes the place of the older one of its name."""
    nordau = Registered("Nordau", ActorKind.STATE, speaks_for=("Ministerium",))
    assert findings(LINKS.format("Ministerium", "Nordau"), nordau)[0].reason.startswith("speaks_for leads in a circle: ")
    assert findings(LINKS.format("Ministerium", "Nordau"), Registered("Nordau", ActorKind.STATE)) == []
    assert findings(LINKS.format("Nordau", ""), nordau) == []


def test_a_long_chain_is_followed() -> None:
    """Links are followed without recursion."""
    chain = [Entry(n, Registered(f"B{n}", ActorKind.ORGANISATION, speaks_for=(f"B{n + 1}",))) for n in range(50_000)]
    with ends(60):
        (found,) = check_entries([*chain, Entry(50_000, Registered("B50000", ActorKind.ORGANISATION, speaks_for=("B0",)))])
    assert found.reason == "speaks_for leads in a circle: B0 -> B1 -> B2 -> B3 -> B4 -> ... -> B0"


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12).filter(lambda text: text not in ("~", "null"))
days = st.none() | st.dates().map(lambda day: day.isoformat())
roles = st.builds(Role, words, st.just("") | words, days, st.none())
listed = st.builds(
    Registered,
    words,
    st.sampled_from([kind for kind in ActorKind if kind is not ActorKind.ANONYMOUS]),
    *(st.lists(words, max_size=3, unique=True).map(tuple) for _ in range(2)),
    st.lists(roles, max_size=2).map(tuple),
    *(st.lists(words, max_size=2, unique=True).map(tuple) for _ in range(2)),
    st.dictionaries(words, words, max_size=2).map(lambda ids: tuple(sorted(ids.items()))),
    st.sampled_from(("", "male", "female")),
)


@given(st.lists(listed, max_size=3))
def test_what_is_written_is_read_back(actors: list[Registered]) -> None:
    """Any actors, written as YAML, come back as they were."""
    assert [entry.actor for entry in entries("".join(map(as_yaml, actors)))] == actors


@given(st.binary(max_size=300), st.sampled_from(("a.yaml", "a.csv")))
def test_any_bytes_are_a_list_or_an_error(data: bytes, name: str) -> None:
    """No bytes give anything but actors or a complaint in one line."""
    complaint = ""
    try:
        assert all(isinstance(entry, Entry) for entry in read_entries(io.BytesIO(data), name))
    except ConfigError as error:
        complaint = str(error)
    assert "\n" not in complaint
