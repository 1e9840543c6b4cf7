import Sales

extension RowCells {
    /// The row as a value of its kind; none where something that it needs is missing.
    mutating func value(_ kind: ImportKind) -> ImportRow? {
        switch kind {
        case .accounts: .account(account())
        case .contacts: .contact(contact())
        case .products: .product(product())
        case .members: .member(member())
        case .opportunities: .opportunity(opportunity())
        case .stageHistory: stageHistory().map { .stageHistory($0) }
        }
    }

    /// A name; it may be blank only where the record is known by its key.
    private mutating func name(_ key: String?) -> FieldChange<String> {
        let name = text("name")
        if key == nil { _ = required("name", name) }
        return name
    }

    private mutating func account() -> AccountRow {
        let key = key()
        return AccountRow(
            key: key,
            name: name(key),
            parent: text("parent"),
            industry: text("industry"),
            region: text("region"),
            type: text("type"),
            size: text("size"),
            employees: integer("employees", in: 0...100_000_000),
            annualRevenue: amount("annualRevenue"),
            foundedYear: integer("foundedYear", in: 1...9999),
            website: text("website"),
            phone: text("phone"),
            address: text("address", limit: ImportField.textLimit),
            registrationNumber: text("registrationNumber"),
            owner: text("owner")
        )
    }

    private mutating func contact() -> ContactRow {
        let key = key()
        return ContactRow(
            key: key,
            name: name(key),
            account: text("account"),
            jobTitle: text("jobTitle"),
            email: text("email"),
            phone: text("phone"),
            owner: text("owner")
        )
    }

    private mutating func product() -> ProductRow {
        let key = key()
        return ProductRow(
            key: key,
            name: name(key),
            code: text("code"),
            category: text("category"),
            unit: text("unit"),
            price: amount("price"),
            taxRate: taxRate("taxRate")
        )
    }

    private mutating func member() -> MemberRow {
        let key = key()
        let (name, email, role) = (name(key), text("email"), word("role", of: Role.self))
        let teams = path("teams")
        let membership = span("teamFrom", "teamUntil")
        return MemberRow(
            key: key,
            name: name,
            email: email,
            role: role,
            teams: teams,
            teamFrom: membership.from,
            teamUntil: membership.until
        )
    }

    private mutating func opportunity() -> OpportunityRow {
        let key = key()
        return OpportunityRow(
            key: key,
            name: name(key),
            stage: stage("stage"),
            amount: amount("amount"),
            created: time("created"),
            closed: time("closed"),
            expectedCloseDate: day("expectedCloseDate"),
            owner: text("owner"),
            account: text("account"),
            product: text("product"),
            source: text("source"),
            type: text("type"),
            forecastCategory: word("forecastCategory", of: ForecastCategory.self),
            winProbability: percent("winProbability"),
            lossReason: text("lossReason")
        )
    }

    private mutating func stageHistory() -> StageHistoryRow? {
        let record = required("record", text("record"))
        let stage = required("stage", stage("stage"))
        let enteredAt = required("enteredAt", time("enteredAt"))
        let actor = text("actor")
        let amount = amount("amount")
        let expected = day("expectedCloseDate")
        let owner = text("owner")
        let category = word("forecastCategory", of: ForecastCategory.self)
        let probability = percent("winProbability")
        let recordedAt = time("recordedAt").value
        guard let record, let stage, let enteredAt else { return nil }
        return StageHistoryRow(
            record: record,
            stage: stage,
            enteredAt: enteredAt,
            actor: actor,
            amount: amount,
            expectedCloseDate: expected,
            owner: owner,
            forecastCategory: category,
            winProbability: probability,
            recordedAt: recordedAt
        )
    }
}
