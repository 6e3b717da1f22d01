"""The tree of our errors. Each says where, what was found, and what would do.

ReportedlyError
+-- UnreadableInput     a file or a record in it cannot be read as a report
+-- RuleError           a rule file is wrong
+-- GazetteerError      a user's gazetteer is wrong
+-- RecordError         a JSONL record is not one of ours
+-- StoreError          a corpus cannot be opened, read or written
+-- MissingModel        the parser's model, or a file that ships with us, is not there
"""


class ReportedlyError(Exception):
    """Anything this package raises on purpose."""


class UnreadableInput(ReportedlyError):
    """`where` names file and place, `cure` what the user can do."""

    def __init__(self, where: str, found: str, cure: str) -> None:
        super().__init__(f"{where}: {found}. {cure}")
        self.where = where
        self.found = found
        self.cure = cure


class RuleError(ReportedlyError):
    """A rule file is wrong: file, line where known, entry and cure are in the message."""


class GazetteerError(ReportedlyError):
    """A gazetteer file of the user's is wrong: file, line and cure are in the message."""


class RecordError(ReportedlyError):
    """A line of JSONL is not a record of ours."""


class StoreError(ReportedlyError):
    """A corpus file: which, what is wrong with it and what would do are in the message."""


class MissingModel(ReportedlyError):
    """The parser's model is not installed, or a file of ours is missing; the message names what to install."""
