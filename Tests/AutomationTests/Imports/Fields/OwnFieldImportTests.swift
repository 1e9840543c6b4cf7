import Foundation
import Sales
import Storage
import TestSupport
import Testing

@testable import Automation

/// Fields of each type on one kind of records, with names in three languages.
private struct OwnFieldSet {
    let holder: FieldHolder
    let all: [FieldDefinition]

    init(_ holder: FieldHolder) {
        self.holder = holder
        all = FieldType.allCases.enumerated().map { place, type in
            FieldDefinition(
                id: Identifier(high: 50, low: UInt64(place)),
                holder: holder,
                type: type,
                name: FieldName([
                    .english: "My \(type)", .simplifiedChinese: "我的\(place)", .traditionalChinese: "敝\(place)",
                ]),
                options: type.hasOptions
                    ? ["Gold", "Silver", "Oil, gas"].enumerated().map { index, name in
                        FieldOption(
                            id: Identifier(high: 51 + UInt64(place), low: UInt64(index)),
                            name: FieldName([.english: name, .simplifiedChinese: "选\(index)"])
                        )
                    } : []
            )
        }
    }

    typealias FieldType = Sales.FieldType

    subscript(type: FieldType) -> FieldDefinition { all[FieldType.allCases.firstIndex(of: type) ?? 0] }

    /// The mapping of a file whose columns are called as the fields are in English, behind a key and a name.
    var mapping: String {
        let own = all.map { "\"\($0.key)\": \"My \($0.type)\"" }.joined(separator: ", ")
        let pipeline =
            holder == .opportunity
            ? ", \"pipeline\": {\"name\": \"Sales\", \"stages\": [{\"name\": \"New\", \"kind\": \"open\"}]}" : ""
        return """
            {"kind": "\(holder.rawValue == "opportunity" ? "opportunities" : "\(holder.rawValue)s")", "key": "id",
             "blank": "clear", "fields": {"name": "name", \(own)}\(pipeline)}
            """
    }

    static let header = "id,name," + FieldType.allCases.map { "My \($0)" }.joined(separator: ",") + "\n"
    static let filled = "1,A,'=1+1,\"1.234,5\",\"99,50\",31.12.2026,是,silver,\"Gold，Silver\",https://a.example/?b=1,\n"
}

extension ImportWorld {
    fileprivate func add(_ fields: OwnFieldSet) async throws {
        try await store.write(access()) { db in for field in fields.all { try db.addField(field) } }
    }

    fileprivate func values(_ fields: OwnFieldSet) async throws -> [String: RecordFields] {
        try await store.read(access(at: 9)) { db in
            let records: [(String, Identifier<AnyRecord>)] =
                switch fields.holder {
                case .account: try db.accounts(limit: 100).map { ($0.name, $0.id.erased) }
                case .contact:
                    try db.contacts(ContactFilter(), by: ListOrder(.name)).rows.map {
                        ($0.record.name, $0.record.id.erased)
                    }
                case .opportunity: try db.opportunities(limit: 100).map { ($0.name, $0.id.erased) }
                }
            let values = try db.fieldValues(of: records.map(\.1), fields.all)
            return Dictionary(uniqueKeysWithValues: records.map { ($0.0, values[$0.1] ?? [:]) })
        }
    }
}

