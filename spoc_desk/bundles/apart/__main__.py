"""`python -m spoc_desk.bundles.apart MEMORY SECONDS` is the process apart; nobody starts it by hand."""

import sys

from spoc_desk.bundles.apart.entry import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
