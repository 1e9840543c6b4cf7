// Room of SalesAnalytics.
