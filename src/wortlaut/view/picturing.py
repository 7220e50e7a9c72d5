"""Pictures as parts of a page: their own colours in the file, those of the theme where they stand among other things (see `style.css`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wortlaut.errors import WriteError
from wortlaut.view.refusals import refusal
from wortlaut.view.wording import voice

if TYPE_CHECKING:
    from markupsafe import Markup

    from wortlaut.records import Header
    from wortlaut.view.language import Words


def cited(words: Words, header: Header) -> str:
    """What a figure or a table rests on, in one line to be cited: what was counted, how, and by which version."""
    from wortlaut.write.canvas import told

    return told(header, voice(words))


def embedded(words: Words, draw: Callable[[], bytes]) -> Markup | str:
    """The picture as an element of a page, without the declaration of XML; where nobody could read it, why not, as plain text.

    What it shows was escaped when it was written, as XML asks for.
    """
    from markupsafe import Markup

    try:
        picture = draw().decode()
    except WriteError as error:
        return refusal(words, error)
    return Markup(picture[picture.index("<svg") :])  # noqa: S704 - lxml escaped every text in it
