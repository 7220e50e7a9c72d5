"""The compiled tables of German and the lists of verbs of saying."""

import pytest

from wortlaut_de.rules.lexicon import lexicon


@pytest.mark.parametrize(
    ("form", "codes"),
    [
        ("sei", "j"),
        ("seien", "J"),
        ("habe", "ej"),
        ("werde", "ej"),
        ("müsse", "j"),
        ("könnte", "k"),
        ("wären", "K"),
        ("sagte", "sq"),
        ("sagt", "s"),
        ("abzusenken", "z"),
    ],
)
def test_moods_are_told_by_the_form(form, codes):
    """A form carries the codes of its moods: j and J Konjunktiv I, k and K distinct Konjunktiv II, q the one that equals the past."""
    assert set(codes) <= set(lexicon().codes[form])
    assert not ({"j", "J", "k", "K"} - set(codes)) & set(lexicon().codes[form])


@pytest.mark.parametrize(
    ("noun", "gender"), [("Zeitung", "f"), ("Außenminister", "m"), ("Wasserwirtschaftsamt", "n"), ("Merledammkommission", "f"), ("Xyzqr", "")]
)
def test_gender_is_told_by_the_longest_known_ending(noun, gender):
    """Compounds have the gender of their last part; unknown words have none (p, plural, set aside)."""
    assert lexicon().gender(noun).replace("p", "") == gender


@pytest.mark.parametrize(
    ("form", "name", "joined"),
    [
        ("teilte", "mit|teilen", False),
        ("mitteilte", "mit|teilen", True),
        ("mitgeteilt", "mit|teilen", True),
        ("mitzuteilen", "mit|teilen", True),
        ("sagte", "sagen", True),
    ],
)
def test_separable_verbs_of_saying_are_known_in_every_form(form, name, joined):
    """A separable verb of saying is known with its particle apart and joined."""
    assert (name, joined) in {(entry.cue.name, entry.joined) for entry in lexicon().cues[form]}


def test_every_verb_of_saying_is_a_known_verb():
    """No verb in cues.toml is mistyped: each has a third person or an infinitive in the compiled table."""
    known = {entry.cue.base for entries in lexicon().cues.values() for entry in entries}
    from wortlaut_de.rules.lexicon import _toml, read_cues

    assert sorted({cue.base for cue in read_cues(_toml("cues.toml")["verbs"])} - known) == []
