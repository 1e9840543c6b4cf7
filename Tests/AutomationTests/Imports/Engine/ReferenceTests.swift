import Foundation
import Sales
import Storage
import TestSupport
import Testing

@testable import Automation

private let accountTree = """
    {"kind": "accounts", "key": "Id", "accounts": {"match": "key", "make": true},
     "fields": {"name": "Name", "parent": "Parent", "industry": "Industry", "employees": "Size", "phone": "Phone"}}
    """

@Suite struct `What rows refer to` {
    @Test(arguments: Engine.available)
    func `is made where the mapping says so, once`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            try await world.take(deals, dealRows.replacing("Cleo,Globex", with: "CLEO, globex "))
            #expect(try await world.accounts().map(\.name) == ["Acme", "Globex"])
            let deal = try #require(try await world.opportunity("5"))
            #expect(try await world.account("Globex")?.id == deal.accountID)
        }
    }

    @Test(arguments: Engine.available)
    func `and is not there fails the row`(_ engine: Engine) async throws {
        let strict = deals.replacing(#""accounts": {"make": true}, "#, with: "")
        try await engine.withImports { world in
            let customers = strict.replacing(#""account": "Account""#, with: #""account": "Customer""#)
            let rows = dealRows.replacing("Rep,Account", with: "Rep,Customer")
            let report = try await world.take(customers, rows)
            #expect(report.accounting == ImportAccounting(created: 1, failed: 4))
            #expect(Set(report.failures.map(\.column)) == ["Customer"])
            #expect(report.failures.map(\.value) == ["Acme", "Acme", "Globex", "Globex"])
            #expect(report.failures[0].sentence.hasPrefix("There is no account named that; import it first"))
        }
    }

    @Test(arguments: Engine.available)
    func `by a key that is not there fails the row`(_ engine: Engine) async throws {
        let byKey = deals.replacing(#""accounts": {"make": true}"#, with: #""accounts": {"match": "key"}"#)
        try await engine.withImports { world in
            let report = try await world.take(byKey, dealRows)
            #expect(report.failures[0].sentence.hasPrefix("There is no account with this key; import it first"))
        }
    }

    @Test(arguments: Engine.available)
    func `and is there twice fails the row`(_ engine: Engine) async throws {
        let accounts = #"{"kind": "accounts", "key": "Id", "fields": {"name": "Name"}}"#
        try await engine.withImports { world in
            try await world.take(accounts, "Id,Name\n1,Acme\n2,ACME\n")
            let report = try await world.take(deals, dealRows, at: 1)
            #expect(report.accounting == ImportAccounting(created: 3, failed: 2))
            #expect(report.failures[0].sentence == "There are several accounts named that; match them by key.")
        }
    }

    @Test(arguments: Engine.available)
    func `and was made by name is adopted by its own system's row with a key`(_ engine: Engine) async throws {
        let accounts = #"{"kind": "accounts", "key": "Id", "fields": {"name": "Name", "industry": "Industry"}}"#
        try await engine.withImports { world in
            try await world.take(deals, dealRows)
            let made = try #require(try await world.account("Acme"))
            let rows = "Id,Name,Industry\n1,ACME,retail\n2,Acme,steel\n3,Globex,oil\n"
            let report = try await world.take(accounts, rows, at: 1)
            #expect(report.accounting == ImportAccounting(created: 1, updated: 2))
            let adopted = try #require(try await world.accounts().first { $0.externalKey == "1" })
            #expect(adopted.id == made.id && adopted.name == "ACME" && adopted.industry == "retail")
            #expect(try await world.take(accounts, rows, at: 2, again: true).accounting == ImportAccounting(skipped: 3))
            #expect(try await world.opportunity("1")?.accountID == made.id)
            try await world.undo(report, at: 3)
            let restored = try await world.accounts()
            #expect(restored.map(\.name) == ["Acme", "Globex"] && restored.allSatisfy { $0.externalKey == nil })
            #expect(try await world.problems().isEmpty)
        }
    }

    @Test(arguments: Engine.available, [1, 2, 100])
    func `may come later in the file`(_ engine: Engine, _ batch: Int) async throws {
        try await engine.withImports { world in
            let rows = "Id,Name,Parent,Industry,Size,Phone\nc,Child,p,,,\np,Parent,g,retail,7,\ng,Grand,,,9,\n"
            var job = try world.job(accountTree, rows)
            job.batchSize = batch
            #expect(try await job.run().accounting == ImportAccounting(created: 3))
            let accounts = try await world.accounts()
            #expect(accounts.map(\.name) == ["Child", "Grand", "Parent"])
            #expect(accounts[0].parentID == accounts[2].id && accounts[2].parentID == accounts[1].id)
            #expect(accounts[2].industry == "retail" && accounts[1].employees == 9)
            #expect(try await world.problems().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `in a circle fails the row that closes it`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let rows = "Id,Name,Parent,Industry,Size,Phone\na,A,b,,,\nb,B,c,,,\nc,C,a,,,\nd,D,d,,,\n"
            let report = try await world.take(accountTree, rows)
            #expect(report.failures.map(\.row) == [4, 5])
            #expect(report.accounting.failed == 2)
            let accounts = try await world.accounts()
            #expect(accounts.first { $0.externalKey == "c" }?.parentID == nil)
            #expect(try await world.problems().isEmpty)
        }
    }
}

@Suite struct `A record that is there` {
    private let first = "Id,Name,Parent,Industry,Size,Phone\n1,Acme,,retail,0,555\n"

    private func mapping(_ more: String) -> String {
        "{\"kind\": \"accounts\", \"key\": \"Id\", \(more) \"fields\": {\"name\": \"Name\", \"employees\": \"Size\"}}"
    }

    private func world(
        _ engine: Engine,
        _ more: String,
        _ rows: String,
        _ body: (ImportWorld, ImportReport) async throws -> Void
    ) async throws {
        try await engine.withImports { world in
            try await world.take(accountTree, first)
            try await body(world, try await world.take(mapping(more), "Id,Name,Size\n\(rows)\n", at: 1))
        }
    }

    @Test(arguments: Engine.available)
    func `keeps what the mapping does not name, and where 0 is 0 and blank is none`(_ engine: Engine) async throws {
        try await world(engine, "", "1,Acme,\n2,New,") { world, report in
            #expect(report.accounting == ImportAccounting(created: 1, skipped: 1))
            let acme = try #require(try await world.account("Acme"))
            #expect(acme.employees == 0 && acme.industry == "retail" && acme.phone == "555")
            #expect(try await world.account("New")?.employees == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `is cleared where a blank cell says so`(_ engine: Engine) async throws {
        try await world(engine, #""blank": "clear","#, "1,Acme,") { world, report in
            #expect(report.accounting == ImportAccounting(updated: 1))
            let acme = try #require(try await world.account("Acme"))
            #expect(acme.employees == nil && acme.industry == "retail")
        }
    }

    @Test(arguments: Engine.available)
    func `is left alone by skip`(_ engine: Engine) async throws {
        try await world(engine, #""existing": "skip","#, "1,Other,5\n2,New,6\n2,Newer,7") { world, report in
            #expect(report.accounting == ImportAccounting(created: 1, skipped: 2))
            let accounts = try await world.accounts()
            #expect(accounts.map { "\($0.name) \($0.employees ?? -1)" } == ["Acme 0", "New 6"])
        }
    }

    @Test(arguments: Engine.available)
    func `gets a twin by create`(_ engine: Engine) async throws {
        try await world(engine, #""existing": "create","#, "1,Acme,5") { world, report in
            #expect(report.accounting == ImportAccounting(created: 1))
            let accounts = try await world.accounts()
            #expect(accounts.map(\.name) == ["Acme", "Acme"])
        }
    }

    @Test(arguments: Engine.available)
    func `that failed stands in a file that can be corrected and imported`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let job = try world.job(
                deals,
                dealRows.replacing("300.50", with: "3OO.50").replacing("Two,Lost", with: "Two,Gone")
            )
            let report = try await job.run()
            #expect(report.accounting == ImportAccounting(created: 3, failed: 2))
            let path = try world.write([], as: "errors.csv")
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try await job.writeErrorFile(of: report.run) { try handle.write(contentsOf: $0) }
            try handle.close()
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("3OO.50") && text.contains("Gone"))
            let corrected = text.replacing(",3OO.50,Ana", with: ",300.50,Ana").replacing("Two,Gone", with: "Two,Lost")
            let second = try await world.take(deals, corrected, at: 1)
            #expect(second.accounting == ImportAccounting(created: 2))
            #expect(try await world.opportunity("3")?.values.amount?.minor == 30_050)
            #expect(try await world.opportunity("2")?.values.amount?.minor == 0)
        }
    }
}
