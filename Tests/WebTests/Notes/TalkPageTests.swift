import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The time line` {
    @Test(arguments: Engine.available) func `shows notes with nothing in them run, and keeps what was refused`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withSignedInWorld { signedIn in
            let id = try await signedIn.opportunity(of: signedIn.world.ben).id
            let path = "/opportunities/\(id)"
            let ben = try await signedIn.signIn(signedIn.world.ben)
            _ = try await signedIn.signIn(signedIn.world.cleo)
            let text = "<script>alert(1)</script>\nhttps://example.com/?a=1&b=2"
            #expect(try await ben.post("\(path)/notes", ["text": text]).status == .seeOther)
            let page = try await ben.get("\(path)/time-line").text
            #expect(page.contains("&lt;script&gt;alert(1)"))
            #expect(page.contains("href=\"https://example.com/?a=1&amp;b=2\""))
            let refused = try await ben.post("\(path)/notes", ["text": "@Cleo <b>look</b>"])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Cleo cannot see this record"))
            #expect(refused.text.contains("@Cleo &lt;b&gt;look&lt;/b&gt;</textarea>"))
            #expect(refused.text.contains("name=\"share\""))
            let shared = try await ben.post("\(path)/notes", ["text": "@Cleo look", "share": "yes"], isPartial: true)
            #expect(shared.status == .ok)
            #expect(shared.text.contains("<span class=\"mention\">@Cleo</span>"))
            let long = try await ben.post("\(path)/notes", ["text": String(repeating: "长", count: 20_001)])
            #expect(long.text.contains("at most 20,000"))
        }
    }

    @Test func `writes a note once, however often its form comes`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let id = try await signedIn.opportunity(of: signedIn.world.ben).id
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let form = ["text": "Only once", "id": Identifier<Note>(at: signedIn.world.time(60)).description]
            for _ in 0..<3 { _ = try await ben.post("/opportunities/\(id)/notes", form) }
            let page = try await ben.get("/opportunities/\(id)/time-line?show=notes").text
            #expect(page.ranges(of: "dir=\"auto\">Only once").count == 1)
        }
    }

    @Test func `tells who is mentioned, until it is read`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let id = try await signedIn.opportunity(of: signedIn.world.ben).id
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let ana = try await signedIn.signIn(signedIn.world.ana)
            #expect(try await ana.get("/mentions/count", isPartial: true).text == "")
            _ = try await ben.post("/opportunities/\(id)/notes", ["text": "@Ana, what do you think?"])
            #expect(try await ana.get("/mentions/count", isPartial: true).text.contains("1 unread mention"))
            let page = try await ana.get("/mentions").text
            let link = try #require(page.firstMatch(of: /href="(\/mentions\/[0-9a-f-]{36})"/)?.1)
            let opened = try await ana.get(String(link))
            #expect(opened.location?.hasPrefix("/opportunities/\(id)/time-line?before=") == true)
            let there = try await ana.get(try #require(opened.location?.split(separator: "#").first.map(String.init)))
            #expect(there.text.contains("what do you think?"))
            #expect(try await ana.get("/mentions/count", isPartial: true).text == "")
        }
    }
}

@Suite struct `Files on a record` {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1, 2, 3]

    @Test(arguments: Engine.available) func `are taken as they come and only ever saved`(_ engine: Engine) async throws
    {
        try await engine.withSignedInWorld { signedIn in
            let id = try await signedIn.opportunity(of: signedIn.world.ben).id
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let path = "/opportunities/\(id)/files"
            let made = try await ben.bring(Self.png, to: "\(path)?kind=photo&name=..%2F..%2F%E5%90%88%E5%90%8C.png")
            #expect(made.status == .created)
            let file = try #require(made.location)
            let saved = try await ben.get(file)
            #expect(saved.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
            #expect(saved.headers[.contentDisposition]?.contains("..") == false)
            #expect(saved.headers[.contentSecurityPolicy] == "sandbox; default-src 'none'")
            #expect(saved.headers[.xContentTypeOptions] == "nosniff")
            #expect(saved.headers[.cacheControl] == "private, max-age=3600")
            #expect(try await ben.get("\(file)/preview").headers[.contentType] == "image/png")
            let page = try await ben.get("/opportunities/\(id)/time-line?show=files").text
            #expect(page.contains("合同.png"))
            let again = try await ben.bring(Self.png, to: "\(path)?name=b.png")
            #expect([again.status, .unprocessableContent] == [.unprocessableContent, .unprocessableContent])
            #expect(again.text.contains("合同.png"))
            let cleo = try await signedIn.signIn(signedIn.world.cleo)
            for stranger in [file, "\(file)/preview"] { #expect(try await cleo.get(stranger).status == .notFound) }
            #expect(try await cleo.bring([1], to: "\(path)?name=c").status == .notFound)
            #expect(try await ben.bring([1], to: "\(path)?name=c", withToken: false).status == .forbidden)
            #expect(try await ben.bring([1], to: "\(path)?name=c.exe").text.contains("Programs"))
            let text = try await ben.bring(Array("<svg onload=alert(1)>".utf8), to: "\(path)?name=a.png")
            #expect(try await ben.get("\(try #require(text.location))/preview").status == .notFound)
        }
    }

    @Test func `keep a name and a kind that somebody else changed first, in their form`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let id = try await signedIn.opportunity(of: signedIn.world.ben).id
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let file = try #require(try await ben.bring([1, 2], to: "/opportunities/\(id)/files?name=a.bin").location)
            let first = ["name": "first.bin", "kind": "quote", "version": "1"]
            #expect(try await ben.post(file, first).status == .seeOther)
            let second = ["name": "second <b>.bin", "kind": "contract", "version": "1"]
            for isPartial in [true, false] {
                let answer = try await ben.post(file, second, isPartial: isPartial)
                #expect(answer.status == .conflict)
                #expect(answer.text.contains("name=\"name\" value=\"second &lt;b&gt;.bin\""))
                #expect(answer.text.contains("<option value=\"contract\" selected>"))
                #expect(answer.text.contains("name=\"version\" value=\"2\""))
                #expect(answer.text.contains("role=\"alert\""))
            }
            let program = ["name": "second.exe", "kind": "contract", "version": "2"]
            let refused = try await ben.post(file, program, isPartial: true)
            #expect(refused.status == .unprocessableContent && refused.text.contains("second.exe"))
            let again = second.merging(["version": "2"]) { $1 }
            #expect(try await ben.post(file, again, isPartial: true).status == .ok)
            #expect(try await ben.get("/opportunities/\(id)/time-line?show=files").text.contains("second _b_.bin"))
        }
    }

    @Test func `are deleted with a way back`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let id = try await signedIn.opportunity(of: signedIn.world.ben).id
            let ben = try await signedIn.signIn(signedIn.world.ben)
            let file = try #require(try await ben.bring([1, 2], to: "/opportunities/\(id)/files?name=a.bin").location)
            let gone = try await ben.post("\(file)/deletion", ["version": "1"], isPartial: true)
            #expect(gone.text.contains("The file was deleted."))
            #expect(try await ben.get(file).status == .notFound)
            #expect(try await ben.post("\(file)/restoration", ["version": "2"]).status == .seeOther)
            #expect(try await ben.get(file).text.utf8.elementsEqual([1, 2]))
        }
    }
}
