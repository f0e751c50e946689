"""How much is measured: everything, or less of it on a machine that others use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """`phones`: the most at once; `share`: of the usual repeats; `long`: the hour as well."""

    phones: int = 1000
    share: float = 1.0
    long: bool = False

    def halls(self, *wanted: int) -> tuple[int, ...]:
        """These numbers of phones, as far as there may be so many; at least one of them."""
        return tuple(one for one in wanted if one <= self.phones) or (self.phones,)

    def repeats(self, usual: int) -> int:
        """How often something is done."""
        return max(3, round(usual * self.share))
