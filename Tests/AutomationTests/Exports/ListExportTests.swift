import Foundation
import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite struct `A list as a file` {
    @Test(arguments: Engine.available) func `is for those with the right, and stands in the change log`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let ben = ListExport(.accounts(AccountFilter()), world.store, world.access(world.ben))
            await #expect(throws: NotAllowed(.export, .accounts)) { try await ben.begin(.csv) }
            let ana = ListExport(.accounts(AccountFilter()), world.store, world.access(world.ana))
            try await ana.begin(.csv)
            let counted = try await world.store.database.read { db in
                let count: Int? = try db.first("SELECT count(*) FROM changes WHERE record_kind = 'export'")
                return count
            }
            #expect(counted == 1)
        }
    }

    @Test(arguments: Engine.available) func `is the same on both engines, however many pages it has`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator()) { db in
                for number in 1...1203 {
                    try db.create(Account(id: Identifier(high: 9, low: UInt64(number)), name: "Account \(number)"))
                }
            }
            var bytes: [UInt8] = []
            let export = ListExport(.accounts(AccountFilter()), world.store, world.asOperator())
            try await export.writeCSV { bytes += $0 }
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
            #expect(lines.count == 1206 && Set(lines).count == 1206)
            #expect(
                lines[0].hasSuffix(
                    "key,name,parent,industry,region,type,size,employees,annualRevenue,currency,foundedYear,website,phone,address,registrationNumber,owner,tags"
                )
            )
        }
    }

    @Test(arguments: [
        ("=1", "'=1"), ("'x", "''x"), ("-5", "'-5"), ("@a", "'@a"), ("plain", "plain"), ("", ""), ("\tx", "'\tx"),
    ]) func `guards what a spreadsheet would calculate`(_ text: String, _ written: String) {
        #expect(ExportText.guarded(text) == written)
        #expect(String(decoding: CellText.unguarded(Array(written.utf8)[...]), as: UTF8.self) == text)
    }

    @Test func `never guards a number`() {
        let text = ExportText(.utc)
        let amount = Amount(minor: -123_405, currency: Currency("EUR")!)
        #expect(String(decoding: text.line([.amount(amount), .integer(-3)]), as: UTF8.self) == "-1234.05,-3\r\n")
        let yen = Amount(minor: 5, currency: Currency("JPY")!)
        #expect(String(decoding: text.line([.amount(yen)]), as: UTF8.self) == "5\r\n")
    }
}