@Suite struct `Own fields of a file` {
    @Test(arguments: Engine.available, FieldHolder.allCases)
    func `are read by their types and taken back by an undo`(_ engine: Engine, _ holder: FieldHolder) async throws {
        try await engine.withImports { world in
            let fields = OwnFieldSet(holder)
            try await world.add(fields)
            let first = try await world.take(fields.mapping, OwnFieldSet.header + OwnFieldSet.filled)
            #expect(first.accounting.created == 1 && first.failures.isEmpty, "\(first.failures)")
            let gold = fields[.choices].options.map(\.id)
            let expected: RecordFields = [
                fields[.text].id: .text("=1+1"), fields[.number].id: .number(FieldNumber(millionths: 1_234_500_000)),
                fields[.money].id: .money(Amount(minor: 9950, currency: .usDollar)),
                fields[.day].id: .day(try #require(Day("2026-12-31"))), fields[.yesNo].id: .yesNo(true),
                fields[.choice].id: .choices([fields[.choice].options[1].id]),
                fields[.choices].id: .choices([gold[0], gold[1]]), fields[.link].id: .link("https://a.example/?b=1"),
            ]
            #expect(try await world.values(fields)["A"] == expected)
            // Blank clears; what is the same changes nothing.
            let second = try await world.take(
                fields.mapping,
                OwnFieldSet.header + "1,A,other,\"1.234,5\",,31.12.2026,是,silver,选1;Gold,https://a.example/?b=1,\n",
                at: 2
            )
            #expect(second.accounting.updated == 1 && second.accounting.skipped == 0, "\(second.accounting)")
            var changed = expected
            changed[fields[.text].id] = .text("other")
            changed[fields[.money].id] = nil
            #expect(try await world.values(fields)["A"] == changed)
            let third = try await world.take(
                fields.mapping,
                OwnFieldSet.header
                    + "1,A,other,\"1.234,5\",,31.12.2026,yes,silver,Gold、Silver,https://a.example/?b=1,\n",
                at: 3
            )
            #expect(third.accounting.skipped == 1)
            try await world.undo(second, at: 4)
            #expect(try await world.values(fields)["A"] == expected)
            try await world.undo(first, at: 5)
            #expect(try await world.values(fields)["A"] == nil)
            #expect(try await world.problems() == [])
        }
    }

    @Test(arguments: Engine.available) func `fail a row whose value is none, with its column`(_ engine: Engine)
        async throws
    {
        try await engine.withImports { world in
            let fields = OwnFieldSet(.account)
            try await world.add(fields)
            let rows = ["1,A,,x,,,,,,,\n", "2,B,,,,2026-02-30,,,,,\n", "3,C,,,,,,\"Gold, Silver\",,,\n"]
            let more = ["4,D,,,,,,,Lead,,\n", "5,E,,,,,,,,ftp://a,\n", "6,F,,,,,,,,,Nobody\n", "7,G,,,,,maybe,,,,\n"]
            let good = "8,H,,,,,,,\"Oil, gas;Gold\",,\n"
            let report = try await world.take(
                fields.mapping,
                OwnFieldSet.header + (rows + more).joined() + good
            )
            #expect(report.accounting.failed == 7 && report.accounting.created == 1)
            #expect(
                report.failures.map(\.column)
                    == ["My number", "My day", "My choice", "My choices", "My link", "My member", "My yesNo"]
            )
            let options = fields[.choices].options.map(\.id)
            #expect(try await world.values(fields) == ["H": [fields[.choices].id: .choices([options[0], options[2]])]])
        }
    }

    @Test(arguments: Language.allCases) func `are known by their names in any language`(_ language: Language) {
        let fields = OwnFieldSet(.account)
        let columns = ["name"] + fields.all.map { $0.name.shown(in: language) }
        let found = ColumnSuggestion.fields(.accounts, columns, own: fields.all)
        #expect(found == ["name"] + fields.all.map(\.key))
    }

    @Test(arguments: Engine.available) func `come back from an export as they were`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let fields = OwnFieldSet(.account)
            try await world.add(fields)
            let euros = "2,B,\"a;b\",-0.000001,EUR 12.50,,no,,\"Oil, gas\",,\n"
            try await world.take(fields.mapping, OwnFieldSet.header + OwnFieldSet.filled)
            try await world.take(fields.mapping, OwnFieldSet.header + euros, at: 1)
            let before = try await world.values(fields)
            #expect(before["B"]?.count == 5)
            var export = ListExport(.accounts(AccountFilter()), world.store, world.access(at: 2))
            (export.fields, export.language) = (fields.all, .simplifiedChinese)
            let file = Bytes()
            try await export.writeCSV { file.bytes += $0 }
            try await world.store.write(world.access(at: 3)) { db in
                for account in try db.accounts(limit: 10) {
                    let none = Dictionary(uniqueKeysWithValues: fields.all.map { ($0.id, FieldValue?.none) })
                    try db.setFields(none, of: account.id.erased, .account)
                }
            }
            #expect(try await world.values(fields) == ["A": [:], "B": [:]])
            let path = try world.write(file.bytes, as: "export.csv")
            let columns = try TableGlance(path: path, format: TableFormat()).columns
            let choices = ColumnSuggestion.choices(.accounts, columns, own: fields.all)
            let report = try await world.job(choices.mappingText, path: path, at: 4).run()
            #expect(report.accounting.updated == 2, "\(report.failures)")
            #expect(try await world.values(fields) == before)
        }
    }
}

private final class Bytes: @unchecked Sendable {
    var bytes: [UInt8] = []
}
