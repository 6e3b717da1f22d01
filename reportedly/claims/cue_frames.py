"""The cues of attribution.toml by their frame."""

from collections import defaultdict
from functools import cache

from reportedly.reading.find import CueIndex
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

Frames = dict[str, CueIndex]


@cache
def frames_of(rules: Rules) -> Frames:
    """By frame, the cues that have it; rules may leave a frame out, which then has none."""
    by_frame: dict[str, list[Cue]] = defaultdict(list)
    for cue in rules.of("attribution"):
        by_frame[cue.option("frame", "")].append(cue)
    return defaultdict(_no_cues, {frame: CueIndex(cues) for frame, cues in by_frame.items()})


def _no_cues() -> CueIndex:
    return CueIndex(())
