import SQLEngines

let customersAndProducts: [SQL] = [
    """
    CREATE TABLE accounts (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        parent_id UUID,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        registration_number TEXT,
        industry TEXT,
        region TEXT,
        type TEXT,
        size TEXT,
        employees BIGINT CHECK (employees >= 0),
        annual_revenue BIGINT,
        annual_revenue_currency TEXT CHECK (length(annual_revenue_currency) = 3),
        founded_year BIGINT CHECK (founded_year BETWEEN 1 AND 9999),
        website TEXT,
        phone TEXT,
        address TEXT,
        owner_id UUID,
        external_key TEXT CHECK (external_key <> ''),
        created_at BIGINT NOT NULL,
        deleted_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, parent_id) REFERENCES accounts (workspace_id, id),
        FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id),
        CHECK ((annual_revenue IS NULL) = (annual_revenue_currency IS NULL))
    )
    """,
    "CREATE UNIQUE INDEX accounts_external_key ON accounts (workspace_id, external_key)",
    "CREATE INDEX accounts_name ON accounts (workspace_id, name_folded, id)",
    "CREATE INDEX accounts_parent ON accounts (workspace_id, parent_id)",
    "CREATE INDEX accounts_owner ON accounts (workspace_id, owner_id)",
    """
    CREATE TABLE contacts (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        account_id UUID,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        job_title TEXT,
        email TEXT,
        phone TEXT,
        owner_id UUID,
        external_key TEXT CHECK (external_key <> ''),
        created_at BIGINT NOT NULL,
        deleted_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, account_id) REFERENCES accounts (workspace_id, id),
        FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id)
    )
    """,
    "CREATE UNIQUE INDEX contacts_external_key ON contacts (workspace_id, external_key)",
    "CREATE INDEX contacts_name ON contacts (workspace_id, name_folded, id)",
    "CREATE INDEX contacts_account ON contacts (workspace_id, account_id)",
    "CREATE INDEX contacts_owner ON contacts (workspace_id, owner_id)",
    """
    CREATE TABLE products (
        workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
        id UUID NOT NULL,
        name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 500),
        name_folded TEXT NOT NULL,
        code TEXT,
        category TEXT,
        unit TEXT,
        tax_rate BIGINT CHECK (tax_rate BETWEEN 0 AND 10000),
        external_key TEXT CHECK (external_key <> ''),
        created_at BIGINT NOT NULL,
        deleted_at BIGINT,
        version BIGINT NOT NULL CHECK (version > 0),
        PRIMARY KEY (workspace_id, id)
    )
    """,
    "CREATE UNIQUE INDEX products_external_key ON products (workspace_id, external_key)",
    "CREATE INDEX products_name ON products (workspace_id, name_folded, id)",
    """
    CREATE TABLE product_prices (
        workspace_id BIGINT NOT NULL,
        product_id UUID NOT NULL,
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        amount BIGINT NOT NULL,
        PRIMARY KEY (workspace_id, product_id, currency),
        FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, id)
    )
    """,
]
