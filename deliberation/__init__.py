"""The heart: what a consultation is and what follows from the answers.

Imports nothing of ours, reads no clock, no chance and no file: time, ids and texts arrive as arguments.
"""
