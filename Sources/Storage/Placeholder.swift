// Room of Storage.
