"""`python -m spoc_desk` is the command line."""

import sys

from spoc_desk.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
