import Foundation
import TestSupport
import Testing

@Suite struct `The server` {
    /// Begins a request, tells the server to stop, ends the request, and prints what came of it.
    static let stopping = """
        import re, signal, socket, subprocess, sys
        server = subprocess.Popen([sys.argv[1], "serve", "--port", "0", "--log-level", "info", "--log-format", "json"],
            stderr=subprocess.PIPE, text=True)
        for line in server.stderr:
            port = re.search(r"127\\.0\\.0\\.1:(\\d+)", line)
            if port: break
        address = ("127.0.0.1", int(port[1]))
        body = b"email=ana%40example.com&password=wrong&formToken=none"
        slow = socket.create_connection(address)
        slow.sendall(b"POST /sign-in HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body))
        slow.sendall(body[:10])
        for _ in range(5):
            other = socket.create_connection(address)
            other.sendall(b"GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n")
            while other.recv(4096): pass
        server.send_signal(signal.SIGTERM)
        try:
            while True: socket.create_connection(address, 1).close()
        except OSError: print("takes no new one")
        slow.sendall(body[10:])
        print(slow.recv(4096).split(b"\\r\\n")[0].decode())
        slow.close()
        print("ended with", server.wait(20))
        print(server.stderr.read())
        """

    @Test func `that is told to stop finishes the request under way, and logs it`() async throws {
        try await withProgram { program in
            let result = try await program.run("-c", Self.stopping, Program.path, of: "/usr/bin/python3")
            let lines = result.output.split(separator: "\n")
            #expect(lines.prefix(3) == ["takes no new one", "HTTP/1.1 403 Forbidden", "ended with 0"], "\(result)")
            let logged = try #require(lines.first { $0.contains("POST /sign-in") })
            let fields = try JSONSerialization.jsonObject(with: Data(logged.utf8)) as? [String: String]
            #expect(fields?["status"] == "403" && fields?["address"] == "127.0.0.1")
            #expect(fields?["hb.request.id"]?.isEmpty == false)
        }
    }

    @Test func `refuses a proxy that is no network before it opens the database`() async throws {
        try await withProgram { program in
            let result = try await program.run("serve", "--trusted-proxy", "proxy")
            #expect(result.code == 64 && result.errors.contains("'proxy' is no network. Write one such as 10.0.0.0/8"))
            #expect(!program.exists("test.sqlite"))
        }
    }
}
