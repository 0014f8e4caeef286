"""The process that reads the records of a bundle. It holds no key, opens no file and reaches no network."""
