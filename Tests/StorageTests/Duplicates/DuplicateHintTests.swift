import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A duplicate hint` {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var draft: @Sendable (inout Account) -> Void
        var hints: [(String, [DuplicateKey.Reason])]
    }

    private static let yunfan = "云帆科技（上海）有限公司"
    private static let homophone = "云凡科技"

    static let cases = [
        Case(testDescription: "same name", draft: { $0.name = "雲帆科技(上海)股份有限公司" }) {
            [(yunfan, [.name, .pinyin])]
        },
        Case(testDescription: "part of a name", draft: { $0.name = "云帆科技" }) {
            [(homophone, [.pinyin]), (yunfan, [.similar])]
        },
        Case(testDescription: "slip", draft: { $0.name = "Corvus Tehnologies" }) {
            [("Corvus Technologies B.V.", [.similar])]
        },
        Case(testDescription: "phone", draft: { ($0.name, $0.phone) = ("X", "0086 21 6123 4567") }) {
            [(yunfan, [.phone])]
        },
        Case(testDescription: "register", draft: { ($0.name, $0.registrationNumber) = ("X", "9131 0000ma1fl0000x") }) {
            [(yunfan, [.registrationNumber])]
        },
        Case(testDescription: "website", draft: { ($0.name, $0.website) = ("X", "yunfan.example") }) {
            [(yunfan, [.domain])]
        },
        Case(testDescription: "nothing", draft: { $0.name = "Zephyr" }) { [] },
    ]

    @Test(arguments: Engine.available, cases.indices)
    func `says which account it may be, and why`(_ engine: Engine, _ index: Int) async throws {
        try await engine.withWorld { world in
            try await world.fillForDuplicates()
            var draft = Account(id: Identifier(high: 99, low: 1), name: "")
            Self.cases[index].draft(&draft)
            let hints = try await world.store.read(world.asOperator()) { [draft] in try $0.duplicates(of: draft) }
            #expect(hints.map { $0.record?.name } == Self.cases[index].hints.map(\.0))
            #expect(hints.map(\.reasons) == Self.cases[index].hints.map(\.1))
        }
    }

    @Test(arguments: Engine.available) func `tells of what the member may not see only that it is there`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            try await world.fillForDuplicates()
            try await world.store.write(world.asOperator()) { db in
                _ = try db.edit(Identifier<Account>(high: 20, low: 1)) { (account: inout Account) in
                    account.ownerID = world.cleo.id
                }
            }
            let draft = Account(id: Identifier(high: 99, low: 1), name: Self.yunfan)
            let hints = try await world.store.read(world.access(world.ben)) { try $0.duplicates(of: draft) }
            #expect(hints == [DuplicateHint(record: nil, reasons: [.name, .pinyin])])
        }
    }

    @Test(arguments: Engine.available) func `knows a contact by name, address and phone, and not itself`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            var eve = Contact(id: Identifier(high: 21, low: 1), name: "Eve Adams")
            (eve.email, eve.phone) = ("Eve@corvus.example", "+31 6 1234 5678")
            try await world.store.write(world.asOperator()) { [eve] in try $0.create(eve) }
            var draft = Contact(id: Identifier(high: 99, low: 1), name: "Adams, Eve")
            (draft.email, draft.phone) = ("eve@Corvus.example", "0612345678")
            for (id, count) in [(draft.id, 1), (eve.id, 0)] {
                draft.id = id
                let hints = try await world.store.read(world.asOperator()) { [draft] in try $0.duplicates(of: draft) }
                #expect(hints.count == count)
                #expect(hints.allSatisfy { $0.reasons == [.email, .name, .phone, .domain] })
            }
        }
    }

    @Test(arguments: Engine.available) func `forgets what lies in the bin`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator()) { try $0.delete(world.acme.id) }
            let draft = Account(id: Identifier(high: 99, low: 1), name: "Acme")
            #expect(try await world.store.read(world.asOperator()) { try $0.duplicates(of: draft) } == [])
        }
    }
}

extension `A duplicate hint`.Case {
    init(
        testDescription: String,
        draft: @escaping @Sendable (inout Account) -> Void,
        hints: () -> [(String, [DuplicateKey.Reason])]
    ) {
        self.init(testDescription: testDescription, draft: draft, hints: hints())
    }
}

extension NamedWorld {
    fileprivate func fillForDuplicates() async throws {
        try await store.write(asOperator()) { db in
            var yunfan = Account(id: Identifier(high: 20, low: 1), name: "云帆科技（上海）有限公司")
            (yunfan.phone, yunfan.website) = ("(021) 61234567", "https://www.yunfan.example")
            yunfan.registrationNumber = "91310000MA1FL0000X"
            try db.create(yunfan)
            try db.create(Account(id: Identifier(high: 20, low: 2), name: "云凡科技"))
            try db.create(Account(id: Identifier(high: 20, low: 3), name: "Corvus Technologies B.V."))
        }
    }
}
