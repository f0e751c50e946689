"""The show: what the big screen tells, scene by scene and step by step."""
