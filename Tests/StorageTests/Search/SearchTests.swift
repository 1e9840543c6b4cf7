import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Searching records` {
    @Test(arguments: Engine.available, SearchCase.all)
    func `finds any part of them`(_ engine: Engine, _ example: SearchCase) async throws {
        try await engine.withWorld { world in
            try await world.fillForSearch()
            let hits = try await world.store.read(world.asOperator()) { try $0.search(example.text) }
            #expect(hits.map(\.name) == example.names)
        }
    }

    @Test(arguments: Engine.available) func `tells kind, account and what was meant`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.fillForSearch()
            let hits = try await world.store.read(world.asOperator()) { try $0.search("雲帆", kinds: [.opportunity]) }
            let name = "云帆科技 ERP 续约"
            let match = name.startIndex..<name.index(name.startIndex, offsetBy: 2)
            #expect(
                hits == [
                    SearchHit(
                        record: .opportunity(made.renewal),
                        name: name,
                        detail: "云帆科技（上海）有限公司",
                        match: match,
                        rank: .beginning
                    )
                ]
            )
        }
    }

    @Test(arguments: Engine.available) func `gives the best first and no more than asked for`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            for name in ["Old corvus", "Corvus trading", "Corvus", "New corvus", "Corvus north"] {
                try await world.store.write(world.asOperator()) { db in
                    try db.create(Account(id: Identifier(at: world.now), name: name))
                }
            }
            for (limit, names) in [
                (9, ["Corvus", "Corvus north", "Corvus trading", "New corvus", "Old corvus"]),
                (2, ["Corvus", "Corvus north"]),
                (0, []),
            ] {
                let hits = try await world.store.read(world.asOperator()) { try $0.search("corvus", limit: limit) }
                #expect(hits.map(\.name) == names)
            }
        }
    }

    static let strange = [
        "", " ", "%", "_", "*", "\"", "'", "''; DROP TABLE accounts; --", "a\" OR \"b", "AND", "OR NOT", "NEAR(a b)",
        "a*",
        "a:b", "^a", "\\", "a\\' | b", "!a & b", "\0", "a\0b", String(repeating: "a ", count: 5000),
        String(repeating: "云", count: 10_000), "\u{202E}", "👨‍👩‍👧", "(", ")", "-a", "+", "{x}", "<->",
    ]

    @Test(arguments: Engine.available) func `is safe against any text`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.fillForSearch()
            for text in Self.strange {
                for access in [world.asOperator(), world.access(world.ben)] {
                    let hits = try await world.store.read(access) { try $0.search(text) }
                    #expect(hits.count < 10, "\(text.prefix(20))")
                }
            }
        }
    }
}

@Suite struct `A search's scope` {
    @Test(arguments: Engine.available) func `is the member's`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            for member in [world.ana, world.ben, world.cleo] {
                _ = try await world.make("Corvus of \(member.name)", owner: member)
                try await world.store.write(world.asOperator()) { db in
                    var account = Account(id: Identifier(at: world.now), name: "Corvus \(member.name)")
                    account.ownerID = member.id
                    try db.create(account)
                }
            }
            let seen: [(Member, DataScope, Set<String>)] = [
                (world.ben, .own, ["Corvus of Ben", "Corvus Ben"]),
                (world.ana, .teamAndBelow, ["Corvus of Ana", "Corvus of Ben", "Corvus Ana", "Corvus Ben"]),
            ]
            for (member, scope, names) in seen {
                let hits = try await world.store.read(world.access(member, scope: scope)) { try $0.search("corvus") }
                #expect(Set(hits.map(\.name)) == names)
            }
        }
    }

    @Test(arguments: Engine.available) func `hides an account's name from who does not see it`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator()) { db in
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.ownerID = world.cleo.id }
                var new = NewOpportunity(name: "Renewal", pipelineID: world.pipeline.id)
                (new.accountID, new.ownerID) = (world.acme.id, world.ben.id)
                _ = try db.create(new)
            }
            let hits = try await world.store.read(world.access(world.ben)) { try $0.search("renewal") }
            #expect(hits.map(\.detail) == [nil])
            let all = try await world.store.read(world.asOperator()) { try $0.search("renewal") }
            #expect(all.map(\.detail) == ["Acme"])
        }
    }

    @Test(arguments: Engine.available) func `ends at the workspace`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let other = try await world.store.createWorkspace(
                name: "Other",
                currency: world.workspace.currency,
                timeZone: "UTC",
                language: .english,
                now: world.now
            )
            let access = Access(operatorOf: other, now: world.now)
            #expect(try await world.store.read(access) { try $0.search("acme") } == [])
        }
    }

    @Test(arguments: Engine.available) func `with more records than are looked at one by one is the same`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let accounts = (1...5000).map { number in
                var account = Account(id: Identifier(high: 50, low: UInt64(number)), name: "Filler \(number)")
                account.ownerID = number.isMultiple(of: 10) ? world.cleo.id : world.ben.id
                return account
            }
            try await world.store.write(world.asOperator()) { try $0.create(accounts) }
            // Among the oldest, in the middle of a word and in two letters: only the index finds these.
            let searches = [("ller 7", 8), ("iller 17 ", 1), ("filler 42", 8), ("23", 8), ("ller 10", 0)]
            for (text, count) in searches {
                let hits = try await world.store.read(world.access(world.ben)) {
                    try $0.search(text, kinds: [.account])
                }
                if count > 0 { #expect(hits.count == 8, "\(text)") }
                #expect(hits.allSatisfy { SearchQuery(text)?.rank(of: SearchEntry(name: $0.name)) != nil })
                #expect(hits.allSatisfy { !$0.name.hasSuffix("0") }, "\(text)")
            }
        }
    }
}

