import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct `Two servers of one database` {
    /// Starts two servers, signs in at both, and makes opportunities at one while a page of the other listens.
    private static let listening = """
        import atexit, http.client, re, subprocess, sys, urllib.parse
        sluice, database = sys.argv[1:]
        class Server:
            def __init__(self, cookies=""):
                arguments = [sluice, "serve", "--port", "0", "--database", database, "--files", "files"]
                self.process = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)
                atexit.register(self.process.kill)
                self.port = int(re.search(r"http://127.0.0.1:(\\d+)", self.process.stderr.readline())[1])
                self.cookies, self.token = {}, ""
            def send(self, path, **fields):
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
                headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
                body = urllib.parse.urlencode({**fields, "formToken": self.token}) if fields else None
                if fields: headers["Content-Type"] = "application/x-www-form-urlencoded"
                connection.request("POST" if fields else "GET", path, body, headers)
                answer = connection.getresponse()
                for cookie in answer.headers.get_all("Set-Cookie") or []:
                    name, value = cookie.split(";")[0].split("=", 1)
                    self.cookies[name] = value
                if path.startswith("/live"): return answer
                text = answer.read().decode()
                token = re.search(r'name="formToken" value="([0-9a-f]+)"', text)
                if token: self.token = token[1]
                return answer, text
            def stop(self):
                self.process.terminate()
                return self.process.wait(60)
        def create(server, name):
            server.send("/opportunities/new")
            answer, text = server.send("/opportunities", name=name, customer=name, isNewCustomer="yes")
            assert answer.status == 303, (answer.status, text)
            return answer.headers["Location"].split("/")[-1]
        def hear(stream, id):
            for line in stream:
                if line.startswith(b"data:") and id in line.decode(): return True
        one = Server()
        first = urllib.parse.urlparse(re.search(r"http://\\S+", one.process.stderr.readline())[0]).path
        one.send(first)
        owner = dict(name="Ana Lee", email="ana@example.com", password="correct horse battery")
        one.send(first, workspace="Acme", language="en", currency="EUR", timeZone="UTC", **owner)
        one.send("/start")
        template = re.search(r'<option value="([^"]+)"', one.send("/start")[1])[1]
        one.send("/start/pipeline", template=template)
        two = Server()
        two.send("/sign-in")
        two.send("/sign-in", email=owner["email"], password=owner["password"])
        page = two.send(two.send("/board")[0].headers["Location"])[1]
        stream = two.send("/live?after=" + re.search(r'data-after="(\\d+)"', page)[1])
        print("two hears one:", hear(stream, create(one, "Pumps")))
        print("one ended with", one.stop())
        print("two hears itself:", hear(stream, create(two, "Valves")))
        three = Server()
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
            try program.write("listening.py", Self.listening)
            let result = try await program.run(
                PostgresScript("/usr/bin/python3 listening.py \"$sluice\" \"$SLUICE_DATABASE\"")
            )
            #expect(result.output.split(separator: "\n").map(String.init) == Self.expected, "\(result)")
        }
    }

    @Test func `may share a file too`() async throws {
        try await withProgram { program in
            try program.write("listening.py", Self.listening)
            let database = "sqlite:\(program.folder)/test.sqlite"
            let result = try await program.run("listening.py", Program.path, database, of: "/usr/bin/python3")
            #expect(result.output.split(separator: "\n").map(String.init) == Self.expected, "\(result)")
        }
    }
}
