import Foundation
import TestSupport
import Testing

@Suite struct `The funnel's output` {
    /// Imports the rows and asks for their funnel.
    private func funnel(_ rows: [String], _ arguments: [String] = []) async throws -> Program.Result {
        var result: Program.Result?
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("deals.csv", header + rows.map { "\($0)\n" }.joined())
            let report = try await program.run("import", "opportunities", "deals.csv", "--mapping", "deals.json")
            #expect(report.code == 0, "\(report.output)\(report.errors)")
            result = try await program.run(["funnel"] + arguments)
        }
        return try #require(result)
    }

    private static let atTen = ["1,One,Lead,2026-01-20T10:00:00,100,Acme"]

    @Test(arguments: [
        ("2026-01-19", 0), ("2026-01-20", 1), ("2026-01-20T09:59", 0), ("2026-01-20T10:00", 1),
        ("2026-01-20T11:59+02:00", 0), ("2026-01-20T10:00Z", 1), ("2026-01-20 10:00:00.000", 1),
    ])
    func `of what was known takes a day or a time:`(_ known: String, _ population: Int) async throws {
        let asked = ["--clock", "recorded", "--known", known, "--format", "json"]
        let result = try await funnel(Self.atTen, asked)
        #expect(result.output.contains("\"population\":\(population)"), "\(result.output)\(result.errors)")
    }

    @Test func `takes a time without an offset in the asked time zone, and shows it so`() async throws {
        let asked = ["--clock", "recorded", "--known", "2026-07-20T12:30", "--time-zone", "Europe/Amsterdam"]
        let table = try await funnel(Self.atTen, asked)
        #expect(table.output.contains("known at 2026-07-20 12:30 (Europe/Amsterdam)"), "\(table.output)")
        let json = try await funnel(Self.atTen, asked + ["--format", "json"])
        #expect(json.output.contains(#""known":"2026-07-20T10:30:00.000Z""#))
    }

    @Test(arguments: ["2026-02-30", "2026-01-20T25:00", "2026-01-20T10", "yesterday", "2026-01-20T10:00+99:00"])
    func `says how a time is written when it is not one:`(_ text: String) async throws {
        let result = try await funnel(Self.atTen, ["--clock", "recorded", "--known", text])
        #expect(result.code == 64 && result.errors.contains("2026-03-31T14:30"), "\(result.errors)")
    }

    @Test func `heads the standing records by when they stood there`() async throws {
        #expect(try await funnel(Self.atTen).output.contains("here now"))
        for asked in [["--as-of", "2026-02-01"], ["--clock", "recorded", "--known", "2026-02-01"]] {
            let then = try await funnel(Self.atTen, asked).output
            #expect(then.contains("there then") && !then.contains("here now"))
        }
    }

    @Test(arguments: [(19, true), (20, false)])
    func `says that there is not enough of every share alike:`(_ count: Int, _ isLittle: Bool) async throws {
        let rows = (0..<count).map { "\($0),A,\($0 < 15 ? "Won" : "Lost"),2026-01-20,100,Acme" }
        let output = try await funnel(rows).output
        let lacking = output.matches(of: /not enough yet \((\d+)\/20\)/).map { Int($0.1) }
        // The win rate and the overall conversion, and of the first stage its share and its conversion.
        #expect(lacking == (isLittle ? [19, 19, 19, 19] : []), "\(output)")
    }

    @Test func `gives no cycle where each record has but one date`() async throws {
        let rows = (0..<12).map { "\($0),A,Won,2026-01-20,100,Acme" }
        try await withProgram { program in
            let closed = deals.replacing("\"created\"", with: "\"closed\"")
            try program.write("deals.json", closed)
            try program.write("deals.csv", header + rows.map { "\($0)\n" }.joined())
            _ = try await program.run("import", "opportunities", "deals.csv", "--mapping", "deals.json")
            #expect(try await program.run("funnel").output.contains("median sales cycle –"))
            #expect(try await program.run("funnel", "--format", "json").output.contains(#""median":0.0,"n":12"#))
        }
    }

    @Test(arguments: [
        ("source", "has a source."), ("team:3", "has a team."), ("account.industry", "has an account with industry."),
    ])
    func `says when there is nothing to slice by:`(_ dimension: String, _ words: String) async throws {
        let output = try await funnel(Self.atTen, ["--by", dimension]).output
        #expect(output.contains("Nothing to slice by: none of these opportunities \(words)"), "\(output)")
    }

    @Test func `says when no team is so deep`() async throws {
        try await withProgram { program in
            try await program.run("demo", "--opportunities", "40")
            let output = try await program.run("funnel", "--by", "team:9").output
            #expect(output.contains("The teams have no level 9"), "\(output)")
            #expect(!(try await program.run("funnel", "--by", "team:1").output.contains("no level")))
        }
    }

    @Test func `as CSV has a row of totals for the whole and for each group, and can be read by Excel`() async throws {
        let rows = ["1,One,Won,2026-01-20,100,Acme", "2,Two,Lead,2026-01-21,50,\"Globex, Inc\""]
        let csv = try await funnel(rows, ["--format", "csv", "--by", "account"]).output
        #expect(csv.hasPrefix("\u{FEFF}level,group,stage,kind,currency,population,open,won,lost,moved_out,win_rate"))
        let totals = csv.split(whereSeparator: \.isNewline).filter { $0.contains(",,total,") }
        #expect(totals.count == 3)
        #expect(totals[0].hasPrefix("all,,,total,EUR,2,1,1,0,0,1.0,0.5,10000,"), "\(csv)")
        #expect(totals[2].hasPrefix("group,\"Globex, Inc\",,total,EUR,1,1,0,0,0,,0.0,0,"), "\(csv)")
        #expect(csv.contains("\nall,,Won,won,EUR,,,,,,,,,,,,,1,,,,,1,,"), "\(csv)")
    }

    @Test(arguments: [
        ("en", "40 opportunities", "Look at them with"), ("zh-Hans", "商机数 40", "请用 `sluice funnel` 查看。"),
        ("zh-Hant", "商機數 40", "請用 `sluice funnel` 檢視。"),
    ])
    func `speaks the workspace's language, and the demo too:`(_ code: String, _ count: String, _ closing: String)
        async throws
    {
        try await withProgram { program in
            let demo = try await program.run("demo", "--opportunities", "40", "--language", code)
            #expect(demo.output.contains(count) && demo.output.contains(closing), "\(demo.output)")
            let funnel = try await program.run("funnel")
            #expect(funnel.output.contains(count))
            let median = ["en": "median stay", "zh-Hans": "停留时长(中位数)", "zh-Hant": "停留時間(中位數)"][code]
            #expect(funnel.output.contains(try #require(median)))
        }
    }
}
