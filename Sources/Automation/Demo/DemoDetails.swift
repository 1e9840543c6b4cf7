import Sales
import Simulation
import Storage

/// Puts what hangs on a demonstration's customers and sales beside their histories: people, lines, talk, own fields.
///
/// Each part is written as its sale's owner at the time at which they would have entered it.
struct DemoDetails {
    let company: SalesCompany
    let db: ScopedConnection
    private let roles: [StartingContactRole: Identifier<Choice>]
    private let competitors: [Identifier<Choice>]
    private let tags: [Identifier<Tag>]
    private let fields: [DemoFields: FieldDefinition]

    init(_ company: SalesCompany, _ db: ScopedConnection) throws {
        (self.company, self.db) = (company, db)
        let named = { (list: ChoiceList) in
            Dictionary(try db.choices(list).map { ($0.name.folded, $0.id) }) { first, _ in first }
        }
        let (known, rivals) = (try named(.contactRoles), try named(.competitors))
        roles = StartingContactRole.allCases.reduce(into: [:]) { roles, role in
            roles[role] = known[role.name[company.plan.language].folded]
        }
        competitors = company.competitorNames.compactMap { rivals[$0.folded] }
        let marks = Dictionary(try db.tags().map { ($0.name.folded, $0.id) }) { first, _ in first }
        tags = company.tagNames.compactMap { marks[$0.folded] }
        fields = try db.fieldDefinitions().reduce(into: [:]) { fields, field in
            guard !field.isRetired, let name = field.name[.english] else { return }
            if let own = DemoFields(rawValue: name) { fields[own] = field }
        }
    }

    /// Makes the lists from which details choose, as far as the workspace does not have them.
    static func begin(_ company: SalesCompany, _ db: ScopedConnection) throws {
        let rivals = Set(try db.choices(.competitors).map(\.name.folded))
        for name in company.competitorNames where !rivals.contains(name.folded) {
            try db.addChoice(name, to: .competitors)
        }
        let tags = Set(try db.tags().map(\.name.folded))
        for name in company.tagNames where !tags.contains(name.folded) { try db.addTag(name) }
        let fields = Set(try db.fieldDefinitions().compactMap { $0.name[.english] })
        for field in DemoFields.allCases where !fields.contains(field.rawValue) {
            try db.addField(field.definition(at: db.access.now))
        }
    }

    /// The accounts, and of the newest the people and what their own fields hold, made by their owners over time.
    func writeCustomers(_ indexes: Range<Int>) throws {
        try db.create(indexes.filter { company.contacts(of: $0).isEmpty }.map(company.account))
        for index in indexes {
            let contacts = company.contacts(of: index)
            if contacts.isEmpty { continue }
            let account = company.account(index)
            let earlier = try db.told(by: account.ownerID, at: company.madeAt(index))
            try earlier.create(account)
            try earlier.create(contacts.map(\.contact))
            if index % 2 == 0 { try writeFields(index / 2, account, contacts, earlier) }
        }
    }

    private func writeFields(
        _ number: Int,
        _ account: Account,
        _ contacts: [SimulatedContact],
        _ earlier: ScopedConnection
    ) throws {
        var values: [Identifier<FieldDefinition>: FieldValue?] = [:]
        values[.system, in: fields] = option(number % 3, of: .system)
        values[.sites, in: fields] = .number(FieldNumber(millionths: Int64(1 + number % 4) * 1_000_000))
        try earlier.setFields(values, of: account.id.erased, .account)
        guard let first = contacts.first, let channel = option(first.channel, of: .channel) else { return }
        values = [:]
        values[.channel, in: fields] = channel
        try earlier.setFields(values, of: first.contact.id.erased, .contact)
    }

    func write(_ batch: [SimulatedOpportunity]) throws {
        var notes: [Note] = []
        let host = db.access.member?.canSignIn == true ? db.access.member?.id : nil
        for opportunity in batch where company.hasDetails(opportunity) {
            let details = company.details(of: opportunity, host: host)
            notes += details.notes
            try write(details, of: opportunity.id)
        }
        try db.load(notes.sorted { ($0.writtenAt, $0.id) < ($1.writtenAt, $1.id) })
    }

    private func write(_ details: SimulatedDetails, of id: Identifier<Opportunity>) throws {
        let earlier = try db.told(by: details.owner, at: details.enteredAt)
        for person in details.people {
            var part = person.part
            part.roleID = roles[person.role]
            try earlier.add(part, to: id)
        }
        for line in details.lines { try earlier.add(line, to: id) }
        for rival in details.competitors where competitors.indices.contains(rival.competitor) {
            try earlier.add(
                OpportunityCompetitor(
                    id: rival.id,
                    competitorID: competitors[rival.competitor],
                    strengths: rival.strengths,
                    weaknesses: rival.weaknesses,
                    isLostTo: rival.isLostTo
                ),
                to: id
            )
        }
        for tag in details.tags where tags.indices.contains(tag) {
            try earlier.add(tags[tag], to: .opportunity, id.erased)
        }
        guard let answers = details.answers else { return }
        var values: [Identifier<FieldDefinition>: FieldValue?] = [:]
        values[.deployment, in: fields] = option(answers.deployment, of: .deployment)
        values[.tender, in: fields] = .yesNo(answers.isTender)
        values[.plannedStart, in: fields] = answers.plannedStart.map { .day($0) }
        try earlier.setFields(values, of: id.erased, .opportunity)
    }

    private func option(_ place: Int, of field: DemoFields) -> FieldValue? {
        guard let options = fields[field]?.options, options.indices.contains(place) else { return nil }
        return .choices([options[place].id])
    }
}

extension [Identifier<FieldDefinition>: FieldValue?] {
    /// The value of a demonstration's field; a value that is missing is not written.
    fileprivate subscript(field: DemoFields, in fields: [DemoFields: FieldDefinition]) -> FieldValue? {
        get { fields[field].flatMap { self[$0.id] ?? nil } }
        set {
            if let field = fields[field], let newValue { updateValue(newValue, forKey: field.id) }
        }
    }
}
