"""What both database engines promise, tried on both."""
