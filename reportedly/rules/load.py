"""Files -> rules, or an error naming file, line, entry and cure. A user's own rules go over ours."""

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from reportedly.errors import RuleError
from reportedly.model.values import record
from reportedly.rules import schema
from reportedly.rules.actor_file import actors_in, rows_of
from reportedly.rules.schema import Cue, Frame, FrameExample, ListedActor, Trigger

CUE_KEYS = frozenset(
    {"id", "does", "lemmas", "phrases", "pos", "yes", "no", "note", "form", "headline"} | {"fails", "replaces"}
)
FRAME_KEYS = frozenset(
    {"id", "mode", "cameo", "counts_as", "not_this", "trigger", "example", "not", "block", "replaces"}
)
TRIGGER_KEYS = frozenset(Trigger.__dataclass_fields__)
ID_LINE = re.compile(r"""id\s*=\s*["']([^"']*)["']""")
ACTOR_FILE = "actors.csv"
EXAMPLE_KEYS = frozenset(FrameExample.__dataclass_fields__)


@record
class Rules:
    """All rules of one language, in file order."""

    cues: tuple[tuple[str, tuple[Cue, ...]], ...]  # (file kind, its cues)
    frames: tuple[Frame, ...]
    actors: tuple[ListedActor, ...] = ()  # of the user's own actors.csv; ours are in resources/world/
    digest: str  # "sha256:..." over all files, for `made_by`

    def __hash__(self) -> int:
        return hash(self.digest)  # of all entries it would take a millisecond, at every look into a cache

    def of(self, kind: str) -> tuple[Cue, ...]:
        """The cues of one file: rules.of("status")."""
        return dict(self.cues).get(kind, ())

    def ids(self) -> frozenset[str]:
        return frozenset(c.id for _, cues in self.cues for c in cues) | frozenset(f.id for f in self.frames)


def load_rules(extra: Path | None = None, language: str = "en") -> Rules:
    """Our rules and, over them, the files of the folder `extra`: *.toml, events/*.toml, actors.csv; read once.

    Raises RuleError, naming file, line, entry and cure.
    """
    return _loaded(extra, language)


@cache
def _loaded(extra: Path | None, language: str) -> Rules:
    digest = hashlib.sha256()
    cues: dict[str, dict[str, Cue]] = {}
    frames: dict[str, Frame] = {}
    roots: list[Traversable | Path] = [resources.files("reportedly") / "resources" / language]
    if extra is not None:
        if not extra.is_dir():
            raise RuleError(f"{extra}: no such folder. Give a folder that holds rule files (*.toml, events/*.toml).")
        roots.append(extra)
    for root in roots:
        for name, file in sorted(_toml_files(root)):
            data = file.read_bytes()
            digest.update(name.encode() + b"\0" + data + b"\0")
            parsed, lines = _parsed(str(name), data)
            if name.startswith("events/"):
                _add_frames(frames, parsed, name, lines, language)
            else:
                kind = name.removesuffix(".toml")
                _add_cues(cues.setdefault(kind, {}), parsed, kind, name, lines, language)
    own = extra / ACTOR_FILE if extra is not None else None
    actors: tuple[ListedActor, ...] = ()
    if own is not None and own.is_file():
        data = own.read_bytes()
        digest.update(ACTOR_FILE.encode() + b"\0" + data + b"\0")
        actors = actors_in(rows_of(_text(own.name, data)), own.name)
    return Rules(
        actors=actors,
        cues=tuple((kind, tuple(entries.values())) for kind, entries in cues.items()),
        frames=tuple(frames.values()),
        digest="sha256:" + digest.hexdigest(),
    )


def _toml_files(root: Any) -> Iterable[tuple[str, Any]]:
    for entry in root.iterdir():
        if entry.name.endswith(".toml"):
            yield entry.name, entry
        elif entry.is_dir() and entry.name == "events":
            for file in entry.iterdir():
                if file.name.endswith(".toml"):
                    yield f"events/{file.name}", file


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(f"{name}: not UTF-8: {error}. Save it as UTF-8.") from error


def _parsed(name: str, data: bytes) -> tuple[dict[str, Any], dict[str, int]]:
    """The file's tables, and the line on which each of its ids stands first."""
    text = _text(name, data)
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: not valid TOML: {error}") from error
    if not parsed:
        raise RuleError(f"{name}: the file is empty. Add an entry or delete the file.")
    if "origin" not in parsed:
        raise RuleError(f'{name}: no "origin". Write origin = "own", or source, version and licence.')
    lines = [(ID_LINE.match(line), n) for n, line in enumerate(text.splitlines(), 1)]
    return parsed, {found[1]: n for found, n in reversed(lines) if found}


