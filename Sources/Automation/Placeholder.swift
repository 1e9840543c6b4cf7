// Room of Automation.
