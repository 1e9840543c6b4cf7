import SQLEngines

/// What records are found by, and which workspaces still have records without it.
///
/// Full-text search is the one thing that the engines have in different ways: SQLite an index beside the table, whose
/// rows have the entries' numbers, PostgreSQL one over a column. The pieces in it begin with the workspace and the kind,
/// so that a question reads nothing of another.
let searchSteps: [MigrationStep] = [
    .engine(
        sqlite: [
            """
            CREATE TABLE search_entries (
                number INTEGER PRIMARY KEY,
                \(columns),
                UNIQUE (workspace_id, kind_code, record_id)
            )
            """,
            """
            CREATE VIRTUAL TABLE search_index
            USING fts5 (grams, content='', columnsize=0, detail=none, tokenize='ascii')
            """,
        ],
        postgres: [
            """
            CREATE TABLE search_entries (
                \(columns),
                grams TSVECTOR NOT NULL,
                PRIMARY KEY (workspace_id, kind_code, record_id)
            )
            """,
            "CREATE INDEX search_entries_grams ON search_entries USING gin (grams) WITH (gin_pending_list_limit = 1024)",
        ]
    ),
    .sql("CREATE INDEX search_entries_text ON search_entries (workspace_id, kind_code, text)"),
    .sql(
        """
        CREATE TABLE search_backlogs (
            workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
            kind_code BIGINT NOT NULL CHECK (kind_code BETWEEN 0 AND 2),
            last_id UUID,
            PRIMARY KEY (workspace_id, kind_code)
        )
        """
    ),
    .sql(
        """
        INSERT INTO search_backlogs (workspace_id, kind_code)
        SELECT id, 0 FROM workspaces UNION ALL SELECT id, 1 FROM workspaces UNION ALL SELECT id, 2 FROM workspaces
        """
    ),
]

private let columns: SQL = """
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    kind_code BIGINT NOT NULL CHECK (kind_code BETWEEN 0 AND 2),
    record_id UUID NOT NULL,
    text TEXT NOT NULL CHECK (length(text) <= 501),
    keys TEXT
    """
