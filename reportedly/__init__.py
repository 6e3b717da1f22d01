"""Reads news reports as claims: who is said to have done what, when, where, on whose word, how surely.

import reportedly
report = reportedly.read_text("Syria said on Monday that Israel attacked Lebanon.", published="2024-03-06")
for claim in reportedly.claims_of(report): ...
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.model.claim import Claim, Read
    from reportedly.model.report import Report
    from reportedly.pipeline import claims_of, read
    from reportedly.report import read_text

__version__ = "0.1.0"
__all__ = ["Claim", "Read", "Report", "__version__", "claims_of", "read", "read_text"]

_HOMES = {  # loaded when first asked for: `reportedly --help` must not wait for the parser
    "Claim": "reportedly.model.claim",
    "Read": "reportedly.model.claim",
    "Report": "reportedly.model.report",
    "claims_of": "reportedly.pipeline",
    "read": "reportedly.pipeline",
    "read_text": "reportedly.report",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
