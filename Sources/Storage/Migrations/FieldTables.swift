import SQLEngines

/// The fields that a workspace gives its records, and their values, one row each so that no record's row grows wide.
///
/// A value stands in one of three columns by its field's type, each with an index of its own in which a field's
/// values lie in order: whole numbers (yes and no, minor units, millionths), texts and days, and identifiers. What a
/// text is put in order by is cut, since PostgreSQL refuses long keys.
let fieldTables: [SQL] = [
    """
    CREATE TABLE field_definitions (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        record_kind TEXT NOT NULL CHECK (record_kind IN ('account', 'contact', 'opportunity')),
        type TEXT NOT NULL CHECK (
            type IN ('text', 'number', 'money', 'day', 'yesNo', 'choice', 'choices', 'link', 'member')
        ),
        name_en TEXT CHECK (name_en <> '' AND length(name_en) <= 500),
        name_zh_hans TEXT CHECK (name_zh_hans <> '' AND length(name_zh_hans) <= 500),
        name_zh_hant TEXT CHECK (name_zh_hant <> '' AND length(name_zh_hant) <= 500),
        help TEXT CHECK (help <> '' AND length(help) <= 500),
        section TEXT CHECK (section <> '' AND length(section) <= 500),
        position BIGINT NOT NULL,
        seen_by TEXT NOT NULL,
        edited_by TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        archived_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id),
        CHECK (coalesce(name_en, name_zh_hans, name_zh_hant) IS NOT NULL)
    )
    """,
    """
    CREATE TABLE field_options (
        workspace_id BIGINT NOT NULL,
        id UUID NOT NULL,
        field_id UUID NOT NULL,
        name_en TEXT CHECK (name_en <> '' AND length(name_en) <= 500),
        name_zh_hans TEXT CHECK (name_zh_hans <> '' AND length(name_zh_hans) <= 500),
        name_zh_hant TEXT CHECK (name_zh_hant <> '' AND length(name_zh_hant) <= 500),
        position BIGINT NOT NULL,
        archived_at BIGINT,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, field_id) REFERENCES field_definitions (workspace_id, id),
        CHECK (coalesce(name_en, name_zh_hans, name_zh_hant) IS NOT NULL)
    )
    """,
    "CREATE INDEX field_options_field ON field_options (workspace_id, field_id, position)",
    """
    CREATE TABLE field_values (
        workspace_id BIGINT NOT NULL,
        record_id UUID NOT NULL,
        field_id UUID NOT NULL,
        item BIGINT NOT NULL CHECK (item >= 0),
        number_value BIGINT,
        currency TEXT CHECK (length(currency) = 3),
        text_value TEXT CHECK (text_value <> '' AND length(text_value) <= 2000),
        text_folded TEXT,
        text_sort TEXT CHECK (length(text_sort) <= 200),
        id_value UUID,
        PRIMARY KEY (workspace_id, record_id, field_id, item),
        FOREIGN KEY (workspace_id, field_id) REFERENCES field_definitions (workspace_id, id),
        CHECK ((text_value IS NULL) = (text_sort IS NULL)),
        CHECK ((text_value IS NULL) = (text_folded IS NULL)),
        CHECK (currency IS NULL OR number_value IS NOT NULL),
        CHECK (
            (CASE WHEN number_value IS NULL THEN 0 ELSE 1 END) + (CASE WHEN text_value IS NULL THEN 0 ELSE 1 END)
                + (CASE WHEN id_value IS NULL THEN 0 ELSE 1 END) = 1
        )
    )
    """,
    """
    CREATE INDEX field_values_number ON field_values (workspace_id, field_id, number_value, record_id)
    WHERE number_value IS NOT NULL
    """,
    """
    CREATE INDEX field_values_text ON field_values (workspace_id, field_id, text_sort, record_id)
    WHERE text_sort IS NOT NULL
    """,
    """
    CREATE INDEX field_values_id ON field_values (workspace_id, field_id, id_value, record_id)
    WHERE id_value IS NOT NULL
    """,
    """
    CREATE TABLE field_merge_moves (
        workspace_id BIGINT NOT NULL,
        merge_id UUID NOT NULL,
        field_id UUID NOT NULL,
        PRIMARY KEY (workspace_id, merge_id, field_id),
        FOREIGN KEY (workspace_id, merge_id) REFERENCES merges (workspace_id, id),
        FOREIGN KEY (workspace_id, field_id) REFERENCES field_definitions (workspace_id, id)
    )
    """,
]

/// The version of the survivor in which it took an own field's value, so that an undo knows what it had before.
let mergedFieldSteps: [MigrationStep] = [
    .sql("ALTER TABLE field_merge_moves ADD COLUMN record_version BIGINT CHECK (record_version > 0)")
]
