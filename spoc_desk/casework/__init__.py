"""What an officer does: guard, change and audit event in one transaction. Start reading here."""
