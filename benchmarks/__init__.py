"""Our figures beside those of peers and of Telegram's limits, interleaved in one run: `make bench`.

No absolute figure here means much on another machine; the ratios do. Traffic stays on loopback, without TLS.
"""
