"""The parts of a case, one widget each; a part shows one subject of one case and never another part's."""
