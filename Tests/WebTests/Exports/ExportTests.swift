import Automation
import Foundation
import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `An export` {
    @Test func `has what the member sees, and is written down`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            _ = try await signedIn.opportunity(of: world.ben)
            _ = try await signedIn.opportunity(of: world.cleo, amount: 777_700)
            let ana = try await signedIn.signIn(world.ana)
            let answer = try await ana.get("/exports/opportunities.csv?outcome=open")
            #expect(answer.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(answer.text.hasPrefix("\u{FEFF}Record’s own key,Name,Account,Owner,Stage,Amount,"))
            #expect(answer.text.contains(",1234.56,EUR,") && !answer.text.contains("7777"))
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment; ") == true)
            #expect(
                try await ana.get("/exports/opportunities.csv?outcome=won").text.split(separator: "\r\n").count == 1
            )
            #expect(try await ana.get("/exports/opportunities.csv?nonsense=1").status == .badRequest)
            let book = try await ana.get("/exports/opportunities.xlsx")
            #expect(book.status == .ok && book.text.hasPrefix("PK"))
        }
    }

    @Test func `comes back through the import page exactly as it went`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let names = ["=SUM(A1)", "'quoted", "-1", "@home", "云帆, \"科技\"", "+86 138"]
            try await world.store.write(world.asOperator()) { db in
                for name in names {
                    try db.create(Account(id: Identifier(at: world.time(1)), name: name))
                }
            }
            let ana = try await signedIn.signIn(world.ana, as: .owner)
            for language in Language.allCases {
                try await ana.speak(language)
                let csv = try await ana.get("/exports/accounts.csv").text
                #expect(csv.contains("'=SUM(A1)") && csv.contains("''quoted") && csv.contains("'-1"))
                let path = try await ana.bring(csv, as: "accounts.csv")
                let columns = try await ana.get("\(path)?step=columns").text
                let fields = Set(TestBrowser.fields(columns).filter { $0.key.hasPrefix("column.") }.values)
                // No import writes tags yet.
                #expect(fields.subtracting([""]).count == ExportColumns.of(.accounts).count - 1, "\(fields)")
                _ = try await ana.submit(path, step: "columns", to: "columns")
                _ = try await ana.post("\(path)/runs", [:])
                _ = try await ana.ended(path)
                let accounts = try await world.store.read(world.asOperator()) { try $0.accounts(limit: 100) }
                #expect(Set(accounts.map(\.name)) == Set(names + ["Acme", "Globex"]))
                #expect(accounts.count == names.count + 2, "\(language)")
            }
        }
    }
}

@Suite struct `The titles of an export's columns` {
    @Test(arguments: Language.allCases, [RecordKind.accounts, .contacts, .opportunities])
    func `are known again by an import, in every language`(_ language: Language, _ kind: RecordKind) throws {
        let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let messages = try Messages(folder: root.appending(path: "Sources/Web/Messages"))
        let words = Words(messages: messages, language: language)
        let fields = ExportColumns.of(kind).filter { $0 != "tags" }
        let titles = fields.map { words("importFields.\($0)") }
        let importKind: ImportKind = kind == .accounts ? .accounts : kind == .contacts ? .contacts : .opportunities
        #expect(ColumnSuggestion.fields(importKind, titles).map { $0 ?? "" } == fields)
        #expect(ColumnSuggestion.kind(of: titles) == importKind)
    }
}
