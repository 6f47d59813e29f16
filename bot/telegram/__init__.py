"""How this process speaks to the Bot API.

python-telegram-bot warns, as it builds the exception for a 429, that a period will be a `timedelta` one day. The wish
for that day is read from the environment only; without it each 429 would raise the warning instead of `RetryAfter`
wherever warnings are errors, and would fill the log elsewhere.
"""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")
