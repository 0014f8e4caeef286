"""How long records are kept, and how they are disposed of by two people (domain 2.6). Nothing here runs by itself."""
