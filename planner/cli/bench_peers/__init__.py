"""Other solvers, measured beside our own by `loopwise bench ... --peers` and tests/benchmarks.

They are never part of the product: each is loaded when it is asked for, and told of when missing.
Every answer is costed by `tours.checking`, so that all are measured with one rule.
"""

from __future__ import annotations

from planner.cli.bench_peers.running import (
    HOW_TO_GET,
    PEERS,
    Peer,
    PeerResult,
    is_there,
    run_peer,
    suited,
)

__all__ = ["HOW_TO_GET", "PEERS", "Peer", "PeerResult", "is_there", "run_peer", "suited"]
