import SQLEngines

/// Lists of choices with an order, who leads a team, the workspace's currencies, and rates that are only appended.
///
/// Rates that were there had no entry of their own and nothing wrote them. Most entries of the log tell of customers
/// and sales; those of other kinds have an index of their own, since every index of all makes an import slower.
let settingsTables: [SQL] = [
    "ALTER TABLE loss_reasons ADD COLUMN position BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE products ADD COLUMN retired_at BIGINT",
    "ALTER TABLE teams ADD COLUMN lead_id UUID",
    """
    CREATE TABLE sources (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        position BIGINT NOT NULL,
        created_at BIGINT NOT NULL,
        archived_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id)
    )
    """,
    "CREATE UNIQUE INDEX sources_name ON sources (workspace_id, name_folded)",
    """
    CREATE TABLE workspace_currencies (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        created_at BIGINT NOT NULL,
        archived_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id)
    )
    """,
    "CREATE UNIQUE INDEX workspace_currencies_code ON workspace_currencies (workspace_id, currency)",
    "DROP TABLE exchange_rates",
    """
    CREATE TABLE exchange_rates (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        from_date TEXT NOT NULL CHECK (length(from_date) = 10),
        units_per_billion BIGINT NOT NULL CHECK (units_per_billion > 0),
        entered_at BIGINT NOT NULL,
        entered_by UUID,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, entered_by) REFERENCES members (workspace_id, id)
    )
    """,
    """
    CREATE INDEX changes_kind ON changes (workspace_id, record_kind, id)
    WHERE record_kind NOT IN ('opportunity', 'account', 'contact')
    """,
]
