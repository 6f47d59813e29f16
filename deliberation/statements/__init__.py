"""Statements, and what somebody does among them: which lies before them, their vote, their own words, their reasons."""
