import Foundation
import TestSupport
import Testing

@Suite struct `Bad input` {
    /// A file, and what the one sentence about it must contain.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var mapping = deals
        var code: Int32 = 1
        var says: [String]
        var testDescription: String { name }

        init(_ name: String, _ text: String, mapping: String = deals, code: Int32 = 1, says: String...) {
            self.name = name
            bytes = Array(text.utf8)
            self.mapping = mapping
            self.code = code
            self.says = says
        }
    }

    private static let files = [
        Case("a quotation mark that is never closed", header + good + "2,\"Two,Lead\n", says: "3"),
        Case("a NUL byte", header + good + "2,T\u{0}o,Lead,,,\n", says: "3"),
        Case("a row over 1 MB", header + good + "2,\(String(repeating: "x", count: 1_100_000)),Lead,,,\n", says: "3"),
        Case("5,000 columns", (1...5000).map { "c\($0)" }.joined(separator: ",") + "\n1\n", says: "4,096"),
        Case("absent columns", "No,Name\n1,One\n", says: "no column", "Stage"),
        Case("an empty file", "", says: "."),
        Case(
            "an unknown stage in the mapping",
            header + good,
            mapping: deals.replacing(#""key": "No","#, with: #""key": "No", "openedIn": "Leed","#),
            says: "Leed",
            "Lead"
        ),
        Case(
            "an unknown key in the mapping",
            header + good,
            mapping: deals.replacing("\"key\"", with: "\"kee\""),
            says: "kee"
        ),
        Case("a mapping that is no JSON", header + good, mapping: "{", says: "not JSON"),
    ]

    private static let cells = [
        ("2026-02-30", "2,Two,Lead,2026-02-30,1,Acme"), ("(500x)", "2,Two,Lead,2026-02-03,(500x),Acme"),
        ("NaN", "2,Two,Lead,2026-02-03,NaN,Acme"), ("1.2.3", "2,Two,Lead,2026-02-03,1.2.3,Acme"),
        ("Nowhere", "2,Two,Nowhere,2026-02-03,1,Acme"),
    ]

    @Test(arguments: files)
    func `ends in one clear sentence:`(_ one: Case) async throws {
        try await withProgram { program in
            try program.write("deals.json", one.mapping)
            try program.write("bad.csv", one.bytes)
            try await program.run("migrate")
            let result = try await program.run("import", "opportunities", "bad.csv", "--mapping", "deals.json")
            #expect(result.code == one.code)
            let lines = result.errors.split(separator: "\n").filter { !$0.hasPrefix("Made the workspace") }
            #expect(lines.count == 1, "\(result.errors)")
            for text in one.says { #expect(result.errors.contains(text), "\(result.errors)") }
            try await program.expectSound()
        }
    }

    @Test(arguments: cells)
    func `in a cell fails its row alone, and names it:`(_ value: String, _ row: String) async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("bad.csv", header + good + row + "\n")
            let result = try await program.run("import", "opportunities", "bad.csv", "--mapping", "deals.json")
            #expect(result.code == 2)
            #expect(result.output.contains("1 created") && result.output.contains("failed: row 3"))
            #expect(result.output.contains("\"\(value)\""), "\(result.output)")
            try await program.expectSound()
        }
    }

    @Test func `that can be read is read: 1.234,56 and (500) and １２３`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            let rows = ["1.234,56", "(500)", "１２３"].enumerated().map { "\($0),A,Lead,2026-02-03,\"\($1)\",Acme\n" }
            try program.write("odd.csv", header + rows.joined())
            let result = try await program.run("import", "opportunities", "odd.csv", "--mapping", "deals.json")
            #expect(result.code == 0 && result.output.contains("3 created"), "\(result.output)\(result.errors)")
        }
    }

    @Test func `in another encoding than the stated one names the row`() async throws {
        try await withProgram { program in
            try program.write(
                "deals.json",
                deals.replacing(#""key": "No","#, with: #""key": "No", "format": {"encoding": "utf-8"},"#)
            )
            try program.write("bad.csv", Array((header + good).utf8) + [0x32, 0x2C, 0xC3, 0x28, 0x0A])
            let result = try await program.run("import", "opportunities", "bad.csv", "--mapping", "deals.json")
            #expect(result.code == 1 && result.errors.contains("3"), "\(result.errors)")
        }
    }

    @Test func `such as a folder or an absent file is told as what it is`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            for file in ["absent.csv", "."] {
                let result = try await program.run("import", "opportunities", file, "--mapping", "deals.json")
                #expect(result.code == 1)
                #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
            }
            try program.write("good.csv", header + good)
            let result = try await program.run("import", "opportunities", "good.csv", "--mapping", "absent.json")
            #expect(result.code == 1 && result.errors.contains("no such file"), "\(result.errors)")
        }
    }
}
