import SQLEngines

/// Revisions are read in the order of their key, so on SQLite the key is the table.
let opportunitySteps: [MigrationStep] =
    [
        .sql(opportunities),
        .sql("CREATE UNIQUE INDEX opportunities_external_key ON opportunities (workspace_id, external_key)"),
        .sql("CREATE INDEX opportunities_account ON opportunities (workspace_id, account_id)"),
        .sql("CREATE INDEX opportunities_product ON opportunities (workspace_id, product_id)"),
        .sql("CREATE INDEX opportunities_owner ON opportunities (workspace_id, owner_id, id)"),
        .sql("CREATE INDEX opportunities_stage ON opportunities (workspace_id, stage_id, id)"),
        .engine(sqlite: ["\(revisions) WITHOUT ROWID"], postgres: [revisions]),
        .engine(sqlite: ["\(voids) WITHOUT ROWID"], postgres: [voids]),
        .sql(
            """
            CREATE INDEX opportunity_revisions_import ON opportunity_revisions (workspace_id, import_id, opportunity_id)
            WHERE import_id IS NOT NULL
            """
        ),
    ]

private let opportunities: SQL = """
    CREATE TABLE opportunities (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        account_id UUID,
        product_id UUID,
        source TEXT CHECK (source <> ''),
        type TEXT CHECK (type <> ''),
        external_key TEXT CHECK (external_key <> ''),
        pipeline_id UUID NOT NULL,
        stage_id UUID NOT NULL,
        amount BIGINT,
        currency TEXT CHECK (length(currency) = 3),
        expected_close_date TEXT CHECK (length(expected_close_date) = 10),
        owner_id UUID,
        forecast_category TEXT
            CHECK (forecast_category IN ('pipeline', 'bestCase', 'commit', 'closed', 'omitted')),
        win_probability BIGINT CHECK (win_probability BETWEEN 0 AND 100),
        outcome TEXT NOT NULL CHECK (outcome IN ('open', 'won', 'lost')),
        loss_reason_id UUID,
        began_at BIGINT NOT NULL,
        stage_entered_at BIGINT NOT NULL,
        closed_at BIGINT,
        revision_number BIGINT NOT NULL CHECK (revision_number > 0),
        created_at BIGINT NOT NULL,
        deleted_at BIGINT,
        withdrawn_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, account_id) REFERENCES accounts (workspace_id, id),
        FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, id),
        FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stages (workspace_id, pipeline_id, id),
        FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, loss_reason_id) REFERENCES loss_reasons (workspace_id, id),
        CHECK ((amount IS NULL) = (currency IS NULL)),
        CHECK ((outcome = 'lost') = (loss_reason_id IS NOT NULL)),
        CHECK ((outcome = 'open') = (closed_at IS NULL))
    )
    """

/// `fields` is the bit mask of `TrackedFields`; `precision`, `cause` and `decision` are codes, since this is the
/// table with by far the most rows.
private let revisions: SQL = """
    CREATE TABLE opportunity_revisions (
        workspace_id BIGINT NOT NULL,
        opportunity_id UUID NOT NULL,
        number BIGINT NOT NULL CHECK (number > 0),
        fields BIGINT NOT NULL CHECK (fields BETWEEN 0 AND 32767),
        happened_at BIGINT NOT NULL,
        precision_code BIGINT NOT NULL CHECK (precision_code BETWEEN 0 AND 2),
        recorded_at BIGINT NOT NULL,
        actor_id UUID,
        cause_code BIGINT NOT NULL CHECK (cause_code BETWEEN 0 AND 4),
        decision_code BIGINT CHECK (decision_code BETWEEN 0 AND 2),
        decision_reason TEXT,
        pipeline_id UUID,
        stage_id UUID,
        amount BIGINT,
        currency TEXT,
        expected_close_date TEXT,
        owner_id UUID,
        forecast_category TEXT,
        win_probability BIGINT,
        outcome TEXT,
        loss_reason_id UUID,
        import_id UUID,
        PRIMARY KEY (workspace_id, opportunity_id, number),
        FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities (workspace_id, id),
        FOREIGN KEY (workspace_id, stage_id) REFERENCES stages (workspace_id, id),
        FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, actor_id) REFERENCES members (workspace_id, id),
        FOREIGN KEY (workspace_id, loss_reason_id) REFERENCES loss_reasons (workspace_id, id),
        CHECK ((amount IS NULL) = (currency IS NULL))
    )
    """

private let voids: SQL = """
    CREATE TABLE opportunity_voids (
        workspace_id BIGINT NOT NULL,
        opportunity_id UUID NOT NULL,
        number BIGINT NOT NULL,
        voided_by BIGINT NOT NULL,
        voided_at BIGINT NOT NULL,
        PRIMARY KEY (workspace_id, opportunity_id, number),
        FOREIGN KEY (workspace_id, opportunity_id, number)
            REFERENCES opportunity_revisions (workspace_id, opportunity_id, number),
        FOREIGN KEY (workspace_id, opportunity_id, voided_by)
            REFERENCES opportunity_revisions (workspace_id, opportunity_id, number),
        CHECK (number < voided_by)
    )
    """
