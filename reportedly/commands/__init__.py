"""The commands beside `read` and `rules`: one file a room, each handed to `reportedly.cli` by `register`."""
