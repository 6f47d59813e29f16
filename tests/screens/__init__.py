"""What a person sees, tested by itself."""
