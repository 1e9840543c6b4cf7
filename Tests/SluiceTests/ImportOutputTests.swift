import Foundation
import TestSupport
import Testing

@Suite struct `What an import says` {
    private let command = ["import", "opportunities", "deals.csv", "--mapping", "deals.json"]

    /// Rows of which the last so many name a stage that is not there.
    private func rows(good: Int, bad: Int) -> String {
        header + (0..<good + bad).map { "\($0),A,\($0 < good ? "Lead" : "Nowhere"),2026-01-20,1,Acme\n" }.joined()
    }

    @Test func `lists twenty failed rows, how many more there are, and where`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("deals.csv", rows(good: 1, bad: 23))
            let dry = try await program.run(command + ["--dry-run"])
            #expect(dry.output.contains("… and 3 more failed rows: without --dry-run"), "\(dry.output)")
            let report = try await program.run(command)
            #expect(report.output.contains("… and 3 more failed rows: see deals.csv.errors.csv."), "\(report.output)")
            #expect(report.output.contains(#"failed: row 3, "Stage" is "Nowhere": The pipeline has no stage"#))
            let json = try await program.run(command + ["--json"])
            #expect(json.output.contains(#""failed":23"#) && json.output.contains(#""failuresNotListed":3"#))
        }
    }

    @Test func `has one line for many notes that say the same`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("deals.csv", rows(good: 30, bad: 0).replacing("29,A,Lead", with: "29,A,Won"))
            let report = try await program.run(command + ["--currency", "CNY"])
            let line = "  note: 30 rows (2, 3, 4, 5, 6, …): The amount is in EUR, the workspace counts in CNY; "
            #expect(report.output.contains(line), "\(report.output)\(report.errors)")
            #expect(report.output.split(separator: "\n").count == 2)
            // Each once, those that are won too.
            let other = "not in the sums, since their currency is not CNY: 30"
            #expect(try await program.run("funnel").output.contains(other))
        }
    }

    @Test func `into an empty database says what workspace to make, and refuses to change one`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("deals.csv", rows(good: 1, bad: 0))
            let new = ["--currency", "cny", "--time-zone", "Asia/Shanghai", "--language", "zh-Hant"]
            let made = try await program.run(command + new + ["--workspace", "Nordwind"])
            #expect(made.code == 0, "\(made.errors)")
            #expect(try await program.run("workspace", "list").output.contains("Nordwind\tCNY\tAsia/Shanghai\tzh-Hant"))
            let refused = try await program.run(command + new)
            #expect(refused.code == 1, "\(refused.output)")
            #expect(refused.errors.contains("The workspace Nordwind is there already"), "\(refused.errors)")
            #expect(refused.errors.contains("Leave out --currency and --time-zone and --language"))
        }
    }

    @Test(arguments: [("RMB", "Did you mean CNY?"), ("QQQ", "EUR, USD or CNY")])
    func `takes only currencies of ISO 4217:`(_ code: String, _ hint: String) async throws {
        try await withProgram { program in
            let workspace = ["workspace", "create", "--name", "A", "--time-zone", "UTC", "--currency", code]
            for asked in [workspace, command + ["--currency", code]] {
                let result = try await program.run(asked)
                #expect(result.code == 64 && result.errors.contains(hint), "\(result.errors)")
            }
        }
    }
}
