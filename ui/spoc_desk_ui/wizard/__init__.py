"""The steps of the first-run wizard, one file each. A step gathers answers; the page goes from step to step."""
