"""How messages are packed."""

from __future__ import annotations

from socketio.packet import Packet


class TextPacket(Packet):  # type: ignore[misc]  # the library is not typed
    """A packet of JSON: its payload is not searched for bytes, which no board holds.

    The search would look at each value of each board once for every room.
    """

    uses_binary_events = False
