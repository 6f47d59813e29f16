"""What people can do, one module a capability: `async def f(tx, command)`.

A use case awaits nothing but its transaction: on SQLite the writer's thread drives it, and would refuse anything else.
"""
