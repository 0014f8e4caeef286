"""The council's own facts: names, own area, clocks, systems, templates. Data, editable, versioned."""
