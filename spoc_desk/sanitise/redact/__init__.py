"""Makes the new document in which nothing of the findings survives, and proves it."""
