import Foundation
import TestSupport
import Testing

@Suite struct `What cannot be done` {
    @Test(arguments: [
        (["funel"], "'sluice funel'. Did you mean 'funnel'?"),
        (["help", "foo"], "'sluice foo'. The commands are serve"),
        (["imports", "undoo", "1"], "'sluice imports undoo'. Did you mean 'undo'?"),
        (["help", "workspace", "creat"], "'sluice workspace creat'. Did you mean 'create'?"),
        (["funnel", "--knwn", "2026-01-01"], "Did you mean '--known'?"),
    ])
    func `as a command or option is told with what was probably meant:`(_ arguments: [String], _ words: String)
        async throws
    {
        try await withProgram { program in
            let result = try await program.run(arguments)
            #expect(result.code == 64 && result.errors.contains(words), "\(result.errors)")
        }
    }

    @Test func `with a field that is not there is told where its key stands`() async throws {
        try await withProgram { program in
            let demo = try await program.run(["demo", "--opportunities", "50"])
            #expect(demo.code == 0, "\(demo.errors)")
            let field = "field-00000000-0000-7000-8000-000000000000"
            let result = try await program.run(["funnel", "--by", field])
            #expect(result.code == 1 && result.errors.contains("There is no own field '\(field)'"), "\(result.errors)")
        }
    }

    @Test(arguments: [[], ["help"], ["help", "imports", "undo"], ["imports", "list", "--help"], ["help", "funnel"]])
    func `is not said of help that is there:`(_ arguments: [String]) async throws {
        try await withProgram { program in
            let help = try await program.run(arguments)
            #expect(help.code == 0, "\(help.errors)")
        }
    }

    @Test(arguments: ["import", "funnel", "imports undo"])
    func `is explained in whole lines:`(_ command: String) async throws {
        try await withProgram { program in
            let help = try await program.run(["help"] + command.split(separator: " ").map(String.init))
            let text = help.output.split(separator: "USAGE:")[0].split(separator: "\n").dropFirst()
            // The first word of a line would not have fitted on the one before.
            for (line, next) in zip(text, text.dropFirst()) where !next.hasPrefix("An import") {
                #expect(line.count + 1 + (next.split(separator: " ").first?.count ?? 0) > 78, "\(line)\n\(next)")
            }
        }
    }

    @Test func `for a member who is not there differs from one name of several`() async throws {
        try await withProgram { program in
            try program.write(
                "members.json",
                #"{"kind": "members", "key": "Id", "fields": {"name": "Name", "role": "Role"}}"#
            )
            try program.write("members.csv", "Id,Name,Role\na,Ana,rep\nb,Ana,admin\n")
            let report = try await program.run("import", "members", "members.csv", "--mapping", "members.json")
            #expect(report.code == 0, "\(report.errors)")
            let several = try await program.run("imports", "list", "--as", "ana")
            #expect(several.code == 1 && several.errors.contains("2 members are called 'ana'."), "\(several.errors)")
            let none = try await program.run("imports", "list", "--as", "Cleo")
            #expect(none.code == 1 && none.errors.contains("There is no member 'Cleo'."), "\(none.errors)")
            #expect(try await program.run("imports", "list", "--as", "b").output.contains("members.csv"))
            let refused = try await program.run("imports", "list", "--as", "a")
            #expect(refused.code == 1 && refused.errors.contains("You may not do this"), "\(refused.errors)")
        }
    }

    @Test func `at an address is said in words that name port and host`() async throws {
        try await withProgram { program in
            let (server, name) = try program.start(["serve", "--port", "0"])
            defer { server.kill() }
            var port: Substring?
            for _ in 0..<200 where port == nil {
                try await Task.sleep(for: .milliseconds(50))
                port = try String(contentsOfFile: "\(name).err", encoding: .utf8).firstMatch(of: /0\.1:(\d+)/)?.1
            }
            let taken = String(try #require(port))
            let second = try await program.run("serve", "--port", taken)
            #expect(
                second.code == 1 && second.errors.contains("Port \(taken) of 127.0.0.1 is taken"),
                "\(second.errors)"
            )
            let nowhere = try await program.run("serve", "--host", "no.such.host.invalid")
            #expect(nowhere.code == 1 && nowhere.errors.contains("There is no address 'no.such.host.invalid'."))
        }
    }
}
