"""How the running bot is: counted as it works, looked at from outside. Nothing in here is about a person."""
