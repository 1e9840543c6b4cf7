// Room of Sales.
