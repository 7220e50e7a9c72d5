"""The language in which files for readers speak; whoever asks for them gives it (`wortlaut.seams.voice`)."""

from __future__ import annotations

from wortlaut.seams.voice import ENGLISH, Voice

__all__ = ["ENGLISH", "Voice"]
