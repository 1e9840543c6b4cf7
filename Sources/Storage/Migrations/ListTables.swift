import SQLEngines

/// Columns and indexes by which records are put in order, the bin, bulk actions and saved views.
let listSteps: [MigrationStep] = (sortColumns + binColumns + listIndexes + bulkActionTables + [savedViews]).map {
    .sql($0)
}

/// The keys of rows that are there already are filled by Swift, so they may be missing.
private let sortColumns: [SQL] = [
    "ALTER TABLE opportunities ADD COLUMN name_sort TEXT",
    "ALTER TABLE accounts ADD COLUMN name_sort TEXT",
    "ALTER TABLE contacts ADD COLUMN name_sort TEXT",
    "ALTER TABLE products ADD COLUMN name_sort TEXT",
    "ALTER TABLE members ADD COLUMN name_sort TEXT",
    "ALTER TABLE teams ADD COLUMN name_sort TEXT",
    "ALTER TABLE opportunities ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0",
    """
    UPDATE opportunities SET changed_at = coalesce(
        (SELECT max(c.recorded_at) FROM changes c
            WHERE c.workspace_id = opportunities.workspace_id AND c.record_id = opportunities.id),
        created_at)
    """,
]

/// `deleted_with_id` is the account with which a record went into the bin, and with which it comes back.
private let binColumns: [SQL] = [
    "ALTER TABLE opportunities ADD COLUMN deleted_with_id UUID",
    "ALTER TABLE accounts ADD COLUMN deleted_with_id UUID",
    "ALTER TABLE contacts ADD COLUMN deleted_with_id UUID",
    "CREATE INDEX opportunities_bin ON opportunities (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX accounts_bin ON accounts (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX contacts_bin ON contacts (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL",
]

/// Most records are closed, and people put the open ones in order: what is not asked of all records has an index of
/// the open ones only, since every index of all makes an import a tenth slower.
///
/// The board's index holds all that a column counts, sums and orders by, so that no row is read for it.
/// It leaves the owner out: SQLite, which takes a workspace for ten rows, would read the whole of an index that covers
/// a rep's question rather than the rep's rows. The index of the closed ones holds what they are put in order by when
/// all are asked for.
///
/// A name is also found by its place in the order, which follows from its folded form: a second index of names, each
/// entry of which lands anywhere, would be half of what an import pays for its indexes.
private let listIndexes: [SQL] = [
    "DROP INDEX accounts_name", "DROP INDEX contacts_name", "DROP INDEX products_name", "DROP INDEX members_name",
    """
    CREATE INDEX opportunities_name_order ON opportunities (workspace_id, name_sort, id) WHERE closed_at IS NULL
    """,
    """
    CREATE INDEX opportunities_amount_order ON opportunities (workspace_id, currency, amount, id)
    WHERE closed_at IS NULL
    """,
    """
    CREATE INDEX opportunities_close_order ON opportunities (workspace_id, expected_close_date, id)
    WHERE closed_at IS NULL
    """,
    "CREATE INDEX opportunities_change_order ON opportunities (workspace_id, changed_at, id)",
    """
    CREATE INDEX opportunities_board ON opportunities (workspace_id, stage_id, currency, win_probability, amount,
        outcome, expected_close_date, stage_entered_at, began_at, closed_at, changed_at, name_sort, id, deleted_at,
        withdrawn_at) WHERE closed_at IS NULL
    """,
    """
    CREATE INDEX opportunities_closed ON opportunities (workspace_id, stage_id, closed_at, currency, amount,
        expected_close_date, name_sort, id, deleted_at, withdrawn_at) WHERE closed_at IS NOT NULL
    """,
    """
    CREATE INDEX opportunities_owner_stage ON opportunities (workspace_id, owner_id, stage_id, id)
    WHERE closed_at IS NULL
    """,
    "CREATE INDEX accounts_name_order ON accounts (workspace_id, name_sort, id)",
    "CREATE INDEX contacts_name_order ON contacts (workspace_id, name_sort, id)",
    "CREATE INDEX products_name_order ON products (workspace_id, name_sort, id)",
    "CREATE INDEX members_name_order ON members (workspace_id, name_sort, id)",
]

private let bulkActionTables: [SQL] = [
    """
    CREATE TABLE bulk_actions (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        record_kind TEXT NOT NULL CHECK (record_kind IN ('opportunity', 'account', 'contact')),
        action TEXT NOT NULL,
        filter TEXT,
        selected BIGINT NOT NULL CHECK (selected >= 0),
        processed BIGINT NOT NULL CHECK (processed >= 0),
        state TEXT NOT NULL
            CHECK (state IN ('collecting', 'running', 'finished', 'undoing', 'undone')),
        actor_id UUID,
        started_at BIGINT NOT NULL,
        finished_at BIGINT,
        undone_at BIGINT,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, actor_id) REFERENCES members (workspace_id, id)
    )
    """,
    """
    CREATE TABLE bulk_action_records (
        workspace_id BIGINT NOT NULL,
        bulk_action_id UUID NOT NULL,
        position BIGINT NOT NULL CHECK (position >= 0),
        record_id UUID NOT NULL,
        result TEXT CHECK (result IN ('done', 'unchanged', 'refused', 'reversed', 'kept')),
        reason TEXT,
        record_version BIGINT,
        revision_number BIGINT,
        PRIMARY KEY (workspace_id, bulk_action_id, position),
        FOREIGN KEY (workspace_id, bulk_action_id) REFERENCES bulk_actions (workspace_id, id)
    )
    """,
]

private let savedViews: SQL = """
    CREATE TABLE saved_views (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        owner_id UUID NOT NULL,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('board', 'opportunities', 'accounts', 'contacts')),
        filter TEXT NOT NULL,
        columns TEXT NOT NULL,
        sort_order TEXT NOT NULL,
        sharing TEXT NOT NULL CHECK (sharing IN ('private', 'team', 'workspace')),
        team_id UUID,
        created_at BIGINT NOT NULL,
        deleted_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id),
        CHECK ((sharing = 'team') = (team_id IS NOT NULL))
    )
    """
