import SQLEngines

/// What hangs on an opportunity: product lines, the people of the decision chain, competitors.
///
/// A part that is taken away keeps its row with `removed_at`, so that it can be brought back.
let partTables: [SQL] =
    ["contact_roles", "competitors"].flatMap(choiceTable) + [
        opportunityLines,
        """
        CREATE INDEX opportunity_lines_opportunity ON opportunity_lines (workspace_id, opportunity_id, id)
        """,
        opportunityContacts,
        """
        CREATE UNIQUE INDEX opportunity_contacts_contact ON opportunity_contacts
            (workspace_id, opportunity_id, contact_id) WHERE removed_at IS NULL
        """,
        """
        CREATE INDEX opportunity_contacts_of_contact ON opportunity_contacts (workspace_id, contact_id, opportunity_id)
        """,
        opportunityCompetitors,
        """
        CREATE INDEX opportunity_competitors_opportunity
            ON opportunity_competitors (workspace_id, opportunity_id, id)
        """,
        """
        CREATE UNIQUE INDEX opportunity_competitors_name ON opportunity_competitors
            (workspace_id, opportunity_id, competitor_id) WHERE removed_at IS NULL
        """,
    ]

/// A list of names to choose from.
private func choiceTable(_ name: SQL) -> [SQL] {
    [
        """
        CREATE TABLE \(name) (
            workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
            id UUID NOT NULL,
            name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
            name_folded TEXT NOT NULL,
            position BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            archived_at BIGINT,
            version BIGINT NOT NULL CHECK (version > 0),
            PRIMARY KEY (workspace_id, id)
        )
        """,
        "CREATE UNIQUE INDEX \(name)_name ON \(name) (workspace_id, name_folded)",
    ]
}

/// Quantities are thousandths, discounts hundredths of a percent.
private let opportunityLines: SQL = """
    CREATE TABLE opportunity_lines (
        workspace_id BIGINT NOT NULL,
        id UUID NOT NULL,
        opportunity_id UUID NOT NULL,
        product_id UUID NOT NULL,
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        unit_price BIGINT NOT NULL CHECK (unit_price >= 0),
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        discount BIGINT NOT NULL CHECK (discount BETWEEN 0 AND 10000),
        removed_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities (workspace_id, id),
        FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, id)
    )
    """

private let opportunityContacts: SQL = """
    CREATE TABLE opportunity_contacts (
        workspace_id BIGINT NOT NULL,
        id UUID NOT NULL,
        opportunity_id UUID NOT NULL,
        contact_id UUID NOT NULL,
        role_id UUID,
        attitude TEXT NOT NULL CHECK (attitude IN ('supports', 'neutral', 'against', 'unknown')),
        is_primary BIGINT NOT NULL CHECK (is_primary IN (0, 1)),
        removed_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities (workspace_id, id),
        FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id),
        FOREIGN KEY (workspace_id, role_id) REFERENCES contact_roles (workspace_id, id)
    )
    """

private let opportunityCompetitors: SQL = """
    CREATE TABLE opportunity_competitors (
        workspace_id BIGINT NOT NULL,
        id UUID NOT NULL,
        opportunity_id UUID NOT NULL,
        competitor_id UUID NOT NULL,
        strengths TEXT NOT NULL CHECK (length(strengths) <= 2000),
        weaknesses TEXT NOT NULL CHECK (length(weaknesses) <= 2000),
        is_lost_to BIGINT NOT NULL CHECK (is_lost_to IN (0, 1)),
        removed_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities (workspace_id, id),
        FOREIGN KEY (workspace_id, competitor_id) REFERENCES competitors (workspace_id, id)
    )
    """
