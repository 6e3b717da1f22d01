"""Headlines in the grammar of sentences: the parser is shown what they leave out, and its answer is put into the parse.

"Police raid offices, one killed" is parsed as something that killed the police's raid. Shown as "Police will raid
offices. One were killed." it is parsed as what it says. The words that are shown beside the headline's own are in
headlines.toml; none of them stays. A headline that the parser understands by itself is left as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from reportedly.model.report import Part, Report
from reportedly.model.values import Span, record
from reportedly.reading.headline_tree import Graft, Shown, grafted
from reportedly.reading.headline_words import HeadlineWords, headline_words_of
from reportedly.reading.reading import Firing
from reportedly.rules.load import Rules

COMMA, COLON = ",", ":"
BREAKS = frozenset(",;:–—-")
STOPS = frozenset(".!?…")
QUOTES = frozenset('"“”«»‘’')
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
NAMES = frozenset({"NNP", "NNPS"})
PLURALS = frozenset({"NNS", "NNPS"})
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
PARTICIPLES = frozenset({"VBN", "VBD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
BARE_NOUNS = frozenset({"NN", "NNS", "JJ"})  # what an article may be shown before
PHRASE_STARTS = NOUNS | {"DT", "CD", "JJ", "JJS", "JJR", "PRP", "PRP$", "PDT", "VBN", "VBG"}
AFTER_PARTICIPLE = frozenset({"IN", "RB", "TO", "CC", "RP"})  # "arrested in Oster", "held again", "sacked and banned"
MAX_WORDS = 40  # of a headline; a longer one is a paragraph
MIN_CAPITALS = 3  # words with a capital, the first left out, that make a Headline Like This
SHORT = 3  # letters; smaller words have no capital in such a headline


@record
class Option:
    """One way to show a stretch of a headline."""

    words: tuple[Shown, ...]
    verb_i: int | None = None  # the token that must come out as the verb; None: any finite verb
    joins: bool = False  # it takes its subject from the stretch before
    plain: bool = False  # shown as it stands
    fired: tuple[tuple[str, int], ...] = ()  # (rule, token)


def mended(doc: Doc, report: Report, nlp: Language, rules: Rules) -> tuple[Doc, tuple[Firing, ...]]:
    """The parse with its headlines parsed anew where that is needed, and the rules that were applied."""
    words = headline_words_of(rules)
    firings: list[Firing] = []
    grafts: list[Graft] = []
    seams: list[int] = []
    for part in report.parts:
        tokens = _tokens(doc, part.span) if part.part is Part.HEADLINE else []
        if not 1 < len(tokens) <= MAX_WORDS:
            continue
        capitals = _is_in_capitals(tokens)
        texts = _small(tokens, doc, words) if capitals else {t.i: t.text for t in tokens}
        seen = _parsed(nlp, [[Shown(text=texts[t.i], i=t.i) for t in tokens]])[0] if capitals else tokens
        headline = _Headline([_Word(i=t.i, text=texts[t.i], token=s) for t, s in zip(tokens, seen, strict=True)], words)
        plan = headline.plan()
        firings += [_firing(doc, *noted) for noted in sorted(headline.noted)]
        if not capitals and all(options[0].plain for options in plan) and len(plan) == 1:
            continue
        parses = iter(_parsed(nlp, [o.words for options in plan for o in options]))
        chosen = [_best([(o, next(parses)) for o in options]) for options in plan]
        if not capitals and len(plan) == 1 and chosen[0][0].plain:
            continue
        grafts += [Graft(words=o.words, parse=parse, joins=o.joins) for o, parse in chosen]
        seams += headline.seams
        for option, _ in chosen:
            firings += [_firing(doc, *fired) for fired in option.fired]
    return (grafted(doc, grafts, seams) if grafts else doc), tuple(firings)


def _firing(doc: Doc, rule: str, i: int) -> Firing:
    return Firing(rule=rule, span=Span(doc[i].idx, doc[i].idx + len(doc[i])))


@record
class _Word:
    """A token of the headline, its text in small letters where its capital says nothing, and what is known of it."""

    i: int
    text: str
    token: Token
    is_body: bool = False  # taken for a verb by the parser, but those who act: "Security forces foil plot"

    @property
    def tag(self) -> str:
        return "NNS" if self.is_body else self.token.tag_

    @property
    def low(self) -> str:
        return self.text.lower()


_Segment = list[_Word]


class _Headline:
    """How one headline can be shown to the parser, stretch by stretch."""

    def __init__(self, tokens: list[_Word], words: HeadlineWords) -> None:
        self._words = words
        self.seams: list[int] = []
        self.noted: set[tuple[str, int]] = set()  # (rule, token) that kept a word as it was
        self._stretches: list[tuple[_Segment, bool]] = []  # with: takes its subject from the one before
        self._divide([self._body_or_verb(tokens, k) for k in range(len(tokens))])

    def _body_or_verb(self, tokens: list[_Word], k: int) -> _Word:
        """The word, seen as a noun where it names those who act, and a verb in its plural and an object follow."""
        word = tokens[k]
        rule = self._words.bodies.get(word.low)
        if rule is None or word.tag != "VBZ" or not 0 < k < len(tokens) - 2:
            return word
        verb = self._words.verb(tokens[k + 1].low)
        if verb is None or verb.third or tokens[k + 2].tag not in PHRASE_STARTS:
            return word
        self.noted.add((rule, word.i))
        return replace(word, is_body=True)

    def plan(self) -> list[list[Option]]:
        """For each stretch its options, the first that parses as a clause to be taken, else the last."""
        return [list(self._options(stretch, joins)) for stretch, joins in self._stretches]

    # -- where one stretch ends and the next begins -------------------------------------------------------------

    def _divide(self, tokens: list[_Word]) -> None:
        segments, marks = _segments(tokens)
        stretch, joins = segments[0], False
        for mark, segment in zip(marks, segments[1:], strict=True):
            kind = self._division(stretch, mark, segment)
            if kind is None:
                stretch = [*stretch, *mark, *segment]
                continue
            self._stretches.append((stretch, joins))
            self.seams += [word.i for word in mark]
            stretch, joins = segment, kind
        self._stretches.append((stretch, joins))

    def _division(self, left: _Segment, mark: _Segment, right: _Segment) -> bool | None:
        """None: the two belong together. Else whether the right one takes its subject from the left."""
        if mark[-1].text in STOPS:
            return False
        outcome = self._passive(right) is not None
        if outcome and self._is_of_number(right):
            return False
        if mark[0].text == COLON or self._is_said(right) or not self._has_verb(left):
            return None
        if self._opens_with_verb(right):
            return True
        understood = self._is_clear(right)
        if understood and self._is_clear(left):
            return None
        return False if outcome or understood or self._presents(right) else None

    def _has_verb(self, segment: _Segment) -> bool:
        return (
            self._is_clear(segment)
            or bool(self._presents(segment))
            or self._passive(segment) is not None
            or self._future(segment) is not None
        )

    def _opens_with_verb(self, segment: _Segment) -> bool:
        """ "recalls ambassador", "attack town"."""
        first = segment[0]
        verb = self._words.verb(first.low)
        if len(segment) < 2 or segment[1].tag not in PHRASE_STARTS:
            return first.tag == "VBZ" and verb is not None and len(segment) > 1
        return verb is not None and (verb.third or first.tag in ("VB", "VBP"))

    def _is_said(self, segment: _Segment) -> bool:
        """ "the mayor says", after what he says."""
        last = segment[-1].token
        return last.tag_ in FINITE and self._words.speaks(last.lemma_.lower())

    def _is_of_number(self, segment: _Segment) -> bool:
        """ "at least four killed", "dozens detained"."""
        return any(w.tag == "CD" or w.token.ent_type_ == "CARDINAL" for w in segment)

    # -- which words are verbs ----------------------------------------------------------------------------------

    def _is_clear(self, segment: _Segment) -> bool:
        """Whether the parser sees a finite verb with its subject in it."""
        inside = {w.token.i for w in segment}
        for word in segment:
            verb = word.token.head if word.tag == "MD" else word.token
            if word.tag in FINITE and any(c.dep_ in SUBJECTS and c.i in inside for c in verb.children):
                return True
        return False

    def _presents(self, segment: _Segment) -> list[tuple[int, tuple[tuple[str, int], ...]]]:
        """(place, rules) of words that look like nouns and may be the verb: "raid" in "Police raid offices"."""
        found = []
        for k in range(1, len(segment)):
            word, before = segment[k], segment[k - 1]
            verb = self._words.verb(word.low)
            if verb is None or word.is_body or before.tag not in NOUNS | {"CD"}:
                continue
            listed = self._words.plurals.get(before.low)
            if verb.third == (before.tag in PLURALS or listed is not None or before.tag == "CD"):
                continue
            after = segment[k + 1].tag if k + 1 < len(segment) else None
            if after not in PHRASE_STARTS and self._words.is_event_noun(word.low, verb.base):
                continue
            rules = [(verb.rule, word.i)] if verb.rule else []
            if listed is not None:
                rules.append((listed, before.i))
            found.append((k, tuple(rules)))
        return found

    def _passive(self, segment: _Segment) -> tuple[int, tuple[tuple[str, int], ...]] | None:
        """(place, rules) of a participle or adjective without its "was": "killed" in "one killed in Oster"."""
        for k in range(len(segment) - 1, 0, -1):
            word, before = segment[k], segment[k - 1]
            state = self._words.states.get(word.low)
            after = segment[k + 1].tag if k + 1 < len(segment) else None
            if word.tag in FINITE - {"VBD"} and state is None:
                return None
            if (word.tag not in PARTICIPLES and state is None) or before.tag not in NOUNS | {"CD"}:
                continue
            if after is not None and after not in AFTER_PARTICIPLE and segment[k + 1].token.ent_type_ != "DATE":
                continue
            if any(w.tag in FINITE - {"VBD"} for w in segment[:k]):
                return None
            lemma = word.token.lemma_.lower()
            acts = self._words.acts.get(lemma)
            if acts is not None:
                self.noted.add((acts, word.i))
                return None
            known = state is not None or self._words.takes_object(lemma)
            if not known and (self._words.takes_none(lemma) or not self._is_of_number(segment)):
                return None
            return k, ((state, word.i),) if state is not None else ()
        return None

    def _future(self, segment: _Segment) -> tuple[int, int] | None:
        """Places of "to" and the verb in "Velmark to close port"."""
        for k in range(1, len(segment) - 1):
            before, verb = segment[k - 1], segment[k + 1]
            if segment[k].tag == "TO" and before.tag in NOUNS and verb.tag == "VB":
                return (k, k + 1) if not any(w.tag in FINITE for w in segment[:k]) else None
        return None

    # -- options ------------------------------------------------------------------------------------------------

    def _options(self, stretch: _Segment, joins: bool) -> Iterator[Option]:
        first = _segments(stretch)[0][0]
        plain = Option(words=_stopped(_shown(stretch)), plain=True)
        if joins:
            yield from self._with_subject(stretch)
        passive, future = self._passive(first), self._future(first)
        if passive is not None:
            word, rule = self._words.shown("PASSIVE")
            fired = (*passive[1], (rule, stretch[passive[0]].i))
            yield self._with(stretch, {passive[0]: (word,)}, passive[0], fired)
        elif self._is_clear(first):
            yield plain
        elif future is not None:
            word, rule = self._words.shown("MODAL")
            shown = list(_shown(stretch))
            shown[future[0]] = Shown(text=word, i=stretch[future[0]].i, keeps_word=True)
            verb_i = stretch[future[1]].i
            yield Option(words=_stopped(shown), verb_i=verb_i, fired=((rule, verb_i),))
        else:
            for k, rules in self._presents(first):
                yield from self._as_verb(stretch, k, rules)
        yield plain

    def _as_verb(self, stretch: _Segment, k: int, rules: tuple[tuple[str, int], ...]) -> Iterator[Option]:
        """Behind a modal; and if that does not do, with an article before what follows: "will jail the editor"."""
        modal, rule = self._words.shown("MODAL")
        fired = (*rules, (rule, stretch[k].i))
        yield self._with(stretch, {k: (modal,)}, k, fired)
        if k + 1 < len(stretch) and stretch[k + 1].tag in BARE_NOUNS:
            article, other = self._words.shown("ARTICLE")
            yield self._with(stretch, {k: (modal,), k + 1: (article,)}, k, (*fired, (other, stretch[k].i)))

    def _with_subject(self, stretch: _Segment) -> Iterator[Option]:
        subject, rule = self._words.shown("SUBJECT")
        modal, _ = self._words.shown("MODAL")
        article, _ = self._words.shown("ARTICLE")
        fired = ((rule, stretch[0].i),)
        yield self._with(stretch, {0: (subject, modal)}, 0, fired, joins=True)
        if len(stretch) > 1 and stretch[1].tag in BARE_NOUNS:
            yield self._with(stretch, {0: (subject, modal), 1: (article,)}, 0, fired, joins=True)

    def _with(
        self,
        stretch: _Segment,
        before: dict[int, tuple[str, ...]],
        k: int,
        fired: tuple[tuple[str, int], ...],
        *,
        joins: bool = False,
    ) -> Option:
        """The stretch with words shown before some of its own; behind a modal, its verb in the dictionary form."""
        modal = self._words.shown("MODAL")[0]
        shown: list[Shown] = []
        for n, word in enumerate(stretch):
            shown += [Shown(text=text) for text in before.get(n, ())]
            verb = self._words.verb(word.low) if n == k and before.get(n, ("",))[-1] == modal else None
            if verb is not None:
                shown.append(Shown(text=verb.base, i=word.i, third=verb.third))
            else:
                shown.append(Shown(text=word.text, i=word.i))
        return Option(words=_stopped(shown), verb_i=stretch[k].i, joins=joins, fired=fired)


def _segments(tokens: _Segment) -> tuple[list[_Segment], list[_Segment]]:
    """The stretches between marks such as commas, and the marks; nothing is cut inside quotation marks."""
    segments: list[_Segment] = [[]]
    marks: list[_Segment] = []
    n_quotes = 0
    for k, word in enumerate(tokens):
        n_quotes += word.text in QUOTES
        is_mark = word.text in BREAKS | STOPS and n_quotes % 2 == 0
        if is_mark and segments[-1] and k + 1 < len(tokens):
            marks.append([word])
            segments.append([])
        elif is_mark and not segments[-1] and marks:
            marks[-1].append(word)
        else:
            segments[-1].append(word)
    if not segments[-1]:
        segments.pop()
        segments[-1] += marks.pop()
    return segments, marks


def _shown(stretch: _Segment) -> tuple[Shown, ...]:
    return tuple(Shown(text=word.text, i=word.i) for word in stretch)


def _stopped(shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """With a full stop, as sentences have one."""
    return tuple(shown) if shown[-1].text in STOPS else (*shown, Shown(text="."))


def _parsed(nlp: Language, stretches: Iterable[Sequence[Shown]]) -> list[list[Token]]:
    """Each stretch parsed as a sentence, all in one go."""
    lists = [list(stretch) for stretch in stretches]
    texts = [word.text for stretch in lists for word in stretch]
    doc = Doc(nlp.vocab, words=texts)
    starts, n = [], 0
    for stretch in lists:
        starts.append(n)
        n += len(stretch)
    for start in starts:
        doc[start].is_sent_start = True
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return [list(doc[a:b]) for a, b in zip(starts, [*starts[1:], n], strict=True)]


def _best(parsed: list[tuple[Option, list[Token]]]) -> tuple[Option, list[Token]]:
    return next((found for found in parsed if _is_clause(*found)), parsed[-1])


def _is_clause(option: Option, parse: list[Token]) -> bool:
    """Whether it came out as one tree with the verb meant as its head, or as what is said, and with a subject."""
    heads = [t for t in parse if t.head.i == t.i]
    if len(heads) != 1 or not _has_subject(heads[0]):
        return False
    if option.verb_i is None:
        return heads[0].tag_ in FINITE or any(c.tag_ in FINITE for c in heads[0].children)
    verb = next(t for t, w in zip(parse, option.words, strict=True) if w.i == option.verb_i)
    is_predicate = verb.head.i == heads[0].i and verb.dep_ in ("acomp", "attr", "oprd")
    is_said = verb.head.i == heads[0].i and verb.dep_ == "ccomp" and _has_subject(verb)
    return verb.i == heads[0].i or is_predicate or is_said


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


# -- capitals --------------------------------------------------------------------------------------------------------


def _tokens(doc: Doc, span: Span) -> list[Token]:
    """The words in a span. Those of white space only are left out: the parser has hung them on others."""
    found = doc.char_span(span.start, span.end, alignment_mode="contract")
    return [t for t in found if not t.is_space] if found is not None else []


def _is_in_capitals(tokens: list[Token]) -> bool:
    """ "Police Raid Offices In Oster", "POLICE RAID OFFICES"."""
    words = [t.text for t in tokens[1:] if t.is_alpha and len(t) > SHORT]
    return len(words) >= MIN_CAPITALS and all(w[0].isupper() for w in words)


def _small(tokens: list[Token], doc: Doc, words: HeadlineWords) -> dict[int, str]:
    """The text of each token, in small letters where the rest of the report has it so or it can hardly be a name."""
    inside = {t.i for t in tokens}
    elsewhere = {t.text for t in doc if t.i not in inside}
    found = {}
    for k, token in enumerate(tokens):
        low = token.lower_
        no_name = words.verb(low) is not None or token.tag_ not in NAMES
        is_small = k > 0 and (low in elsewhere or (token.text not in elsewhere and no_name))
        name = token.text.capitalize() if token.is_upper and len(token) > SHORT else token.text
        found[token.i] = low if is_small else name
    return found
