"""What `import reportedly` offers is a promise."""

import subprocess
import sys

import reportedly


def test_the_public_names_are_these():
    assert sorted(reportedly.__all__) == ["Claim", "Read", "Report", "__version__", "claims_of", "read", "read_text"]


def test_every_public_name_is_there():
    assert all(getattr(reportedly, name) is not None for name in reportedly.__all__)


def test_importing_it_does_not_import_the_parser():
    code = "import sys, reportedly, reportedly.cli; sys.exit('spacy' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
