"""What a person decides about the findings in one document. Memory only: nothing here is stored, logged or raised."""
