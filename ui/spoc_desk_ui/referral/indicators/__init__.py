"""The explorer of the indicators: search, browse, tick, and a note beside each tick. It counts no level."""
