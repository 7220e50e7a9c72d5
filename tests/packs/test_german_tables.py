from __future__ import annotations

import subprocess
import sys

import pytest

from wortlaut.errors import PackError
from wortlaut_de import German
from wortlaut_de.tomlfile import numbers, read_table, words


def test_every_abbreviation_carries_its_stop():
    """Abbreviations end in a full stop and hold no blank, those that may end a sentence too."""
    table = German().sentence_words()
    assert [word for word in table.abbreviations if not word.endswith(".") or " " in word] == []
    assert table.may_end <= table.abbreviations


def test_words_that_open_sentences_are_capitalised_and_follow_no_ordinal():
    """Starters are capitalised, and no word is in both lists, or an ordinal before it could be read both ways."""
    table = German().sentence_words()
    assert [word for word in table.starters | table.after_ordinal if not word[0].isupper()] == []
    assert table.starters & table.after_ordinal == frozenset()


def test_missing_table_names_itself():
    """A table that is not there stops with its name and the remedy."""
    with pytest.raises(PackError, match=r"nowhere\.toml .*reinstall wortlaut"):
        read_table("nowhere.toml")


def test_table_of_another_shape_is_refused():
    """A list where numbers are expected, and numbers where a list is, are pack errors."""
    with pytest.raises(PackError, match="starters does not map words to numbers"):
        numbers("sentences.toml", "starters")
    with pytest.raises(PackError, match="months is not a list of words"):
        words("times.toml", "months")


def test_tables_are_read_when_first_asked_for():
    """Making the pack reads no table and imports no part of it."""
    code = "import sys; from wortlaut_de import German; German(); print([name for name in sys.modules if name.startswith('wortlaut_de.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
