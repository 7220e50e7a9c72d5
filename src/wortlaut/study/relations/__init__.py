"""What holds between articles and between statements: literal copies, same events and statements, stories, tensions.

Pure functions over `wortlaut.records`. None of them compares all pairs: words, actors and dates are looked up, and how many
partners one item can have is bounded. Nothing here says that two texts are independent, only that no literal copy was found.
"""

from wortlaut.study.relations.accounts import accounts
from wortlaut.study.relations.copies import literal_copies
from wortlaut.study.relations.same import same_events, same_statements
from wortlaut.study.relations.stories import stories
from wortlaut.study.relations.tensions import Opposed, Sided, opposed, sided, tensions

__all__ = ["Opposed", "Sided", "accounts", "literal_copies", "opposed", "same_events", "same_statements", "sided", "stories", "tensions"]
