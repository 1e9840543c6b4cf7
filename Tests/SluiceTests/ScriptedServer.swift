extension Program {
    /// Writes `server.py`, with which a script starts servers of a program and asks them as a browser would.
    ///
    /// `Server(program, …)` starts `serve` with further arguments; `begin()` goes through the first run as Ana and
    /// begins a pipeline; `send` returns the answer with its `text`, except of the stream of changes.
    func writeScriptedServer() throws {
        try write("server.py", scriptedServer)
    }
}

private let scriptedServer = """
    import atexit, http.client, re, subprocess, urllib.parse
    OWNER = dict(name="Ana Lee", email="ana@example.com", password="correct horse battery")
    class Server:
        def __init__(self, program, *arguments):
            command = [program, "serve", "--port", "0", *arguments]
            self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
            atexit.register(self.process.kill)
            self.port = int(re.search(r"http://127.0.0.1:(\\d+)", self.process.stderr.readline())[1])
            self.cookies, self.token = {}, ""
        def cookie(self):
            return "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        def send(self, path, **fields):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            headers = {"Cookie": self.cookie()}
            body = urllib.parse.urlencode({**fields, "formToken": self.token}) if fields else None
            if fields: headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST" if fields else "GET", path, body, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, value = cookie.split(";")[0].split("=", 1)
                self.cookies[name] = value
            if path.startswith("/live"): return answer
            answer.text = answer.read().decode()
            found = re.search(r'"X-Form-Token":"([0-9a-f]+)"', answer.text)
            found = found or re.search(r'name="formToken" value="([0-9a-f]+)"', answer.text)
            if found: self.token = found[1]
            return answer
        def follow(self, path):
            answer = self.send(path)
            return self.follow(answer.headers["Location"]) if answer.status == 303 else answer.text
        def begin(self):
            first = urllib.parse.urlparse(re.search(r"http://\\S+", self.process.stderr.readline())[0]).path
            self.send(first)
            self.send(first, workspace="Acme", language="en", currency="EUR", timeZone="UTC", **OWNER)
            template = re.search(r'<option value="([^"]+)"', self.send("/start").text)[1]
            self.send("/start/pipeline", template=template)
        def stop(self):
            self.process.terminate()
            return self.process.wait(60)
    """
