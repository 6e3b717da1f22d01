"""The commands on a corpus say what they did on stderr."""

import pytest


@pytest.fixture
def run(run):
    """Calls the command line in this process: (exit code, stderr)."""

    def call(*arguments) -> tuple[int, str]:
        code, _, said = run(*arguments)
        return code, said

    return call
