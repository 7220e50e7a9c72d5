"""Scores quotations, actors and mentions against gold: official and strict, per kind, role and class of speaker, with bootstrap intervals.

The metric is the one of the German news quotation data set (Petersen-Frey and Biemann 2024): quotations are paired
one to one, every pair and every quotation left over gives a precision and a recall for the quote and each role, and
a figure is the harmonic mean of the two means. It judges wording and roles, not whether a statement is true, and it
trains nothing.
"""

from __future__ import annotations

from wortlaut.evaluate.actors import ActorCounts, ActorFigures, Share, same_actor
from wortlaut.evaluate.figures import Figures, Score
from wortlaut.evaluate.gold import Answer, Found, GoldDocument, GoldQuotation
from wortlaut.evaluate.gold_files import load_gold
from wortlaut.evaluate.mentions import MentionFigures
from wortlaut.evaluate.scoring import Evaluation, evaluate, predict_all
from wortlaut.evaluate.speakers import SpeakerClass, speaker_class

__all__ = [
    "ActorCounts",
    "ActorFigures",
    "Answer",
    "Evaluation",
    "Figures",
    "Found",
    "GoldDocument",
    "GoldQuotation",
    "MentionFigures",
    "Score",
    "Share",
    "SpeakerClass",
    "evaluate",
    "load_gold",
    "predict_all",
    "same_actor",
    "speaker_class",
]
