// Room of SQLEngines.
