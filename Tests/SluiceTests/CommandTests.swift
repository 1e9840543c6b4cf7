import Foundation
import TestSupport
import Testing

@Suite struct `The program` {
    @Test func `tells its version and what it can do`() async throws {
        try await withProgram { program in
            let version = try await program.run("--version")
            #expect(version.code == 0 && version.output.split(separator: ".").count == 3)
            let help = try await program.run("--help")
            #expect(help.code == 0)
            for word in ["demo", "import", "funnel", "serve", "doctor", "SLUICE_DATABASE"] {
                #expect(help.output.contains(word))
            }
        }
    }

    @Test func `ends an import with 0, 2, 1 or 64`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("good.csv", header + good)
            try program.write("some.csv", header + good + "2,Two,Lead,2026-02-30,1,Acme\n")
            let all = try await program.run("import", "opportunities", "good.csv", "--mapping", "deals.json")
            #expect(all.code == 0 && all.output.contains("1 rows: 1 created"))
            let some = try await program.run("import", "opportunities", "some.csv", "--mapping", "deals.json")
            #expect(some.code == 2 && some.output.contains("Failed rows: some.csv.errors.csv"))
            let none = try await program.run("import", "opportunities", "absent.csv", "--mapping", "deals.json")
            #expect(none.code == 1)
            let wrong = try await program.run("import", "nothing", "good.csv", "--mapping", "deals.json")
            #expect(wrong.code == 64)
            try await program.expectSound()
        }
    }

    @Test func `draws a Chinese funnel whose columns stand below each other`() async throws {
        try await withProgram { program in
            let demo = try await program.run("demo", "--opportunities", "60", "--seed", "7", "--language", "zh-Hans")
            #expect(demo.code == 0)
            let funnel = try await program.run("funnel")
            #expect(funnel.code == 0)
            let lines = funnel.output.split(separator: "\n")
            let head = try #require(lines.first { $0.hasPrefix("阶段") })
            let end = width(head.prefix(upTo: try #require(head.firstRange(of: "到达")).upperBound))
            let rows = lines.filter { $0.contains("█") && $0.contains("%") }
            #expect(rows.count == 4)
            for row in rows {
                let cells = row.map { Array(repeating: $0, count: width(String($0))) }.joined()
                let around = Array(cells.dropFirst(end - 1).prefix(2))
                #expect(around.first?.isNumber == true && around.last == " ", "\(row)")
            }
            let json = try await program.run("funnel", "--format", "json")
            let csv = try await program.run("funnel", "--format", "csv")
            #expect(json.code == 0 && csv.code == 0)
            #expect(json.output == (try await program.run("funnel", "--format", "json")).output)
        }
    }

    @Test func `draws a short period in which more stand won than moved`() async throws {
        try await withProgram { program in
            let demo = try await program.run("demo", "--opportunities", "300", "--seed", "7")
            #expect(demo.code == 0)
            for days in [["2026-09-01", "2026-09-02"], ["1999-01-01", "1999-01-31"]] {
                let funnel = try await program.run(["funnel", "--view", "period", "--from", days[0], "--to", days[1]])
                #expect(funnel.code == 0, "\(funnel.errors)")
                #expect(funnel.output.contains("stage"))
            }
        }
    }

    @Test func `leaves nothing behind a dry run, and no error file of before is written over`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("some.csv", header + good + "2,Two,Lead,2026-02-30,1,Acme\n")
            let dry = ["import", "opportunities", "some.csv", "--mapping", "deals.json", "--dry-run"]
            #expect(try await program.run(dry).code == 2)
            #expect(try await program.run("funnel").errors.contains("There is no file"))
            for _ in 0..<2 { _ = try await program.run(Array(dry.dropLast())) }
            #expect(program.exists("some.csv.errors.csv") && program.exists("some.csv.errors-2.csv"))
            let refused = try await program.run(Array(dry.dropLast()) + ["--errors", "some.csv"])
            #expect(refused.code == 1 && refused.errors.contains("nothing was imported"))
            #expect(program.exists("some.csv"))
        }
    }

    /// The columns that a text takes in a terminal, as far as Chinese names go.
    private func width(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + (0x2E80...0xFFE6 ~= $1.value ? 2 : 1) }
    }

    @Test func `says what it would migrate, and refuses a file of a newer program`() async throws {
        try await withProgram { program in
            try await program.run("migrate")
            let plan = try await program.run("migrate", "--dry-run")
            #expect(plan.code == 0 && plan.output.contains(" applied, 0 to do"))
            let sql = "INSERT INTO schema_migrations VALUES ('9999 from the future', 9999, 'x', 0)"
            let file = "import sqlite3; c = sqlite3.connect('test.sqlite'); c.execute(\"\(sql)\"); c.commit()"
            guard try await program.run("-c", file, of: "/usr/bin/python3").code == 0 else { return }
            for command in ["doctor", "migrate", "funnel"] {
                let result = try await program.run(command)
                #expect(result.code == 1 && result.errors.contains("9999 from the future"), "\(command)")
            }
        }
    }

    @Test func `serves, and sees what another process imports`() async throws {
        try await withProgram { program in
            let (server, name) = try program.start(["serve", "--port", "0"])
            defer { server.kill() }
            var port: Substring?
            for _ in 0..<200 where port == nil {
                try await Task.sleep(for: .milliseconds(50))
                let told = try String(contentsOfFile: "\(name).err", encoding: .utf8)
                port = told.firstMatch(of: /127\.0\.0\.1:(\d+)/)?.1
            }
            let address = "http://127.0.0.1:\(try #require(port))"
            let health = try await program.run("-sf", "\(address)/healthz", of: "/usr/bin/curl")
            #expect(health.code == 0)
            try program.write("deals.json", deals)
            try program.write("good.csv", header + good)
            let report = try await program.run("import", "opportunities", "good.csv", "--mapping", "deals.json")
            #expect(report.code == 0)
            #expect(try await program.run("-sf", "\(address)/healthz", of: "/usr/bin/curl").code == 0)
        }
    }
}
