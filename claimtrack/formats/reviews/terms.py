"""What both ways need: the reasons of a link to where a claim appeared, and who suggests it."""

from __future__ import annotations

from typing import Final

#: Why a claim of a review cites a page.
APPEARED: Final = "the review names it as a place where the claim appeared"
APPEARED_FIRST: Final = "the review names it as where the claim appeared first"
#: Who suggests such a link: the format.
NAME: Final = "claim-review"
