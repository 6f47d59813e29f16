"""What can be kept: posters, charts and calendar files, from plain data. Pure: the same data, the same bytes.

The libraries that draw are imported where they draw, for that is done in the worker process alone.
"""
