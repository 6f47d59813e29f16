"""The process: configuration, receiving, sending, ticks, and the command line."""
