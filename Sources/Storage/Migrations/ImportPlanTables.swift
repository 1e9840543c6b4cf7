import SQLEngines

/// Files that members have brought, what is to be done with them, and how far that is.
let importPlanTables: [SQL] = [
    """
    CREATE TABLE import_plans (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        version BIGINT NOT NULL CHECK (version > 0),
        actor_id UUID,
        file_name TEXT NOT NULL,
        stored_name TEXT NOT NULL,
        size BIGINT NOT NULL CHECK (size >= 0),
        brought_at BIGINT NOT NULL,
        headers TEXT NOT NULL,
        choices TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN
            ('open', 'running', 'stopping', 'stopped', 'failed', 'finished', 'undoing', 'undone')),
        run_id UUID,
        rows_total BIGINT CHECK (rows_total >= 0),
        began_at BIGINT,
        began_row BIGINT,
        beat_at BIGINT,
        outcome TEXT NOT NULL,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, actor_id) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, run_id) REFERENCES imports (workspace_id, id),
        CHECK (state <> 'running' OR beat_at IS NOT NULL)
    )
    """,
    "CREATE INDEX import_plans_run ON import_plans (workspace_id, run_id)",
    "CREATE INDEX import_plans_headers ON import_plans (workspace_id, headers, brought_at)",
]
