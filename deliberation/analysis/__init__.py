"""The opinion maths: what follows from votes on statements. The only room with numpy.

Pure, and slow enough to be kept off the bot's loop: imported by jobs of the worker and by commands, never by the
running process itself. `analyse` is the way in; its results are `deliberation.opinions`, plain data for everybody.
"""

from deliberation.analysis.analyse import analyse
from deliberation.analysis.matrix import Votes

__all__ = ["Votes", "analyse"]
