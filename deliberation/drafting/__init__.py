"""From what a facilitator writes in chat to a consultation's file.

A draft is always the text of such a file: what is missing in it is asked for, what is wrong with it is refused before
it is written. Nothing here is shown, kept or launched.
"""
