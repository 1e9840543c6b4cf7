import Sales
import Storage
import TestSupport
import Testing

/// A field of each type on opportunities, and one on accounts.
struct FieldWorld {
    static let options = (1...2).map { number in
        FieldOption(id: Identifier(high: 31, low: UInt64(number)), name: FieldName([.english: "Option \(number)"]))
    }

    static func field(_ type: FieldType, _ holder: FieldHolder = .opportunity) -> FieldDefinition {
        let place = FieldType.allCases.firstIndex(of: type) ?? 0
        return FieldDefinition(
            id: Identifier(high: holder == .account ? 30 : 29, low: UInt64(place)),
            holder: holder,
            type: type,
            name: FieldName([.english: "My \(type)"]),
            options: type.hasOptions
                ? options.map {
                    FieldOption(id: Identifier(high: $0.id.high + UInt64(place), low: $0.id.low), name: $0.name)
                }
                : []
        )
    }
}

extension NamedWorld {
    func addFields(_ holder: FieldHolder = .opportunity) async throws {
        try await store.write(asOperator()) { db in
            for type in FieldType.allCases { try db.addField(FieldWorld.field(type, holder)) }
        }
    }

    func set(_ text: String?, _ type: FieldType, of id: Identifier<Opportunity>, as access: Access? = nil) async throws
    {
        try await store.write(access ?? asOperator(20)) { db in
            let field = FieldWorld.field(type)
            let value = try field.value(of: text ?? "", db.fieldContext())
            try db.setFields([field.id: value], of: id.erased, .opportunity)
        }
    }
}

