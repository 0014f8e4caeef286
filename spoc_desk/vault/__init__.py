"""The only code that touches the encrypted file. No rule of the procedure in here."""
