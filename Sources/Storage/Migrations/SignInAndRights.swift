import SQLEngines

/// Tokens are kept as the hexadecimal SHA-256 of what the person holds, so that a stolen database lets nobody in.
let signInAndRights: [SQL] = [
    """
    CREATE TABLE sessions (
        id UUID NOT NULL PRIMARY KEY,
        token_hash TEXT NOT NULL CHECK (length(token_hash) = 64),
        person_id UUID NOT NULL REFERENCES persons (id),
        created_at BIGINT NOT NULL,
        last_seen_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL CHECK (expires_at > created_at),
        user_agent TEXT CHECK (length(user_agent) <= 300),
        revoked_at BIGINT
    )
    """,
    "CREATE UNIQUE INDEX sessions_token ON sessions (token_hash)",
    "CREATE INDEX sessions_person ON sessions (person_id, id)",
    "CREATE INDEX sessions_expiry ON sessions (expires_at)",
    "CREATE INDEX members_by_person ON members (person_id) WHERE person_id IS NOT NULL",
    """
    CREATE TABLE one_time_links (
        token_hash TEXT NOT NULL PRIMARY KEY CHECK (length(token_hash) = 64),
        purpose TEXT NOT NULL CHECK (purpose IN ('firstRun', 'invitation', 'passwordReset')),
        workspace_id BIGINT REFERENCES workspaces (id),
        member_id UUID,
        created_by UUID,
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL CHECK (expires_at > created_at),
        used_at BIGINT,
        FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id),
        CHECK (purpose = 'firstRun' OR (workspace_id IS NOT NULL AND member_id IS NOT NULL))
    )
    """,
    "CREATE INDEX one_time_links_member ON one_time_links (workspace_id, member_id)",
    """
    CREATE TABLE failed_sign_ins (
        subject TEXT NOT NULL PRIMARY KEY CHECK (length(subject) = 64),
        failures BIGINT NOT NULL CHECK (failures > 0),
        last_failed_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX failed_sign_ins_last ON failed_sign_ins (last_failed_at)",
    """
    CREATE TABLE role_rights (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        role TEXT NOT NULL CHECK (role IN ('admin', 'manager', 'rep', 'marketing', 'readOnly')),
        data_scope TEXT NOT NULL CHECK (data_scope IN ('own', 'team', 'teamAndBelow', 'all')),
        rights TEXT NOT NULL,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, role)
    )
    """,
    """
    CREATE TABLE unassigned_rules (
        workspace_id BIGINT NOT NULL PRIMARY KEY REFERENCES workspaces (id),
        rules TEXT NOT NULL,
        version BIGINT NOT NULL CHECK (version > 0)
    )
    """,
    """
    CREATE TABLE record_shares (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        record_kind TEXT NOT NULL CHECK (record_kind IN ('accounts', 'contacts', 'opportunities')),
        record_id UUID NOT NULL,
        member_id UUID,
        team_id UUID,
        may_edit BIGINT NOT NULL CHECK (may_edit IN (0, 1)),
        created_at BIGINT NOT NULL,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id),
        CHECK ((member_id IS NULL) <> (team_id IS NULL))
    )
    """,
    "CREATE UNIQUE INDEX record_shares_member ON record_shares (workspace_id, member_id, record_kind, record_id)",
    "CREATE UNIQUE INDEX record_shares_team ON record_shares (workspace_id, team_id, record_kind, record_id)",
    "CREATE INDEX record_shares_record ON record_shares (workspace_id, record_kind, record_id, id)",
    "CREATE INDEX changes_actor ON changes (workspace_id, actor_id, id) WHERE actor_id IS NOT NULL",
]
