import SQLEngines

let workspacesAndPeople: [SQL] = [
    """
    CREATE TABLE workspaces (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
        public_id UUID NOT NULL,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        time_zone TEXT NOT NULL CHECK (time_zone <> ''),
        language TEXT NOT NULL CHECK (language IN ('en', 'zh-Hans', 'zh-Hant')),
        created_at BIGINT NOT NULL,
        version BIGINT NOT NULL CHECK (version > 0)
    )
    """,
    "CREATE UNIQUE INDEX workspaces_public_id ON workspaces (public_id)",
    "CREATE UNIQUE INDEX workspaces_name ON workspaces (name_folded)",
    """
    CREATE TABLE persons (
        id UUID NOT NULL PRIMARY KEY,
        email TEXT NOT NULL CHECK (email <> ''),
        email_folded TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        password_hash TEXT,
        language TEXT,
        created_at BIGINT NOT NULL,
        version BIGINT NOT NULL CHECK (version > 0)
    )
    """,
    "CREATE UNIQUE INDEX persons_email ON persons (email_folded)",
    """
    CREATE TABLE members (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        person_id UUID REFERENCES persons (id),
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        email TEXT,
        role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'rep', 'marketing', 'readOnly')),
        external_key TEXT CHECK (external_key <> ''),
        created_at BIGINT NOT NULL,
        deactivated_at BIGINT,
        deleted_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id)
    )
    """,
    "CREATE UNIQUE INDEX members_person ON members (workspace_id, person_id)",
    "CREATE UNIQUE INDEX members_external_key ON members (workspace_id, external_key)",
    "CREATE INDEX members_name ON members (workspace_id, name_folded, id)",
    """
    CREATE TABLE teams (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        parent_id UUID,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        deleted_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, parent_id) REFERENCES teams (workspace_id, id)
    )
    """,
    """
    CREATE TABLE team_memberships (
        workspace_id BIGINT NOT NULL,
        id UUID NOT NULL,
        member_id UUID NOT NULL,
        team_id UUID NOT NULL,
        from_date TEXT CHECK (length(from_date) = 10),
        until_date TEXT CHECK (length(until_date) = 10),
        deleted_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id),
        CHECK (until_date IS NULL OR from_date IS NULL OR from_date < until_date)
    )
    """,
    "CREATE INDEX team_memberships_member ON team_memberships (workspace_id, member_id, id)",
    "CREATE INDEX team_memberships_team ON team_memberships (workspace_id, team_id)",
    """
    CREATE TABLE exchange_rates (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        from_date TEXT NOT NULL CHECK (length(from_date) = 10),
        units_per_billion BIGINT NOT NULL CHECK (units_per_billion > 0),
        PRIMARY KEY (workspace_id, currency, from_date)
    )
    """,
]
