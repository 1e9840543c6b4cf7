import Foundation
import TestSupport
import Testing

/// Signs in at a server of a file, imports into the file by the command line, and looks at what the server shows.
private let importing = """
    import re, subprocess, sys
    from server import Server
    server = Server(sys.argv[1])
    server.begin()
    follow = server.follow
    board = follow("/board")
    print("before:", "Only deal" in follow("/opportunities"), "Sales<" in board)
    stream = server.send("/live?after=" + re.search(r'data-after="(\\d+)"', board)[1])
    run = [sys.argv[1], "import", "opportunities", "one.csv", "--mapping", "deals.json"]
    print("imported with", subprocess.run(run, capture_output=True).returncode)
    for line in stream:
        if line.startswith(b"data:"): break
    print("heard of it:", line.startswith(b"data:"))
    pipeline = re.search(r'href="/pipelines/([^"/]+)/board"[^>]*>Sales<', follow("/board"))[1]
    for path in [f"/pipelines/{pipeline}/board", "/opportunities", "/search?q=only+deal",
        f"/funnel/records?pipeline={pipeline}&figure=population"]:
        print(path.split("?")[0].split("/")[-1], "Only deal" in follow(path))
    print("accounts", "Acme and Company" in follow("/accounts"))
    stream.close()
    print("ended with", server.stop())
    """

private let expected = [
    "before: False False", "imported with 0", "heard of it: True", "board True", "opportunities True", "search True",
    "records True", "accounts True", "ended with 0",
]

@Suite(.timeLimit(.minutes(5))) struct `An import by the command line` {
    @Test func `is on the pages of a server that runs on the same file`() async throws {
        try await withProgram { program in
            try program.writeScriptedServer()
            try program.write("importing.py", importing)
            try program.write("deals.json", deals)
            try program.write("one.csv", header + "1,Only deal,Lead,2026-01-20,100,Acme and Company\n")
            let result = try await program.run("importing.py", Program.path, of: "/usr/bin/python3")
            #expect(result.output.split(separator: "\n").map(String.init) == expected, "\(result)")
        }
    }
}
