import Hummingbird
import Sales
import Storage

/// The routes of what hangs on an opportunity: lines, contacts with roles, competitors.
struct OpportunityPartPages {
    let pages: Pages
    private var opportunities: OpportunityPages { OpportunityPages(pages: pages) }

    init(pages: Pages) { self.pages = pages }

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.post(":id/lines", use: addLine)
        group.post(":id/lines/:part", use: changeLine)
        group.post(":id/line-sums", use: takeSum)
        group.post(":id/contacts", use: addContact)
        group.post(":id/contacts/:part", use: changeContact)
        group.post(":id/competitors", use: addCompetitor)
        group.post(":id/competitors/:part", use: changeCompetitor)
    }

    @Sendable func addLine(_ request: Request, context: AppContext) async throws -> Response {
        try await change(request, context, "line", to: "lines") { db, id, form in
            guard let product = Identifier<Product>(form["product"]) else { throw NotFound(kind: "product") }
            let currency = try db.lineCurrency(of: id)
            let listed = try db.product(product).prices.first { $0.currency == currency }
            guard let price = try Amount(typed: form["unitPrice"], currency) ?? listed else {
                throw LineError.priceMissing
            }
            let line = OpportunityLine(
                id: Identifier(form["id"]) ?? Identifier(at: db.access.now),
                productID: product,
                quantity: try Quantity(typed: form["quantity"]),
                unitPrice: price,
                discount: try Discount(typed: form["discount"])
            )
            try db.add(line, to: id)
        }
    }

    @Sendable func changeLine(_ request: Request, context: AppContext) async throws -> Response {
        try await change(request, context, "line", to: "lines") { db, id, form in
            let (part, version) = (try context.id("part", of: OpportunityLine.self), form.version ?? 0)
            if let isRemoved = form.isRemoved { return try db.setRemoved(isRemoved, part, of: id, version: version) }
            try db.edit(part, of: id, version: version) { line in
                line.quantity = try Quantity(typed: form["quantity"])
                line.discount = try Discount(typed: form["discount"])
                guard let price = try Amount(typed: form["unitPrice"], line.unitPrice.currency) else {
                    throw LineError.priceMissing
                }
                line.unitPrice = price
            }
        }
    }

    /// Lets the amount be what the lines come to.
    @Sendable func takeSum(_ request: Request, context: AppContext) async throws -> Response {
        try await change(request, context, "sum", to: "lines") { db, id, form in
            try db.takeSumOfLines(id, version: form.version)
        }
    }

    @Sendable func addContact(_ request: Request, context: AppContext) async throws -> Response {
        try await change(request, context, "contact", to: "contacts") { db, id, form in
            let contact = try db.contact(in: form, for: db.opportunity(id).accountID)
            var part = OpportunityContact(
                id: Identifier(form["id"]) ?? Identifier(at: db.access.now),
                contactID: contact
            )
            try part.take(form)
            try db.add(part, to: id)
        }
    }

    @Sendable func changeContact(_ request: Request, context: AppContext) async throws -> Response {
        try await change(request, context, "contact", to: "contacts") { db, id, form in
            let (part, version) = (try context.id("part", of: OpportunityContact.self), form.version ?? 0)
            if let isRemoved = form.isRemoved { return try db.setRemoved(isRemoved, part, of: id, version: version) }
            try db.edit(part, of: id, version: version) { try $0.take(form) }
        }
    }

    @Sendable func addCompetitor(_ request: Request, context: AppContext) async throws -> Response {
        try await change(request, context, "competitor", to: "competitors") { db, id, form in
            _ = try db.opportunity(id)
            var part = OpportunityCompetitor(
                id: Identifier(form["id"]) ?? Identifier(at: db.access.now),
                competitorID: try db.competitor(named: form["competitor"])
            )
            part.take(form)
            try db.add(part, to: id)
        }
    }

    @Sendable func changeCompetitor(_ request: Request, context: AppContext) async throws -> Response {
        try await change(request, context, "competitor", to: "competitors") { db, id, form in
            let (part, version) = (try context.id("part", of: OpportunityCompetitor.self), form.version ?? 0)
            if let isRemoved = form.isRemoved { return try db.setRemoved(isRemoved, part, of: id, version: version) }
            try db.edit(part, of: id, version: version) { $0.take(form) }
        }
    }

    /// Changes the opportunity's parts and shows them; what could not be kept stays in its form.
    private func change(
        _ request: Request,
        _ context: AppContext,
        _ kind: String,
        to place: String,
        _ body: @escaping @Sendable (ScopedConnection, Identifier<Opportunity>, FormFields) throws -> Void
    ) async throws -> Response {
        let form = try await request.form(context)
        _ = try context.requireVisitor()
        let part = context.parameters.get("part")
        var path = try "/opportunities/\(context.id(of: Opportunity.self))"
        if form.isRemoved == true, let part, let version = form.version {
            path += "?removed=\(place).\(part.inQuery).\(version + 1)"
        }
        let isTyped = form.isRemoved == nil && kind != "sum"
        let draft = isTyped ? PartDraft(key: "\(kind)-\(part ?? "new")", form: form) : nil
        return try await opportunities.change(request, context, to: "\(path)#\(place)", draft: draft) { db, id in
            // Whose the opportunity is not is told so first, whatever else is wrong with the form.
            _ = try db.opportunity(id)
            try body(db, id, form)
            return nil
        }
    }
}

extension FormFields {
    /// Whether a part is to be taken away or brought back; nil where it is to be changed.
    fileprivate var isRemoved: Bool? {
        switch self["act"] {
        case "remove": true
        case "restore": false
        default: nil
        }
    }
}

extension OpportunityContact {
    fileprivate mutating func take(_ form: FormFields) throws {
        roleID = Identifier(form["role"])
        if roleID == nil, !form["role"].isEmpty { throw NotFound(kind: "choice") }
        attitude = Attitude(rawValue: form["attitude"]) ?? .unknown
        isPrimary = form["isPrimary"] == "yes"
    }
}

extension OpportunityCompetitor {
    fileprivate mutating func take(_ form: FormFields) {
        (strengths, weaknesses) = (form["strengths"], form["weaknesses"])
        isLostTo = form["isLostTo"] == "yes"
    }
}

extension PartsSection.Removed {
    /// What the address of a page tells: `lines.<id>.<version>`.
    init?(_ text: String, path: String) {
        let words = text.split(separator: ".").map(String.init)
        guard words.count == 3, ["lines", "contacts", "competitors"].contains(words[0]),
            let id = Identifier<AnyRecord>(words[1]), let version = Int(words[2])
        else { return nil }
        self.init(action: "\(path)/\(words[0])/\(id)", removedVersion: String(version))
    }
}
