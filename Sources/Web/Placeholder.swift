// Room of Web.
