import Foundation
import TestSupport
import Testing

@Suite struct `A misfortune` {
    private static let python = "/usr/bin/python3"

    @Test func `such as kill -9 in the middle of an import is no loss`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("many.csv", manyDeals(20_000))
            try await program.kill("import", "opportunities", "many.csv", "--mapping", "deals.json")
            try await program.expectSound()
            let result = try await program.run("import", "opportunities", "many.csv", "--mapping", "deals.json")
            #expect(result.code == 0)
            #expect(result.output.contains("Went on after row"))
            #expect(result.output.contains("20,000 rows: 20,000 created, 0 updated, 0 skipped, 0 failed."))
            let funnel = try await program.run("funnel", "--format", "json")
            #expect(funnel.output.contains(#""population":20000"#))
            try await program.expectSound()
        }
    }

    @Test func `such as kill -9 in the middle of an undo is mended by undoing again`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("many.csv", manyDeals(12_000))
            let deals = ["import", "opportunities", "many.csv", "--mapping", "deals.json"]
            #expect(try await program.run(deals).code == 0)
            let id = String(try await program.run("imports").output.prefix(36))
            try await program.kill("imports", "undo", id)
            let doctor = try await program.run("doctor")
            #expect(doctor.code == 0 && doctor.output.contains("The undo of many.csv is running or was interrupted."))
            let undo = try await program.run("imports", "undo", id)
            #expect(undo.code == 0 && undo.output.contains(" 0 kept."), "\(undo.errors)")
            let after = try await program.run("doctor")
            #expect(after.code == 0 && !after.output.contains("note:"))
            #expect(try await program.run("funnel", "--format", "json").output.contains(#""population":0"#))
            #expect(try await program.run(deals).output.contains("12,000 created"))
            #expect(try await program.run("funnel", "--format", "json").output.contains(#""population":12000"#))
            try await program.expectSound()
        }
    }

    @Test func `such as kill -9 in the middle of a demo is mended by the same command`() async throws {
        try await withProgram { program in
            try await program.kill("demo", "--opportunities", "8000", "--seed", "7")
            let doctor = try await program.run("doctor")
            #expect(doctor.code == 0 && doctor.output.contains("note: The demo is being filled or was interrupted."))
            let demo = try await program.run("demo")
            #expect(demo.code == 0 && demo.output.contains("Demo company: 8,000 opportunities."), "\(demo.errors)")
            #expect(demo.errors.contains("Goes on with the demo that was interrupted: --opportunities 8000 --seed 7"))
            let after = try await program.run("doctor")
            #expect(after.code == 0 && after.output.contains("8000 opportunities") && !after.output.contains("note:"))
            let again = try await program.run("demo")
            #expect(again.code == 1 && again.errors.contains("The database has workspaces already"))
        }
    }

    /// Needs python3, whose sqlite3 holds the lock.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "there is no /usr/bin/python3"))
    func `such as a lock of another program is told`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("good.csv", header + good)
            try await program.run("migrate")
            let text = """
                import sqlite3, sys, time
                c = sqlite3.connect('test.sqlite', isolation_level=None)
                c.execute('BEGIN EXCLUSIVE')
                open('locked', 'w').close()
                time.sleep(30)
                """
            let (holder, _) = try program.start(["-c", text], of: Self.python)
            for _ in 0..<200 where !FileManager.default.fileExists(atPath: "\(program.folder)/locked") {
                try await Task.sleep(for: .milliseconds(25))
            }
            let result = try await program.run("import", "opportunities", "good.csv", "--mapping", "deals.json")
            holder.kill()
            #expect(
                result.code == 1 && result.errors.contains("Another program holds the database."),
                "\(result.errors)"
            )
            try await program.expectSound()
        }
    }

    /// Needs the right to mount a small file system.
    @Test func `such as a full disk is told, and goes on when there is room`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("many.csv", manyDeals(6000))
            let sluice = try Program.path
            let script = """
                mkdir small && mount -t tmpfs -o size=1800k tmpfs small || exit 99
                \(sluice) import opportunities many.csv --mapping deals.json --database sqlite:small/test.sqlite
                echo "import $?"
                mount -o remount,size=64m small
                \(sluice) doctor --database sqlite:small/test.sqlite; echo "doctor $?"
                \(sluice) import opportunities many.csv --mapping deals.json --database sqlite:small/test.sqlite
                echo "again $?"
                """
            let result = try await program.run("-m", "sh", "-c", script, of: "/usr/bin/unshare")
            // Skipped where no file system can be mounted.
            guard result.code != 99, !result.errors.contains("unshare failed") else { return }
            #expect(
                result.output.contains("import 1") && result.errors.contains("The disk is full."),
                "\(result.errors)"
            )
            #expect(result.output.contains("doctor 0"), "\(result.output)")
            #expect(result.output.contains("again 0") && result.output.contains("6,000 created"), "\(result.output)")
        }
    }
}
