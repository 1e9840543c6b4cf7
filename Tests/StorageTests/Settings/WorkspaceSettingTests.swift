import Sales
import Storage
import TestSupport
import Testing

@Suite struct `The workspace's settings` {
    private func setting(_ world: NamedWorld, _ change: (inout WorkspaceSetting) -> Void) async throws
        -> WorkspaceSetting
    {
        var setting = try await world.store.read(world.asOperator()) { try $0.workspaceSetting().setting }
        change(&setting)
        return setting
    }

    @Test(arguments: Engine.available) func `are changed once by version, and told`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let changed = try await setting(world) {
                ($0.name, $0.timeZone, $0.language, $0.currency) = ("Acme", "Asia/Shanghai", .simplifiedChinese, .yuan)
            }
            try await world.store.write(world.asOperator(1)) { try $0.edit(changed, version: 1) }
            let stored = try await world.store.workspace(named: "acme")
            #expect([stored.timeZone, stored.currency.code] == ["Asia/Shanghai", "CNY"])
            await #expect(throws: ChangedMeanwhile()) {
                let other = try await setting(world) { $0.name = "Other" }
                try await world.store.write(world.asOperator(2)) { try $0.edit(other, version: 1) }
            }
            let fields = try await world.store.read(world.asOperator(3)) { try $0.history(limit: 1).first?.fields }
            #expect(fields?.map(\.name) == ["currency", "language", "name", "timeZone"])
        }
    }

    @Test(arguments: Engine.available) func `keep a currency in which there are amounts`(_ engine: Engine) async throws
    {
        try await engine.withWorld { world in
            _ = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            let changed = try await setting(world) { $0.currency = .yuan }
            await #expect(throws: WorkspaceError.currencyInUse) {
                try await world.store.write(world.asOperator(1)) { try $0.edit(changed, version: 1) }
            }
        }
    }

    @Test(arguments: Engine.available) func `refuse a name or time zone that cannot be`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            _ = try await world.store.createWorkspace(
                name: "Second",
                currency: .yuan,
                timeZone: "UTC",
                language: .english,
                now: world.now
            )
            let faults: [(WorkspaceError, WorkspaceSetting)] = [
                (.nameTaken("second"), try await setting(world) { $0.name = "second" }),
                (.nameUnfit, try await setting(world) { $0.name = " " }),
                (.unknownTimeZone("Mars"), try await setting(world) { $0.timeZone = "Mars" }),
            ]
            for (fault, setting) in faults {
                await #expect(throws: fault) {
                    try await world.store.write(world.asOperator(1)) { try $0.edit(setting, version: 1) }
                }
            }
        }
    }

    @Test func `give figures their new days at once`() async throws {
        try await Engine.sqlite.withWorld { world in
            let timelines = LiveTimelines(world.store)
            let before = timelines[world.workspace]
            #expect(timelines[world.workspace] === before)
            var moved = world.workspace
            moved.timeZone = "Asia/Shanghai"
            #expect(timelines[moved] !== before)
        }
    }
}

@Suite struct `Currencies and rates` {
    @Test(arguments: Engine.available) func `are kept by day, the later entry for a day counting`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let day = try #require(Day("2026-01-01"))
            @Sendable func rate(_ units: Int64) -> ExchangeRate {
                ExchangeRate(currency: .usDollar, from: day, unitsPerBillion: units)
            }
            await #expect(throws: ExchangeRateError.unknownCurrency) {
                try await world.store.write(world.asOperator(1)) { try $0.enter(rate(1)) }
            }
            try await world.store.write(world.asOperator(1)) { try $0.addCurrency("usd") }
            for (minute, units) in [(2, 900_000_000), (3, 910_000_000)] {
                try await world.store.write(world.asOperator(Int64(minute))) { try $0.enter(rate(Int64(units))) }
            }
            try await world.store.read(world.asOperator(4)) { db in
                #expect(try db.enteredRates().map(\.rate.unitsPerBillion) == [910_000_000, 900_000_000])
                let converted = try db.exchangeRates().converted(Amount(minor: 100, currency: .usDollar), on: day)
                #expect(converted?.minor == 91)
                let entry = try #require(try db.history(HistoryFilter(kind: "exchangeRate")).first)
                #expect(entry.fields.contains(ChangedField(name: "rate", before: .text("0.9"), after: .text("0.91"))))
            }
        }
    }

    @Test(arguments: Engine.available) func `are offered until they are retired`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            for (code, fault) in [("EUR", ExchangeRateError.ownCurrency), ("ABC", .unknownCurrency)] {
                await #expect(throws: fault) {
                    try await world.store.write(world.asOperator(1)) { try $0.addCurrency(code) }
                }
            }
            try await world.store.write(world.asOperator(1)) { try $0.addCurrency("USD") }
            let used = try await world.store.read(world.asOperator(2)) { try #require(try $0.currencies().first) }
            try await world.store.write(world.asOperator(2)) { try $0.setRetired(true, used.id, version: 1) }
            await #expect(throws: ChangedMeanwhile()) {
                try await world.store.write(world.asOperator(3)) { try $0.setRetired(true, used.id, version: 1) }
            }
            try await world.store.write(world.asOperator(4)) { try $0.addCurrency("USD") }
            let again = try await world.store.read(world.asOperator(5)) { try $0.currencies() }
            #expect(again.map(\.isRetired) == [false])
        }
    }

    @Test(arguments: Engine.available) func `are found in the log by their kind`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator(1)) { try $0.addCurrency("USD") }
            let found = try await world.store.read(world.asOperator(2)) { db in
                try ["currency", "account", "process"].map { kind in
                    try db.history(HistoryFilter(kind: kind)).map { "\($0.recordKind) \($0.recordName ?? "")" }.sorted()
                }
            }
            #expect(found == [["currency "], ["account Acme", "account Globex"], ["process Sales"]])
        }
    }
}
