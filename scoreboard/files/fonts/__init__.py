"""The font of the hall's screens, cut down to what an event's texts and the interface use."""
