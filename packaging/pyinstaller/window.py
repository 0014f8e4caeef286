"""Where the packed program starts: the window, or a process apart that the window starts."""

import sys
from importlib import import_module

from spoc_desk.bundles.apart import start as unpacking
from spoc_desk.sanitise.apart import start as reading
from spoc_desk_ui.app import main

if __name__ == "__main__":
    for apart in (reading, unpacking):
        if sys.argv[1:2] == [apart.OPTION]:
            sys.exit(import_module(apart.ENTRY).main(sys.argv[2:]))
    sys.exit(main())
