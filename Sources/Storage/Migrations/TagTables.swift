import SQLEngines

/// Tags, and on which records they stand.
///
/// Those of a record are read by the table's key, the records of a tag by the other index.
let tagTables: [SQL] = [
    """
    CREATE TABLE tags (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 60),
        name_folded TEXT NOT NULL,
        colour TEXT NOT NULL
            CHECK (colour IN ('grey', 'blue', 'green', 'amber', 'red', 'violet', 'teal', 'pink')),
        created_at BIGINT NOT NULL,
        archived_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id)
    )
    """,
    "CREATE UNIQUE INDEX tags_name ON tags (workspace_id, name_folded)",
    """
    CREATE TABLE record_tags (
        workspace_id BIGINT NOT NULL,
        record_kind TEXT NOT NULL CHECK (record_kind IN ('opportunity', 'account', 'contact')),
        record_id UUID NOT NULL,
        tag_id UUID NOT NULL,
        PRIMARY KEY (workspace_id, record_kind, record_id, tag_id),
        FOREIGN KEY (workspace_id, tag_id) REFERENCES tags (workspace_id, id)
    )
    """,
    "CREATE INDEX record_tags_tag ON record_tags (workspace_id, tag_id, record_kind, record_id)",
]
