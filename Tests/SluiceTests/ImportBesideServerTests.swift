import Foundation
import TestSupport
import Testing

/// Signs in at a server of a file, imports into the file by the command line, and looks at what the server shows.
private let importing = """
    import atexit, http.client, re, subprocess, sys, urllib.parse
    process = subprocess.Popen([sys.argv[1], "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
    atexit.register(process.kill)
    port = int(re.search(r"http://127.0.0.1:(\\d+)", process.stderr.readline())[1])
    cookies, token = {}, ""
    def send(path, **fields):
        global token
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        body = urllib.parse.urlencode({**fields, "formToken": token}) if fields else None
        if fields: headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if fields else "GET", path, body, headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            cookies[name] = value
        if path.startswith("/live"): return answer
        found = re.search(r'name="formToken" value="([0-9a-f]+)"', text := answer.read().decode())
        if found: token = found[1]
        return answer, text
    def follow(path):
        answer, text = send(path)
        return follow(answer.headers["Location"]) if answer.status == 303 else text
    first = urllib.parse.urlparse(re.search(r"http://\\S+", process.stderr.readline())[0]).path
    send(first)
    owner = dict(name="Ana Lee", email="ana@example.com", password="correct horse battery")
    send(first, workspace="Acme", language="en", currency="EUR", timeZone="UTC", **owner)
    template = re.search(r'<option value="([^"]+)"', send("/start")[1])[1]
    send("/start/pipeline", template=template)
    board = follow("/board")
    print("before:", "Only deal" in follow("/opportunities"), "Sales<" in board)
    stream = send("/live?after=" + re.search(r'data-after="(\\d+)"', board)[1])
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
    process.terminate()
    print("ended with", process.wait(60))
    """

private let expected = [
    "before: False False", "imported with 0", "heard of it: True", "board True", "opportunities True", "search True",
    "records True", "accounts True", "ended with 0",
]

@Suite(.timeLimit(.minutes(5))) struct `An import by the command line` {
    @Test func `is on the pages of a server that runs on the same file`() async throws {
        try await withProgram { program in
            try program.write("importing.py", importing)
            try program.write("deals.json", deals)
            try program.write("one.csv", header + "1,Only deal,Lead,2026-01-20,100,Acme and Company\n")
            let result = try await program.run("importing.py", Program.path, of: "/usr/bin/python3")
            #expect(result.output.split(separator: "\n").map(String.init) == expected, "\(result)")
        }
    }
}
