"""What is measured beside ours: bots that make the same two calls for a tap and store nothing. Run in .venv-bench."""
