import SQLEngines

let changesAndImports: [SQL] = [
    """
    CREATE TABLE imports (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        kind TEXT NOT NULL,
        file_name TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        mapping TEXT NOT NULL,
        retried_id UUID,
        actor_id UUID,
        started_at BIGINT NOT NULL,
        finished_at BIGINT,
        undone_at BIGINT,
        byte_offset BIGINT NOT NULL,
        line_number BIGINT NOT NULL,
        encoding TEXT,
        rows_read BIGINT NOT NULL,
        created BIGINT NOT NULL,
        updated BIGINT NOT NULL,
        skipped BIGINT NOT NULL,
        failed BIGINT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, actor_id) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, retried_id) REFERENCES imports (workspace_id, id)
    )
    """,
    "CREATE INDEX imports_fingerprint ON imports (workspace_id, fingerprint)",
    """
    CREATE TABLE import_findings (
        workspace_id BIGINT NOT NULL,
        import_id UUID NOT NULL,
        row_number BIGINT NOT NULL CHECK (row_number > 0),
        position BIGINT NOT NULL,
        is_failure BIGINT NOT NULL CHECK (is_failure IN (0, 1)),
        column_name TEXT NOT NULL,
        cell TEXT NOT NULL,
        sentence TEXT NOT NULL,
        PRIMARY KEY (workspace_id, import_id, row_number, position),
        FOREIGN KEY (workspace_id, import_id) REFERENCES imports (workspace_id, id)
    )
    """,
    """
    CREATE TABLE changes (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        number BIGINT CHECK (number > 0),
        recorded_at BIGINT NOT NULL,
        actor_id UUID,
        record_kind TEXT NOT NULL,
        record_id UUID NOT NULL,
        record_version BIGINT NOT NULL,
        action TEXT NOT NULL,
        before_values TEXT,
        after_values TEXT,
        import_id UUID,
        PRIMARY KEY (workspace_id, id)
    )
    """,
    "CREATE UNIQUE INDEX changes_number ON changes (workspace_id, number)",
    "CREATE INDEX changes_unnumbered ON changes (workspace_id, id) WHERE number IS NULL",
    "CREATE INDEX changes_record ON changes (workspace_id, record_id, record_version)",
    "CREATE INDEX changes_import ON changes (workspace_id, import_id, record_id, id) WHERE import_id IS NOT NULL",
]
