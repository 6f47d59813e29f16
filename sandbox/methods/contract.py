"""What a method is: it gets typed arguments, may change the world, and returns the `result` or raises ApiError."""

from collections.abc import Awaitable, Callable

from sandbox.core import Core
from sandbox.world import Json

Method = Callable[[Core, Json], Awaitable[object]]
