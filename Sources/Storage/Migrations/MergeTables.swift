import SQLEngines

/// Where a merged record went, and what has to be put back when a merge is undone.
let mergeSteps: [MigrationStep] = [
    "ALTER TABLE accounts ADD COLUMN merged_into_id UUID",
    "ALTER TABLE contacts ADD COLUMN merged_into_id UUID",
    """
    CREATE TABLE merges (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        record_kind TEXT NOT NULL CHECK (record_kind IN ('account', 'contact')),
        survivor_id UUID NOT NULL,
        merged_id UUID NOT NULL,
        survivor_version BIGINT,
        released_version BIGINT,
        merged_version BIGINT NOT NULL,
        merged_at BIGINT NOT NULL,
        undone_at BIGINT,
        PRIMARY KEY (workspace_id, id),
        CHECK (survivor_id <> merged_id)
    )
    """,
    "CREATE INDEX merges_survivor ON merges (workspace_id, survivor_id)",
    "CREATE INDEX merges_merged ON merges (workspace_id, merged_id)",
    """
    CREATE TABLE merge_moves (
        workspace_id BIGINT NOT NULL,
        merge_id UUID NOT NULL,
        record_kind TEXT NOT NULL CHECK (record_kind IN ('account', 'contact', 'opportunity')),
        record_id UUID NOT NULL,
        PRIMARY KEY (workspace_id, merge_id, record_kind, record_id),
        FOREIGN KEY (workspace_id, merge_id) REFERENCES merges (workspace_id, id)
    )
    """,
]