/// A text and the names that it finds, accounts before contacts before opportunities.
struct SearchCase: Sendable, CustomTestStringConvertible {
    var text: String
    var names: [String]
    var testDescription: String { text }

    init(_ text: String, _ names: [String]) { (self.text, self.names) = (text, names) }

    private static let yunfan = "云帆科技（上海）有限公司"
    private static let renewal = "云帆科技 ERP 续约"

    static let all = [
        SearchCase("云帆", [yunfan, renewal]), SearchCase("云", [yunfan, renewal]), SearchCase("帆", [yunfan, renewal]),
        SearchCase("雲帆", [yunfan, renewal]), SearchCase("yfkj", [yunfan, renewal]), SearchCase("海", [yunfan]),
        SearchCase("ＥＲＰ", [renewal]), SearchCase("erp 续", [renewal]), SearchCase("rp", [renewal]),
        SearchCase("臺", ["台湾贸易"]), SearchCase("cqyh", ["重庆银行"]), SearchCase("13800138000", ["单伟"]),
        SearchCase("0013-80", ["单伟"]), SearchCase("wei@yunfan", ["单伟"]), SearchCase("sw", ["单伟"]),
        SearchCase("ACM", ["Acme"]), SearchCase("cme", ["Acme"]), SearchCase("me", ["Acme"]), SearchCase("zzz", []),
        SearchCase("91310000", [yunfan]), SearchCase("yunfan.example", [yunfan, "单伟"]),
    ]
}

extension NamedWorld {
    struct Searched: Sendable {
        var yunfan: Identifier<Account>
        var wei: Identifier<Contact>
        var renewal: Identifier<Opportunity>
    }

    /// Makes records with Chinese names.
    @discardableResult
    func fillForSearch() async throws -> Searched {
        try await store.write(asOperator()) { [self] db in
            var yunfan = Account(id: Identifier(high: 20, low: 1), name: "云帆科技（上海）有限公司")
            yunfan.registrationNumber = "91310000MA1FL0000X"
            yunfan.website = "https://www.yunfan.example/"
            try db.create(yunfan)
            try db.create(Account(id: Identifier(high: 20, low: 2), name: "台湾贸易"))
            try db.create(Account(id: Identifier(high: 20, low: 3), name: "重庆银行"))
            var wei = Contact(id: Identifier(high: 21, low: 1), name: "单伟", accountID: yunfan.id)
            (wei.phone, wei.email) = ("+86 138-0013-8000", "wei@yunfan.example")
            try db.create(wei)
            var new = NewOpportunity(name: "云帆科技 ERP 续约", pipelineID: pipeline.id)
            (new.accountID, new.ownerID) = (yunfan.id, ben.id)
            return Searched(yunfan: yunfan.id, wei: wei.id, renewal: try db.create(new).id)
        }
    }
}
