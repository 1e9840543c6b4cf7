import SQLEngines

/// Notes and files on records, who is mentioned in notes, and which of them a merge has moved.
///
/// A row names its record in one of three columns, each a foreign key, so that nothing hangs on a record that is not
/// there. A file is not there for anybody before it is finished.
let noteAndFileTables: [SQL] = [
    """
    CREATE TABLE notes (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        version BIGINT NOT NULL CHECK (version > 0),
        account_id UUID,
        contact_id UUID,
        opportunity_id UUID,
        parent_id UUID,
        author_id UUID,
        text TEXT NOT NULL CHECK (text <> ''),
        written_at BIGINT NOT NULL,
        edited_at BIGINT,
        deleted_at BIGINT,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, account_id) REFERENCES accounts (workspace_id, id),
        FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id),
        FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities (workspace_id, id),
        FOREIGN KEY (workspace_id, parent_id) REFERENCES notes (workspace_id, id),
        FOREIGN KEY (workspace_id, author_id) REFERENCES members (workspace_id, id),
        CHECK ((CASE WHEN account_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN contact_id IS NULL THEN 0 ELSE 1 END)
            + (CASE WHEN opportunity_id IS NULL THEN 0 ELSE 1 END) = 1),
        CHECK (parent_id <> id)
    )
    """,
    "CREATE INDEX notes_account ON notes (workspace_id, account_id, written_at, id) WHERE account_id IS NOT NULL",
    "CREATE INDEX notes_contact ON notes (workspace_id, contact_id, written_at, id) WHERE contact_id IS NOT NULL",
    """
    CREATE INDEX notes_opportunity ON notes (workspace_id, opportunity_id, written_at, id)
        WHERE opportunity_id IS NOT NULL
    """,
    "CREATE INDEX notes_parent ON notes (workspace_id, parent_id, written_at, id) WHERE parent_id IS NOT NULL",
    """
    CREATE TABLE note_mentions (
        workspace_id BIGINT NOT NULL,
        note_id UUID NOT NULL,
        member_id UUID NOT NULL,
        mentioned_at BIGINT NOT NULL,
        read_at BIGINT,
        PRIMARY KEY (workspace_id, note_id, member_id),
        FOREIGN KEY (workspace_id, note_id) REFERENCES notes (workspace_id, id),
        FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
    )
    """,
    "CREATE INDEX note_mentions_member ON note_mentions (workspace_id, member_id, mentioned_at, note_id)",
    """
    CREATE TABLE files (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        version BIGINT NOT NULL CHECK (version > 0),
        account_id UUID,
        contact_id UUID,
        opportunity_id UUID,
        kind TEXT NOT NULL CHECK (kind IN ('contract', 'quote', 'requirements', 'presentation', 'photo', 'other')),
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 200),
        media_type TEXT NOT NULL,
        size BIGINT NOT NULL CHECK (size >= 0),
        digest TEXT CHECK (length(digest) = 64),
        added_by UUID,
        begun_at BIGINT NOT NULL,
        added_at BIGINT,
        deleted_at BIGINT,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, account_id) REFERENCES accounts (workspace_id, id),
        FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id),
        FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities (workspace_id, id),
        FOREIGN KEY (workspace_id, added_by) REFERENCES members (workspace_id, id),
        CHECK ((CASE WHEN account_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN contact_id IS NULL THEN 0 ELSE 1 END)
            + (CASE WHEN opportunity_id IS NULL THEN 0 ELSE 1 END) = 1),
        CHECK ((added_at IS NULL) = (digest IS NULL)),
        CHECK (added_at IS NULL OR size > 0)
    )
    """,
    "CREATE INDEX files_account ON files (workspace_id, account_id, added_at, id) WHERE account_id IS NOT NULL",
    "CREATE INDEX files_contact ON files (workspace_id, contact_id, added_at, id) WHERE contact_id IS NOT NULL",
    """
    CREATE INDEX files_opportunity ON files (workspace_id, opportunity_id, added_at, id)
        WHERE opportunity_id IS NOT NULL
    """,
    "CREATE INDEX files_unfinished ON files (workspace_id, begun_at) WHERE added_at IS NULL",
    """
    CREATE TABLE file_pieces (
        workspace_id BIGINT NOT NULL,
        file_id UUID NOT NULL,
        number BIGINT NOT NULL CHECK (number >= 0),
        bytes BYTEA NOT NULL,
        PRIMARY KEY (workspace_id, file_id, number),
        FOREIGN KEY (workspace_id, file_id) REFERENCES files (workspace_id, id)
    )
    """,
    """
    CREATE TABLE merge_parts (
        workspace_id BIGINT NOT NULL,
        merge_id UUID NOT NULL,
        part_kind TEXT NOT NULL CHECK (part_kind IN ('note', 'file', 'tag', 'contactRole')),
        part_id UUID NOT NULL,
        PRIMARY KEY (workspace_id, merge_id, part_kind, part_id),
        FOREIGN KEY (workspace_id, merge_id) REFERENCES merges (workspace_id, id)
    )
    """,
]
