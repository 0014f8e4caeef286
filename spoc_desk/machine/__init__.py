"""What depends on the computer: files, locks, the network and the process. The only room for calls of one system."""