@Suite struct `An own field` {
    @Test(arguments: Engine.available) func `keeps a value of each type`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.addFields()
            let sale = try await world.make("Sale", owner: world.ben).id
            let choices = FieldWorld.field(.choices).options.map(\.name.all[0]).joined(separator: ";")
            let texts: [FieldType: String] = [
                .text: "自定义 'x' %", .number: "-12.000001", .money: "99.50", .day: "2026-02-28", .yesNo: "no",
                .choice: "option 2", .choices: choices, .link: "https://example.com", .member: "Cleo",
            ]
            for (type, text) in texts { try await world.set(text, type, of: sale) }
            try await world.store.read(world.asOperator(21)) { db in
                let values = try db.fields(of: sale.erased, .opportunity)
                #expect(values.count == texts.count)
                for (type, text) in texts {
                    let field = FieldWorld.field(type)
                    #expect(try values[field.id] == field.value(of: text, db.fieldContext()))
                }
                #expect(try db.opportunity(sale).version == 1 + texts.count)
                let told = try db.history(of: sale).first { $0.fields.first?.name == FieldWorld.field(.number).key }
                #expect(told?.fields.first?.after == .text("-12.000001"))
                #expect(told?.fields.first?.before == .nothing)
            }
            for type in FieldType.allCases { try await world.set(nil, type, of: sale) }
            let left = try await world.store.read(world.asOperator(22)) { try $0.fields(of: sale.erased, .opportunity) }
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: Engine.available) func `keeps what others changed meanwhile, unless it is the same field`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            try await world.addFields()
            let sale = try await world.make("Sale", owner: world.ben).id
            let (text, number) = (FieldWorld.field(.text), FieldWorld.field(.number))
            try await world.set("one", .text, of: sale)
            try await world.store.write(world.asOperator(21)) { db in
                try db.setFields(
                    [number.id: .number(FieldNumber(millionths: 1))],
                    of: sale.erased,
                    .opportunity,
                    version: 1
                )
                _ = try db.edit(sale, version: 1) { (sale: inout Opportunity) in sale.name = "Renamed" }
            }
            await #expect(throws: ChangedMeanwhile(fields: [text.key])) {
                try await world.store.write(world.asOperator(22)) { db in
                    try db.setFields([text.id: .text("two")], of: sale.erased, .opportunity, version: 1)
                }
            }
            let values = try await world.store.read(world.asOperator(23)) {
                try $0.fields(of: sale.erased, .opportunity)
            }
            #expect(values == [text.id: .text("one"), number.id: .number(FieldNumber(millionths: 1))])
        }
    }

    @Test(arguments: Engine.available) func `is only for those who may see and edit it`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.addFields()
            let sale = try await world.make("Sale", owner: world.ben).id
            let (text, number) = (FieldWorld.field(.text), FieldWorld.field(.number))
            try await world.set("secret", .text, of: sale)
            try await world.store.write(world.asOperator(1)) { db in
                try db.editField(text.id, version: 1) { $0.seenBy = [.manager] }
                try db.editField(number.id, version: 1) { $0.editedBy = [.manager] }
            }
            let ben = world.access(world.ben, after: 30)
            try await world.store.read(ben) { db in
                #expect(try db.fieldDefinitions(.opportunity).contains { $0.id == text.id } == false)
                #expect(try db.fields(of: sale.erased, .opportunity).isEmpty)
                var filter = OpportunityFilter()
                filter = try OpportunityFilter(query: [QueryItem(text.key, "secret")])
                #expect(throws: FilterError.self) { try db.opportunityCount(filter) }
                #expect(throws: NotFound(kind: "field")) {
                    try db.opportunities(OpportunityFilter(), by: #require(ListOrder(field: text.id)))
                }
            }
            await #expect(throws: NotFound(kind: "field")) { try await world.set("x", .text, of: sale, as: ben) }
            await #expect(throws: NotAllowed(.edit, .opportunities)) {
                try await world.set("1", .number, of: sale, as: ben)
            }
            try await world.set("yes", .yesNo, of: sale, as: ben)
            await #expect(throws: NotFound(kind: "opportunity")) {
                try await world.set("yes", .yesNo, of: sale, as: world.access(world.cleo, after: 30))
            }
            await #expect(throws: NotAllowed(.edit, .settings)) {
                try await world.store.write(ben) { _ = try $0.addField(FieldWorld.field(.text, .account)) }
            }
        }
    }

    @Test(arguments: Engine.available) func `is not told in histories to those who may not see it`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.addFields()
            let sale = try await world.make("Sale", owner: world.ben).id
            let (text, number) = (FieldWorld.field(.text).key, FieldWorld.field(.number).key)
            try await world.set("secret", .text, of: sale)
            try await world.set("7", .number, of: sale)
            func told(_ access: Access) async throws -> [Set<String>] {
                try await world.store.read(access) { db in
                    let journal = try db.journal(of: .opportunity(sale)).entries.compactMap { entry in
                        if case .change(let change, _) = entry.content { change } else { nil }
                    }
                    let all = [try db.history(of: sale), journal]
                    return all.map { Set($0.flatMap(\.fields).map(\.name).filter { $0.hasPrefix("field-") }) }
                }
            }
            let ben = world.access(world.ben, after: 30)
            #expect(try await told(ben) == [[text, number], [text, number]])
            try await world.store.write(world.asOperator(1)) { db in
                try db.editField(FieldWorld.field(.text).id, version: 1) { $0.seenBy = [.manager] }
            }
            #expect(try await told(ben) == [[number], [number]])
            #expect(try await told(world.asOperator(31)) == [[text, number], [text, number]])
            try await world.store.read(world.asOperator(32)) { db in
                let entries = try db.history(HistoryFilter(kind: "field"), limit: 100)
                #expect(!entries.isEmpty && entries.allSatisfy { !$0.fields.isEmpty })
            }
        }
    }

    @Test(arguments: Engine.available) func `is retired with its values, renamed and moved`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.addFields()
            let sale = try await world.make("Sale", owner: world.ben).id
            try await world.set("kept", .text, of: sale)
            let (text, number) = (FieldWorld.field(.text), FieldWorld.field(.number))
            try await world.store.write(world.asOperator(1)) { db in
                try db.moveField(number.id, up: true, version: 1)
                #expect(try db.fieldDefinitions(.opportunity).first?.id == number.id)
                try db.editField(text.id, version: 1) { $0.isRetired = true }
                #expect(throws: ChangedMeanwhile()) { try db.editField(text.id, version: 1) { $0.help = "x" } }
                #expect(throws: FieldError.nameTaken("my NUMBER")) {
                    try db.editField(FieldWorld.field(.day).id, version: 1) {
                        $0.name = FieldName([.english: "my NUMBER"])
                    }
                }
            }
            await #expect(throws: NotFound(kind: "field")) { try await world.set("x", .text, of: sale) }
            try await world.store.write(world.asOperator(2)) { db in
                try db.editField(text.id, version: 2) { $0.isRetired = false }
                #expect(try db.fields(of: sale.erased, .opportunity)[text.id] == .text("kept"))
                #expect(try db.fieldUse()[text.id] == 1)
            }
        }
    }

    @Test(arguments: Engine.available) func `filters and orders a list`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.addFields()
            var sales: [Identifier<Opportunity>] = []
            for name in ["A", "B", "C", "D"] { sales.append(try await world.make(name, owner: world.ben).id) }
            for (index, number) in ["2.5", "-1", "10"].enumerated() {
                try await world.set(number, .number, of: sales[index])
            }
            try await world.set("option 2", .choice, of: sales[0])
            try await world.set("option 1", .choice, of: sales[3])
            try await world.set("100% 云", .text, of: sales[1])
            try await world.set("yes", .yesNo, of: sales[2])
            try await world.set("2026-03-01", .day, of: sales[3])
            try await world.set("5", .money, of: sales[0])
            func filter(_ type: FieldType, _ end: String, _ value: String) throws -> OpportunityFilter {
                try OpportunityFilter(query: [QueryItem(FieldWorld.field(type).key + end, value)])
            }
            #expect(try await world.names(filter(.number, "From", "0")) == ["A", "C"])
            #expect(try await world.names(filter(.number, "To", "2.5")) == ["A", "B"])
            #expect(try await world.names(filter(.text, "", "0% 雲")) == ["B"])
            #expect(try await world.names(filter(.text, "", "_")) == [])
            #expect(try await world.names(filter(.yesNo, "", "yes")) == ["C"])
            #expect(try await world.names(filter(.day, "From", "2026-03-01")) == ["D"])
            #expect(try await world.names(filter(.money, "To", "500")) == ["A"])
            #expect(try await world.names(filter(.choice, "", "\(FieldWorld.field(.choice).options[1].id)")) == ["A"])
            for type in [FieldType.number, .money, .day] {
                let misspelt = try filter(type, "", "5")
                await #expect(throws: FilterError.self) { try await world.names(misspelt) }
            }
            for access in [world.asOperator(10), world.access(world.ben, after: 10)] {
                func ordered(_ type: FieldType, _ isDescending: Bool) async throws -> [String] {
                    let order = try #require(
                        ListOrder<OpportunityKey>(field: FieldWorld.field(type).id, descending: isDescending)
                    )
                    #expect(ListOrder<OpportunityKey>(order.description) == order)
                    return try await world.names(OpportunityFilter(), by: order, as: access)
                }
                #expect(try await ordered(.number, false) == ["B", "A", "C", "D"])
                #expect(try await ordered(.number, true).prefix(3) == ["C", "A", "B"])
                #expect(try await ordered(.choice, false).prefix(2) == ["D", "A"])
                #expect(try await ordered(.choice, true).prefix(2) == ["A", "D"])
                #expect(try await ordered(.day, false).first == "D")
                #expect(try await ordered(.money, false).first == "A")
                #expect(try await ordered(.text, true).first == "B")
            }
        }
    }

    @Test(arguments: Engine.available) func `is walked page by page`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.addFields()
            for number in 0..<7 {
                let sale = try await world.make("\(number)", owner: world.ben).id
                if number % 2 == 0 { try await world.set("\(number / 4)", .number, of: sale) }
            }
            try await world.store.read(world.asOperator(30)) { db in
                let order = try #require(ListOrder<OpportunityKey>(field: FieldWorld.field(.number).id))
                var (names, position): ([String], ListPosition) = ([], .start)
                while true {
                    let page = try db.opportunities(OpportunityFilter(), by: order, at: position, limit: 2)
                    names += page.rows.map(\.opportunity.name)
                    guard let next = page.next else { break }
                    position = .after(next)
                }
                #expect(names == ["0", "2", "4", "6", "1", "3", "5"])
            }
        }
    }

    @Test(arguments: Engine.available) func `goes along when accounts are merged, and back`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.addFields(.account)
            let (text, number) = (FieldWorld.field(.text, .account).id, FieldWorld.field(.number, .account).id)
            let (own, theirs) = (FieldValue.text("own"), FieldValue.number(FieldNumber(millionths: 7)))
            try await world.store.write(world.asOperator(1)) { db in
                try db.setFields([text: own], of: world.acme.id.erased, .account)
                try db.setFields([text: .text("lost"), number: theirs], of: world.globex.id.erased, .account)
                let merge = try db.merge(NewMerge((world.globex.id, 2), into: (world.acme.id, 2)))
                #expect(try db.fields(of: world.acme.id.erased, .account) == [text: own, number: theirs])
                try db.undo(merge.id)
                #expect(try db.fields(of: world.acme.id.erased, .account) == [text: own])
                #expect(try db.fields(of: world.globex.id.erased, .account) == [text: .text("lost"), number: theirs])
            }
        }
    }

    @Test(arguments: Engine.available) func `is taken by a merge where somebody chose it, and given back`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            try await world.addFields(.account)
            let (text, day, link) = (
                FieldWorld.field(.text, .account), FieldWorld.field(.day, .account), FieldWorld.field(.link, .account)
            )
            let days = try ["2026-01-01", "2026-02-02"].map { FieldValue.day(try #require(Day($0))) }
            let own: RecordFields = [text.id: .text("own"), day.id: days[0]]
            let theirs: RecordFields = [text.id: .text("theirs"), day.id: days[1], link.id: .link("https://a.example")]
            try await world.store.write(world.asOperator(1)) { db in
                try db.setFields(own.mapValues { $0 }, of: world.acme.id.erased, .account)
                try db.setFields(theirs.mapValues { $0 }, of: world.globex.id.erased, .account)
                var new = NewMerge((world.globex.id, 2), into: (world.acme.id, 2))
                new.taken = [text.key, day.key]
                let merge = try db.merge(new)
                #expect(try db.fields(of: world.acme.id.erased, .account) == theirs)
                let edited = FieldValue.day(try #require(Day("2026-03-03")))
                try db.setFields([day.id: edited], of: world.acme.id.erased, .account)
                try db.undo(merge.id)
                // What somebody edited since stays.
                let left: RecordFields = [text.id: .text("own"), day.id: edited]
                #expect(try db.fields(of: world.acme.id.erased, .account) == left)
                #expect(try db.fields(of: world.globex.id.erased, .account) == theirs)
            }
        }
    }

    @Test(arguments: Engine.available) func `is not chosen in a merge by who may not edit it`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.addFields(.account)
            let text = FieldWorld.field(.text, .account)
            try await world.store.write(world.asOperator(1)) { db in
                try db.editField(text.id, version: 1) { $0.editedBy = [] }
                for (account, value) in [(world.acme, "own"), (world.globex, "theirs")] {
                    try db.setFields([text.id: .text(value)], of: account.id.erased, .account)
                }
            }
            let manager = world.access(world.ana, after: 2)
            let new = NewMerge((world.globex.id, 2), into: (world.acme.id, 2))
            await #expect(throws: MergeError.unknownField(text.key)) {
                try await world.store.write(manager) { db in
                    var chosen = new
                    chosen.taken = [text.key]
                    try db.merge(chosen)
                }
            }
            try await world.store.write(manager) { db in _ = try db.merge(new) }
            let kept = try await world.store.read(manager) { try $0.fields(of: world.acme.id.erased, .account) }
            #expect(kept == [text.id: .text("own")])
        }
    }
}
