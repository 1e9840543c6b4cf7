import SQLEngines

/// A board's cards in the order that it has unless another is chosen, of open ones only: with ten thousand in a column
/// the first fifty are found without looking at the others.
let boardOrder: [MigrationStep] = [
    """
    CREATE INDEX opportunities_board_order ON opportunities (workspace_id, stage_id, expected_close_date, id, owner_id,
        deleted_at, withdrawn_at) WHERE closed_at IS NULL
    """,
    .engine(
        sqlite: [
            """
            INSERT INTO sqlite_stat1 (tbl, idx, stat)
            VALUES ('opportunities', 'opportunities_board_order', '20000 20000 4000 20 1 1 1 1')
            """,
            "ANALYZE sqlite_schema",
        ],
        postgres: []
    ),
]
