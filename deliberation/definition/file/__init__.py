"""A consultation's file as text and tables: read past every slip, with each mistake noted at its place.

Nothing here knows what a consultation is; `deliberation.definition.reading` makes one of what is read here.
"""
