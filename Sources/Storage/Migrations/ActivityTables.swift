import SQLEngines

/// What was done and is to be done: one row from its planning to what became of it.
///
/// A row names its record in one of three columns, or none for a task of one's own. `happened_at` and `recorded_at` are
/// the two clocks of what is done; an open one has neither. Of each opportunity one open activity may be the next step.
let activitySteps: [MigrationStep] =
    [
        "ALTER TABLE accounts ADD COLUMN last_contact_at BIGINT",
        "ALTER TABLE opportunities ADD COLUMN last_contact_at BIGINT",
        "ALTER TABLE notes ADD COLUMN activity_id UUID",
        "ALTER TABLE files ADD COLUMN activity_id UUID",
    ] + activityTables.map { .sql($0) } + mergePartSteps + [.engine(sqlite: statistics, postgres: [])]

private let activityTables: [SQL] = [
    """
    CREATE TABLE activities (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        version BIGINT NOT NULL CHECK (version > 0),
        kind TEXT NOT NULL CHECK (kind IN ('call', 'visit', 'meeting', 'message', 'mail', 'task')),
        account_id UUID,
        contact_id UUID,
        opportunity_id UUID,
        owner_id UUID,
        title TEXT NOT NULL CHECK (length(title) <= 500),
        text TEXT NOT NULL,
        due_date TEXT CHECK (length(due_date) = 10),
        due_at BIGINT,
        minutes BIGINT CHECK (minutes BETWEEN 1 AND 10080),
        happened_at BIGINT,
        precision_code BIGINT CHECK (precision_code IN (0, 1)),
        recorded_at BIGINT,
        recorded_by UUID,
        outcome TEXT CHECK (outcome IN ('reached', 'notReached')),
        waiting_for TEXT CHECK (waiting_for IN ('us', 'customer', 'approval')),
        is_next_step BIGINT NOT NULL CHECK (is_next_step IN (0, 1)),
        place TEXT CHECK (length(place) <= 500),
        latitude BIGINT CHECK (latitude BETWEEN -90000000 AND 90000000),
        longitude BIGINT CHECK (longitude BETWEEN -180000000 AND 180000000),
        repeat_unit TEXT CHECK (repeat_unit IN ('day', 'week', 'month', 'year')),
        repeat_every BIGINT CHECK (repeat_every BETWEEN 1 AND 365),
        repeat_day BIGINT CHECK (repeat_day BETWEEN 1 AND 31),
        created_at BIGINT NOT NULL,
        created_by UUID,
        import_id UUID,
        deleted_at BIGINT,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, account_id) REFERENCES accounts (workspace_id, id),
        FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id),
        FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities (workspace_id, id),
        FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, recorded_by) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, created_by) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, import_id) REFERENCES imports (workspace_id, id),
        CHECK ((CASE WHEN account_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN contact_id IS NULL THEN 0 ELSE 1 END)
            + (CASE WHEN opportunity_id IS NULL THEN 0 ELSE 1 END) <= 1),
        CHECK ((happened_at IS NULL) = (recorded_at IS NULL)),
        CHECK ((happened_at IS NULL) = (outcome IS NULL)),
        CHECK ((happened_at IS NULL) = (precision_code IS NULL)),
        CHECK (due_at IS NULL OR due_date IS NOT NULL),
        CHECK (is_next_step = 0 OR opportunity_id IS NOT NULL),
        CHECK ((latitude IS NULL) = (longitude IS NULL)),
        CHECK ((repeat_unit IS NULL) = (repeat_every IS NULL))
    )
    """,
    """
    CREATE UNIQUE INDEX activities_next_step ON activities (workspace_id, opportunity_id)
        WHERE is_next_step = 1 AND happened_at IS NULL AND deleted_at IS NULL
    """,
    """
    CREATE INDEX activities_account ON activities (workspace_id, account_id, happened_at, id)
        WHERE account_id IS NOT NULL
    """,
    """
    CREATE INDEX activities_contact ON activities (workspace_id, contact_id, happened_at, id)
        WHERE contact_id IS NOT NULL
    """,
    """
    CREATE INDEX activities_opportunity ON activities (workspace_id, opportunity_id, happened_at, id)
        WHERE opportunity_id IS NOT NULL
    """,
    """
    CREATE INDEX activities_due ON activities (workspace_id, owner_id, due_date, id)
        WHERE happened_at IS NULL AND deleted_at IS NULL
    """,
    """
    CREATE INDEX activities_done ON activities (workspace_id, happened_at, owner_id, kind, outcome, recorded_at)
        WHERE happened_at IS NOT NULL AND deleted_at IS NULL
    """,
    "CREATE INDEX activities_owner ON activities (workspace_id, owner_id, happened_at, id)",
    """
    CREATE TABLE activity_contacts (
        workspace_id BIGINT NOT NULL,
        activity_id UUID NOT NULL,
        contact_id UUID NOT NULL,
        PRIMARY KEY (workspace_id, activity_id, contact_id),
        FOREIGN KEY (workspace_id, activity_id) REFERENCES activities (workspace_id, id),
        FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id)
    )
    """,
    "CREATE INDEX activity_contacts_contact ON activity_contacts (workspace_id, contact_id, activity_id)",
    """
    CREATE TABLE activity_colleagues (
        workspace_id BIGINT NOT NULL,
        activity_id UUID NOT NULL,
        member_id UUID NOT NULL,
        PRIMARY KEY (workspace_id, activity_id, member_id),
        FOREIGN KEY (workspace_id, activity_id) REFERENCES activities (workspace_id, id),
        FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
    )
    """,
    "CREATE INDEX activity_colleagues_member ON activity_colleagues (workspace_id, member_id, activity_id)",
    """
    CREATE TABLE activity_items (
        workspace_id BIGINT NOT NULL,
        activity_id UUID NOT NULL,
        number BIGINT NOT NULL CHECK (number >= 0),
        text TEXT NOT NULL CHECK (text <> '' AND length(text) <= 500),
        is_done BIGINT NOT NULL CHECK (is_done IN (0, 1)),
        PRIMARY KEY (workspace_id, activity_id, number),
        FOREIGN KEY (workspace_id, activity_id) REFERENCES activities (workspace_id, id)
    )
    """,
    "CREATE INDEX notes_activity ON notes (workspace_id, activity_id, written_at, id) WHERE activity_id IS NOT NULL",
    "CREATE INDEX files_activity ON files (workspace_id, activity_id) WHERE activity_id IS NOT NULL",
]

