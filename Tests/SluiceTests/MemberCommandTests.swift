import Foundation
import TestSupport
import Testing

@Suite struct `The member command` {
    private func withWorkspace(_ body: (Program) async throws -> Void) async throws {
        try await withProgram { program in
            try program.write(
                "members.json",
                #"{"kind": "members", "key": "Id", "fields": {"name": "Name", "role": "Role"}}"#
            )
            try program.write("members.csv", "Id,Name,Role\na,Ana,manager\nb,Ben,rep\n")
            let report = try await program.run("import", "members", "members.csv", "--mapping", "members.json")
            #expect(report.code == 0, "\(report.errors)")
            try await body(program)
        }
    }

    @Test func `lists members and what they are`() async throws {
        try await withWorkspace { program in
            let list = try await program.run("member", "list")
            #expect(list.output == "Ana\t-\tmanager\tname only\nBen\t-\trep\tname only\n", "\(list.errors)")
        }
    }

    @Test func `prints a link that lets a member in, new or known by name`() async throws {
        try await withWorkspace { program in
            let known = try await program.run(
                ["member", "invite", "ana@example.com", "--member", "ana", "--public-url", "https://crm.example.com/"]
            )
            #expect(known.code == 0 && known.errors.contains("Ana can come in as manager"), "\(known.errors)")
            #expect(known.output.wholeMatch(of: /https:\/\/crm\.example\.com\/invitations\/[0-9a-f]{64}\n/) != nil)
            let new = try await program.run("member", "invite", "cleo@example.com", "--name", "Cleo", "--role", "owner")
            #expect(new.output.wholeMatch(of: /http:\/\/127\.0\.0\.1:8080\/invitations\/[0-9a-f]{64}\n/) != nil)
            #expect(known.output.suffix(65) != new.output.suffix(65))
            let list = try await program.run("member", "list")
            #expect(list.output.contains("Ana\tana@example.com\tmanager\tname only\n"))
            #expect(list.output.contains("Cleo\tcleo@example.com\towner\tname only\n"))
        }
    }

    @Test(arguments: [
        (["invite", "ana"], "This is no e-mail address"),
        (["invite", "ana@example.com", "--public-url", "crm"], "'crm' is no address of Sluice"),
        (["reset-link", "Ana"], "This member cannot sign in yet"),
        (["deactivate", "Eve"], "There is no member 'Eve'"),
        (["deactivate", "Ana", "--to", "Ana"], "another member who is active"),
    ])
    func `says what cannot be done:`(_ arguments: [String], _ words: String) async throws {
        try await withWorkspace { program in
            let result = try await program.run(["member"] + arguments)
            #expect(result.code == 1 && result.errors.contains(words), "\(result.errors)")
        }
    }

    @Test func `ends the access of who leaves, and hands over`() async throws {
        try await withWorkspace { program in
            let left = try await program.run("member", "deactivate", "Ben", "--to", "Ana")
            #expect(left.code == 0 && left.output == "Deactivated; 0 records handed over.\n", "\(left.errors)")
            #expect(try await program.run("member", "list").output.contains("Ben\t-\trep\tdeactivated\n"))
            let again = try await program.run("member", "deactivate", "Ben")
            #expect(again.code == 1 && again.errors.contains("This member is deactivated"), "\(again.errors)")
            try await program.expectSound()
        }
    }
}
