"""Where the packed program starts: the window."""

import sys

from spoc_desk_ui.app import main

if __name__ == "__main__":
    sys.exit(main())