/// A merge moves activities too, and what takes part in them; the list of kinds stands in a check, so the table is
/// made anew.
private let mergePartSteps: [MigrationStep] = [
    "ALTER TABLE merge_parts RENAME TO merge_parts_before",
    """
    CREATE TABLE merge_parts (
        workspace_id BIGINT NOT NULL,
        merge_id UUID NOT NULL,
        part_kind TEXT NOT NULL CHECK (part_kind IN ('note', 'file', 'tag', 'contactRole', 'activity', 'participant')),
        part_id UUID NOT NULL,
        PRIMARY KEY (workspace_id, merge_id, part_kind, part_id),
        FOREIGN KEY (workspace_id, merge_id) REFERENCES merges (workspace_id, id)
    )
    """,
    """
    INSERT INTO merge_parts (workspace_id, merge_id, part_kind, part_id)
        SELECT workspace_id, merge_id, part_kind, part_id FROM merge_parts_before
    """,
    "DROP TABLE merge_parts_before",
]

/// Of a workspace with 3,000,000 activities on 300,000 opportunities; see `plannerStatistics`.
private let statistics: [SQL] =
    [
        ("sqlite_autoindex_activities_1", "3000000 3000000 1"),
        ("activities_next_step", "20000 20000 1"),
        ("activities_account", "600000 600000 6 2 1"),
        ("activities_contact", "300000 300000 2 2 1"),
        ("activities_opportunity", "2000000 2000000 8 2 1"),
        ("activities_due", "50000 50000 250 25 1"),
        ("activities_done", "2900000 2900000 3 2 1 1 1"),
        ("activities_owner", "3000000 3000000 15000 3 1"),
    ].map { index, figures in
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('activities', \(index), \(figures))"
    } + ["ANALYZE sqlite_schema"]
