import Foundation
import TestSupport
import Testing

private func manyDeals(_ count: Int) -> String {
    header + (1...count).map { "\($0),Deal \($0),Lead,2026-01-20,\($0),Acme \($0 % 50)\n" }.joined()
}

@Suite struct `A misfortune` {
    private static let python = "/usr/bin/python3"

    @Test func `such as kill -9 in the middle of an import is no loss`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("many.csv", manyDeals(20_000))
            // A shell kills it, since a test may wait long for its turn while others compute: the first batches are
            // in when the log beside the file has grown, and many more are to come.
            let killed = try await program.run(
                [
                    "-c",
                    """
                    "$0" import opportunities many.csv --mapping deals.json &
                    while [ "$(stat -c %s test.sqlite-wal 2>/dev/null || echo 0)" -lt 2000000 ]; do sleep 0.01; done
                    kill -9 $!; wait $!
                    """, try Program.path,
                ],
                of: "/bin/sh"
            )
            #expect(killed.code == 128 + SIGKILL)
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
            try holder.run()
            for _ in 0..<200 where !FileManager.default.fileExists(atPath: "\(program.folder)/locked") {
                try await Task.sleep(for: .milliseconds(25))
            }
            let result = try await program.run("import", "opportunities", "good.csv", "--mapping", "deals.json")
            kill(holder.processIdentifier, SIGKILL)
            holder.waitUntilExit()
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
