"""Conversations of Polis and for Polis: the tables that it exports, read and written. Pure: texts in, texts out.

In every one of these tables agree is 1, disagree -1 and pass 0.
"""
