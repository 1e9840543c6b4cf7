import SQLEngines

let pipelineTables: [SQL] = [
    """
    CREATE TABLE pipelines (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        subject TEXT NOT NULL CHECK (subject IN ('leads', 'opportunities')),
        created_at BIGINT NOT NULL,
        archived_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id)
    )
    """,
    "CREATE UNIQUE INDEX pipelines_name ON pipelines (workspace_id, name_folded)",
    """
    CREATE TABLE stages (
        workspace_id BIGINT NOT NULL,
        id UUID NOT NULL,
        pipeline_id UUID NOT NULL,
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, pipeline_id, id),
        FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipelines (workspace_id, id)
    )
    """,
    """
    CREATE TABLE process_versions (
        workspace_id BIGINT NOT NULL,
        pipeline_id UUID NOT NULL,
        number BIGINT NOT NULL CHECK (number > 0),
        effective_date TEXT NOT NULL CHECK (length(effective_date) = 10),
        published_at BIGINT NOT NULL,
        published_by UUID,
        PRIMARY KEY (workspace_id, pipeline_id, number),
        FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipelines (workspace_id, id),
        FOREIGN KEY (workspace_id, published_by) REFERENCES members (workspace_id, id)
    )
    """,
    """
    CREATE TABLE process_stages (
        workspace_id BIGINT NOT NULL,
        pipeline_id UUID NOT NULL,
        version_number BIGINT NOT NULL,
        position BIGINT NOT NULL CHECK (position >= 0),
        stage_id UUID NOT NULL,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        kind TEXT NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
        layer TEXT CHECK (layer IN ('upper', 'middle', 'lower')),
        goal TEXT,
        win_probability BIGINT CHECK (win_probability BETWEEN 0 AND 100),
        target_conversion BIGINT CHECK (target_conversion BETWEEN 0 AND 100),
        forecast_category TEXT
            CHECK (forecast_category IN ('pipeline', 'bestCase', 'commit', 'closed', 'omitted')),
        limit_days BIGINT CHECK (limit_days > 0),
        owner_role TEXT,
        PRIMARY KEY (workspace_id, pipeline_id, version_number, position),
        UNIQUE (workspace_id, pipeline_id, version_number, stage_id),
        UNIQUE (workspace_id, pipeline_id, version_number, name),
        FOREIGN KEY (workspace_id, pipeline_id, version_number)
            REFERENCES process_versions (workspace_id, pipeline_id, number),
        FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stages (workspace_id, pipeline_id, id)
    )
    """,
    """
    CREATE TABLE loss_reasons (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        archived_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id)
    )
    """,
    "CREATE UNIQUE INDEX loss_reasons_name ON loss_reasons (workspace_id, name_folded)",
]
