"""The sample to fill in as a workbook."""

from __future__ import annotations

from scoreboard.contest.model import Locale
from scoreboard.contest.words import Say
from scoreboard.files.sheets.sample import sample
from scoreboard.files.sheets.workbook_out import save, workbook


def sample_xlsx(locale: Locale, say: Say) -> bytes:
    """The sample workbook in a language; it imports as it is."""
    return save(workbook(sample(locale), locale, say, stages_by_name=True))
