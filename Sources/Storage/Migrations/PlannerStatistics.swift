import SQLEngines

/// What SQLite's planner takes the tables for: those of a workspace that has grown.
///
/// SQLite counts only when it is told to, and what it counts depends on the day: an empty table, a file whose first
/// thousand rows have no customer. Without figures it takes a workspace for ten rows and puts a list in order rather
/// than walking through an index. Plans are to be the same on every installation, so the figures are given: per index
/// its rows, then how many rows share its first column, its first two, and so on, as `sqlite_stat1` has them.
///
/// With them the indexes of open and of closed ones may hold the owner too: what covers a question is no longer taken
/// for a rep's few records.
let plannerStatistics: [MigrationStep] = [
    "DROP INDEX opportunities_board", "DROP INDEX opportunities_closed",
    """
    CREATE INDEX opportunities_board ON opportunities (workspace_id, stage_id, currency, win_probability, amount,
        outcome, expected_close_date, stage_entered_at, began_at, closed_at, changed_at, name_sort, id, deleted_at,
        withdrawn_at, owner_id) WHERE closed_at IS NULL
    """,
    """
    CREATE INDEX opportunities_closed ON opportunities (workspace_id, stage_id, closed_at, currency, win_probability,
        amount, outcome, expected_close_date, changed_at, name_sort, id, deleted_at, withdrawn_at, owner_id)
    WHERE closed_at IS NOT NULL
    """,
    """
    CREATE INDEX opportunity_lines_product ON opportunity_lines (workspace_id, product_id) WHERE removed_at IS NULL
    """,
    "CREATE INDEX one_time_links_maker ON one_time_links (workspace_id, created_by) WHERE used_at IS NULL",
    .engine(
        sqlite: ["ANALYZE workspaces", "DELETE FROM sqlite_stat1"]
            + statistics.map { insertion($0.table, $0.index, $0.figures) }
            + ["ANALYZE sqlite_schema"],
        postgres: []
    ),
]

private func insertion(_ table: String, _ index: String, _ figures: String) -> SQL {
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (\(table), \(index), \(figures))"
}

private let statistics: [(table: String, index: String, figures: String)] = [
    ("accounts", "sqlite_autoindex_accounts_1", "135000 135000 1"),
    ("accounts", "accounts_external_key", "135000 135000 1"),
    ("accounts", "accounts_name_order", "135000 135000 1 1"),
    ("accounts", "accounts_owner", "135000 135000 675"),
    ("accounts", "accounts_parent", "135000 135000 5"),
    ("accounts", "accounts_bin", "1350 1350 1 1"),
    ("contacts", "sqlite_autoindex_contacts_1", "250000 250000 1"),
    ("contacts", "contacts_external_key", "250000 250000 1"),
    ("contacts", "contacts_name_order", "250000 250000 2 1"),
    ("contacts", "contacts_account", "250000 250000 3"),
    ("contacts", "contacts_owner", "250000 250000 1250"),
    ("contacts", "contacts_bin", "2500 2500 1 1"),
    ("opportunities", "sqlite_autoindex_opportunities_1", "300000 300000 1"),
    ("opportunities", "opportunities_external_key", "300000 300000 1"),
    ("opportunities", "opportunities_account", "300000 300000 3"),
    ("opportunities", "opportunities_product", "300000 300000 30000"),
    ("opportunities", "opportunities_owner", "300000 300000 1500 1"),
    ("opportunities", "opportunities_stage", "300000 300000 40000 1"),
    ("opportunities", "opportunities_bin", "3000 3000 1 1"),
    ("opportunities", "opportunities_change_order", "300000 300000 2 1"),
    ("opportunities", "opportunities_name_order", "20000 20000 1 1"),
    ("opportunities", "opportunities_amount_order", "20000 20000 10000 3 1"),
    ("opportunities", "opportunities_close_order", "20000 20000 40 1"),
    ("opportunities", "opportunities_owner_stage", "20000 20000 100 25 1"),
    ("opportunities", "opportunities_board", "20000 20000 4000 2000 2000 2 2 1 1 1 1 1 1 1 1 1 1"),
    ("opportunities", "opportunities_closed", "280000 280000 140000 2 1 1 1 1 1 1 1 1 1 1 1"),
    ("opportunity_revisions", "opportunity_revisions", "1200000 1200000 4 1"),
    ("opportunity_voids", "opportunity_voids", "6000 6000 1 1"),
    ("changes", "sqlite_autoindex_changes_1", "1000000 1000000 1"),
    ("changes", "changes_number", "1000000 1000000 1"),
    ("changes", "changes_record", "1000000 1000000 3 1"),
    ("changes", "changes_actor", "900000 900000 4500 1"),
    ("changes", "changes_kind", "1000 1000 100 1"),
    ("search_entries", "sqlite_autoindex_search_entries_1", "700000 700000 230000 1"),
    ("search_entries", "search_entries_text", "700000 700000 230000 2"),
]
