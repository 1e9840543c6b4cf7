import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct `A request that came through proxies` {
    @Test(arguments: [
        ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["1.2.3.4, 203.0.113.9", "10.9.9.9"], "203.0.113.9"),
        ("192.0.2.1", ["203.0.113.9"], "192.0.2.1"), ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["unknown"], "10.0.0.1"),
        ("::ffff:10.0.0.1", ["2001:db8::7"], "2001:db8::7"), ("::1", ["10.1.1.1"], "10.1.1.1"), ("", ["1.1.1.1"], ""),
    ]) func `is from the last address that is no trusted proxy:`(_ peer: String, _ header: [String], _ client: String)
        throws
    {
        let proxies = try TrustedProxies(["10.0.0.0/8", "::1"])
        #expect(proxies.client(of: peer, forwardedFor: header) == client)
    }

    @Test(arguments: ["10.0.0.0/33", "proxy", "10.0.0.0/", "10.0.0.0/8/8", "::/129", "", "10.0.0.0/-1"])
    func `trusts no network that is none:`(_ text: String) {
        #expect(throws: NetworkError(text: text)) { try TrustedProxies([text]) }
    }

    @Test func `counts bits, not bytes`() throws {
        let proxies = try TrustedProxies(["172.16.0.0/12"])
        #expect(proxies.client(of: "172.31.255.255", forwardedFor: ["1.1.1.1"]) == "1.1.1.1")
        #expect(proxies.client(of: "172.32.0.0", forwardedFor: ["1.1.1.1"]) == "172.32.0.0")
    }
}

@Suite struct `A report of the content policy` {
    @Test(arguments: [
        (
            #"{"csp-report":{"effective-directive":"script-src","blocked-uri":"inline","document-uri":"http://x/?q=1"}}"#,
            204
        ),
        (#"{"csp-report":{}}"#, 204), ("[]", 400), ("", 400), (String(repeating: " ", count: 20_000), 413),
    ]) func `is taken from anybody, if it is one:`(_ body: String, _ status: Int) async throws {
        try await Engine.sqlite.withApplication { _, browser in
            let answer = try await browser().send(report: body)
            #expect(answer.status.code == status)
        }
    }
}

@Suite struct `An answer` {
    @Test func `has the identifier of its request, which the log has too`() async throws {
        try await Engine.sqlite.withApplication { _, browser in
            let first = try await browser().get("/sign-in")
            let second = try await browser().get("/nowhere")
            #expect(first.headers[.requestID]?.isEmpty == false)
            #expect(first.headers[.requestID] != second.headers[.requestID])
        }
    }
}
