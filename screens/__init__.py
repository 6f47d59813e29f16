"""What a person sees: texts and buttons from plain data, in the person's language. Pure: it reads and sends nothing."""
