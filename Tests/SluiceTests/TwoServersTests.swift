import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct `Two servers of one database` {
    /// Starts two servers, signs in at both, and makes opportunities at one while a page of the other listens.
    private static let listening = """
        import re, sys
        from server import OWNER, Server
        def start():
            return Server(sys.argv[1], "--database", sys.argv[2], "--files", "files")
        def create(server, name):
            server.send("/opportunities/new")
            answer = server.send("/opportunities", name=name, customer=name, isNewCustomer="yes")
            assert answer.status == 303, (answer.status, answer.text)
            return answer.headers["Location"].split("/")[-1]
        def hear(stream, id):
            for line in stream:
                if line.startswith(b"data:") and id in line.decode(): return True
        one = start()
        one.begin()
        two = start()
        two.send("/sign-in")
        two.send("/sign-in", email=OWNER["email"], password=OWNER["password"])
        page = two.follow("/board")
        stream = two.send("/live?after=" + re.search(r'data-after="(\\d+)"', page)[1])
        print("two hears one:", hear(stream, create(one, "Pumps")))
        print("one ended with", one.stop())
        print("two hears itself:", hear(stream, create(two, "Valves")))
        three = start()
        three.cookies, three.token = two.cookies, two.token
        print("two hears three:", hear(stream, create(three, "Pipes")))
        stream.close()
        print("two ended with", two.stop())
        three.stop()
        """

    private static let expected = [
        "two hears one: True", "one ended with 0", "two hears itself: True", "two hears three: True",
        "two ended with 0",
    ]

    @Test(.enabled(if: PostgresScript.isPossible, "TEST_POSTGRES names no server"))
    func `tell each other's pages, and go on without each other`() async throws {
        try await withProgram { program in
            try program.writeScriptedServer()
            try program.write("listening.py", Self.listening)
            let result = try await program.run(
                PostgresScript("/usr/bin/python3 listening.py \"$sluice\" \"$SLUICE_DATABASE\"")
            )
            #expect(result.output.split(separator: "\n").map(String.init) == Self.expected, "\(result)")
        }
    }

    @Test func `may share a file too`() async throws {
        try await withProgram { program in
            try program.writeScriptedServer()
            try program.write("listening.py", Self.listening)
            let database = "sqlite:\(program.folder)/test.sqlite"
            let result = try await program.run("listening.py", Program.path, database, of: "/usr/bin/python3")
            #expect(result.output.split(separator: "\n").map(String.init) == Self.expected, "\(result)")
        }
    }
}
