"""What somebody looks for: words and "quoted phrases" out of whatever was typed."""

import re

MAX_WORDS = 50  # of a search; the rest is not looked for
PHRASE_OR_WORD = re.compile(r'"([^"]*)"|(\S+)')


def sought(words: str) -> list[str]:
    """Words and phrases, without quotation marks; only those that have a letter or digit."""
    found = [phrase or word for phrase, word in PHRASE_OR_WORD.findall(words)]
    kept = [part.replace('"', " ").replace("\0", " ") for part in found if any(c.isalnum() for c in part)]
    return kept[:MAX_WORDS]
