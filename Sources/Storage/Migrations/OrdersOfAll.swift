import SQLEngines

/// All opportunities by amount and by the day on which they are expected to close, whatever became of them.
///
/// The open ones keep indexes of their own: by the oldest day they stand behind everything that was ever closed.
let ordersOfAll: [MigrationStep] = [
    "CREATE INDEX opportunities_all_amounts ON opportunities (workspace_id, currency, amount, id)",
    "CREATE INDEX opportunities_all_closes ON opportunities (workspace_id, expected_close_date, id)",
    .engine(
        sqlite: [
            """
            INSERT INTO sqlite_stat1 (tbl, idx, stat)
            VALUES ('opportunities', 'opportunities_all_amounts', '300000 300000 150000 10 1'),
                ('opportunities', 'opportunities_all_closes', '300000 300000 100 1')
            """,
            "ANALYZE sqlite_schema",
        ],
        postgres: []
    ),
]
