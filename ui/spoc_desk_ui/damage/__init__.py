"""The parts of the page about a damaged vault. Nothing here changes a vault by itself."""
