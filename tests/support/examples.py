"""How many examples a property is tried on."""

from __future__ import annotations

from hypothesis import settings

# What a property asks for is tried by `make test-long`; of that `make test` tries a part.
ORDINARY = 100


def examples(number: int) -> settings:
    """For a property that takes longer or shorter than others: so many where others have 100."""
    usual: int = settings.get_profile(settings.get_current_profile_name()).max_examples
    return settings(max_examples=max(5, number * usual // ORDINARY))
