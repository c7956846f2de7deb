"""reviewing: the pages of `explainer serve` on which somebody reads sentences beside their sources.

`messages` are requests and answers, whatever server hands them over; `guard` says which forms are
taken; `desk` knows the sentences of a site that is edited meanwhile, and writes verdicts; `pages`
are what is shown; `review` answers. What stands beside a sentence is made by
`generator.authoring.cards`, for these pages as for the terminal and the sheet.
"""

from generator.adapters.reviewing.desk import NotReadyError, ReviewDesk
from generator.adapters.reviewing.guard import TOKEN_HEADER, Form, read_form
from generator.adapters.reviewing.messages import MOST_BYTES, ROOT, Answer, Request, plain
from generator.adapters.reviewing.pages import address_of
from generator.adapters.reviewing.review import ReviewPages

__all__ = [
    "MOST_BYTES", "ROOT", "TOKEN_HEADER", "Answer", "Form", "NotReadyError", "Request",
    "ReviewDesk", "ReviewPages", "address_of", "plain", "read_form",
]  # fmt: skip
