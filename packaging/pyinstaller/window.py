"""Where the packed program starts: the window, or the process apart that the window starts."""

import sys
from importlib import import_module

from spoc_desk.sanitise.apart.start import ENTRY, OPTION
from spoc_desk_ui.app import main

if __name__ == "__main__":
    if sys.argv[1:2] == [OPTION]:
        sys.exit(import_module(ENTRY).main(sys.argv[2:]))
    sys.exit(main())
