"""Results in words: for the chat, pictures and files alike."""
