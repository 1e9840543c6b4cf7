import Foundation
import TestSupport
import Testing

@Suite struct `What was imported` {
    @Test func `goes out as text and as a workbook, and comes in again unchanged`() async throws {
        try await withProgram { program in
            try program.write("deals.json", deals)
            try program.write("deals.csv", header + "1,'=A,Lead,2026-01-20,1234.50,Acme\n2,B,Won,2026-01-21,7,云帆\n")
            let first = try await program.run("import", "opportunities", "deals.csv", "--mapping", "deals.json")
            #expect(first.code == 0, "\(first.errors)")
            for file in ["out.csv", "out.xlsx"] {
                let written = try await program.run("export", "opportunities", file)
                #expect(written.code == 0 && written.output.contains(file), "\(written.errors)")
            }
            #expect(try await program.run("export", "opportunities", "out.csv").code != 0)
            #expect(try await program.run("export", "opportunities", "out.pdf").errors.contains(".csv or .xlsx"))
            let text = try String(contentsOfFile: "\(program.folder)/out.csv", encoding: .utf8)
            #expect(text.contains("1234.50,EUR") && text.contains("'=A") && text.contains("云帆"))
            let mapping = """
                {"kind": "opportunities", "key": "key", "pipeline": "Sales", "fields": {"name": "name", "stage": "stage",
                 "account": "account", "amount": {"column": "amount", "currency": {"column": "currency"}}}}
                """
            try program.write("back.json", mapping)
            for file in ["out.csv", "out.xlsx"] {
                let back = try await program.run("import", "opportunities", file, "--mapping", "back.json")
                #expect(
                    back.output.contains("2 rows: 0 created, 0 updated, 2 skipped, 0 failed"),
                    "\(back.output)\(back.errors)"
                )
            }
            let none = try await program.run(
                "import",
                "opportunities",
                "out.xlsx",
                "--mapping",
                "back.json",
                "--sheet",
                "Nope"
            )
            #expect(none.errors.contains("no sheet named \"Nope\"; it has: Sluice"), "\(none.errors)")
        }
    }
}