def refuse_unknown(found: Iterable[str], known: frozenset[str], where: str) -> None:
    """RuleError for the first key that is not known, with the nearest known one as cure."""
    for key in found:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            cure = f'Did you mean "{near[0]}"?' if near else f"Known: {', '.join(sorted(known))}."
            raise RuleError(f'{where}: unknown key "{key}". {cure}')


def _add_cues(
    into: dict[str, Cue], parsed: dict[str, Any], kind: str, name: str, lines: dict[str, int], language: str
) -> None:
    refuse_unknown(parsed, frozenset({"origin", "cue", "note"}), name)
    own: set[str] = set()
    options = schema.OPTIONS.get(kind, {})
    for entry in parsed.get("cue", []):
        entry_id = str(entry.get("id", ""))
        where = f"{name}:{lines.get(entry_id, 1)}: cue {entry_id!r}"
        if not entry_id:
            raise RuleError(f"{name}: a cue has no id. Give each [[cue]] an id.")
        refuse_unknown(entry, CUE_KEYS | frozenset(options), where)
        if "does" not in entry:
            raise RuleError(f'{where}: no "does". Say what the words do.')
        allowed = schema.DOES.get(kind)
        if allowed and entry["does"] not in allowed:
            raise RuleError(f'{where}: does = "{entry["does"]}" is not one of {", ".join(sorted(allowed))}.')
        for key, wanted in options.items():
            if key in entry and not isinstance(entry[key], wanted):
                raise RuleError(f"{where}: {key} must be {wanted.__name__}.")
        full = f"{language}/{kind}/{entry_id}"
        if full in own or (full in into and entry.get("replaces") != full):
            raise RuleError(f'{where}: the id is taken. Rename it, or write replaces = "{full}".')
        own.add(full)
        into[full] = Cue(
            id=full,
            does=entry["does"],
            **{k: tuple(entry.get(k, ())) for k in ("lemmas", "phrases", "pos", "yes", "no")},
            options=tuple(
                (k, tuple(entry[k]) if isinstance(entry[k], list) else entry[k]) for k in options if k in entry
            ),
            note=entry.get("note", ""),
            form=entry.get("form", ""),
            headline=entry.get("headline", False),
            fails=entry.get("fails", ""),
        )


def _add_frames(
    into: dict[str, Frame], parsed: dict[str, Any], name: str, lines: dict[str, int], language: str
) -> None:
    refuse_unknown(parsed, frozenset({"origin", "type", "frame", "note"}), name)
    stem = name.removeprefix("events/").removesuffix(".toml")
    own: set[str] = set()
    for entry in parsed.get("frame", []):
        entry_id = str(entry.get("id", ""))
        where = f"{name}:{lines.get(entry_id, 1)}: frame {entry_id!r}"
        refuse_unknown(entry, FRAME_KEYS, where)
        for key in ("id", "counts_as", "not_this", "trigger"):
            if not entry.get(key):
                raise RuleError(f'{where}: no "{key}".')
        for trigger in entry["trigger"]:
            refuse_unknown(trigger, TRIGGER_KEYS, where)
        for example in entry.get("example", ()):
            refuse_unknown(example, EXAMPLE_KEYS, where)
        full = f"{language}/events/{stem}.{entry_id}"
        if full in own or (full in into and entry.get("replaces") != full):
            raise RuleError(f'{where}: the id is taken. Rename it, or write replaces = "{full}".')
        own.add(full)
        into[full] = Frame(
            id=full,
            type=parsed["type"],
            mode=entry.get("mode"),
            cameo=entry.get("cameo"),
            counts_as=entry["counts_as"],
            not_this=entry["not_this"],
            triggers=tuple(_trigger(t) for t in entry["trigger"]),
            examples=tuple(FrameExample(**e) for e in entry.get("example", ())),
            nots=tuple((n["text"], n["why"]) for n in entry.get("not", ())),
            blocks=tuple(b["phrase"] for b in entry.get("block", ())),
        )


def _trigger(entry: dict[str, Any]) -> Trigger:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Trigger(**fields)
