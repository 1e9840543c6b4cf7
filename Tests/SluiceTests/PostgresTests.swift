import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: PostgresScript.isPossible, "TEST_POSTGRES names no server"))
struct `A PostgreSQL server` {
    @Test func `that stops in the middle of an import is told, and the import goes on when it is back`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("many.csv", manyDeals(20_000))
            let result = try await program.run(
                PostgresScript(
                    """
                    "$sluice" import opportunities many.csv --mapping deals.json & import=$!
                    until [ "$(ask 'SELECT max(rows_read) > 0 FROM imports' 2>/dev/null)" = t ]; do sleep 0.02; done
                    server --mode immediate --wait stop
                    wait $import; echo "import $?"
                    server --log log --wait restart
                    "$sluice" doctor; echo "doctor $?"
                    "$sluice" import opportunities many.csv --mapping deals.json; echo "again $?"
                    "$sluice" doctor; echo "doctor again $?"
                    """
                )
            )
            #expect(result.output.contains("import 1\n"), "\(result.output)")
            // The one when it stops in a transaction, the other between two.
            let sentences = ["The connection to the database was lost;", "The database cannot be opened;"]
            #expect(sentences.contains { result.errors.contains("Error: \($0)") }, "\(result.errors)")
            #expect(result.output.contains("note: The import of many.csv is running or was interrupted."))
            #expect(result.output.contains("doctor 0\n") && result.output.contains("doctor again 0\n"))
            #expect(result.output.contains("Went on after row") && result.output.contains("again 0\n"))
            #expect(result.output.contains("20,000 rows: 20,000 created, 0 updated, 0 skipped, 0 failed."))
        }
    }

    @Test func `whose database orders texts by a language, or cannot hold every text, is told`() async throws {
        try await withProgram { program in
            let result = try await program.run(
                PostgresScript(
                    """
                    ask "CREATE DATABASE by_language TEMPLATE template0 ENCODING 'UTF8'
                        LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C.UTF-8'" || exit 99
                    ask "CREATE DATABASE bare TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'"
                    for name in sluice by_language bare; do
                        export SLUICE_DATABASE="${TEST_POSTGRES%dbname=*}dbname=$name"
                        "$sluice" migrate >/dev/null; "$sluice" doctor; echo "$name $?"
                    done
                    """
                )
            )
            // Skipped where the server was built without ICU.
            guard result.code != 99 else { return }
            let output = result.output
            #expect(output.contains("sluice 0\n") && output.contains("by_language 1\n") && output.contains("bare 1\n"))
            #expect(output.contains("orders texts by en, not by their bytes. Make another with CREATE DATABASE"))
            #expect(output.contains("encoded in SQL_ASCII, which cannot hold every text. Make another with"))
        }
    }
}

/// A shell script beside a throw-away server of its own, which it may stop and start.
struct PostgresScript {
    private static let withPostgres = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "bin/with-postgres").path

    static var isPossible: Bool {
        ProcessInfo.processInfo.environment["TEST_POSTGRES"] != nil
            && FileManager.default.isExecutableFile(atPath: withPostgres)
    }

    private let body: String

    init(_ body: String) { self.body = body }

    /// `server` is pg_ctl, which refuses root as the server does; `ask` is psql.
    func arguments() throws -> [String] {
        let script = """
            sluice=$0
            export SLUICE_DATABASE="$TEST_POSTGRES"
            folder=${TEST_POSTGRES#host=}; folder=${folder%% *}
            programs=$(dirname "$(cut -d ' ' -f 1 "$folder/data/postmaster.opts")")
            as=; [ "$(id -u)" != 0 ] || as="runuser -u postgres --"
            server() { (cd "$folder" && $as "$programs/pg_ctl" --pgdata data "$@") >/dev/null; }
            ask() { "$programs/psql" --dbname "$TEST_POSTGRES" --no-psqlrc --tuples-only --no-align --command "$1"; }
            \(body)
            """
        // runuser, which with-postgres needs for root, lies beside the system's programs.
        // Durable, since a server that does not flush may forget what it committed when it is stopped at once.
        return [
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin", Self.withPostgres, "--durable", "/bin/sh", "-c", script,
            try Program.path,
        ]
    }
}

extension Program {
    func run(_ script: PostgresScript) async throws -> Result {
        try await run(script.arguments(), of: "/usr/bin/env")
    }
}
