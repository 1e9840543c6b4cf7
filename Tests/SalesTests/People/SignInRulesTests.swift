import Sales
import Testing

@Suite struct `A password` {
    @Test(arguments: [
        ("123456789", PasswordError.tooShort), ("", .tooShort), ("Ana@Example.com", .easilyGuessed),
        ("ACME  sales", .easilyGuessed), (String(repeating: "长", count: 334), .tooLong),
    ])
    func `is refused:`(_ password: String, _ error: PasswordError) {
        #expect(throws: error) { try PasswordRule.check(password, known: ["ana@example.com", "Acme Sales"]) }
    }

    @Test(arguments: ["1234567890", "一二三四五六七八九十", "correct horse", String(repeating: "a", count: 1000)])
    func `is taken:`(_ password: String) throws {
        try PasswordRule.check(password, known: ["ana@example.com", "Acme Sales"])
    }

    @Test func `is the same however a keyboard composes its letters`() {
        #expect(PasswordRule.bytes(of: "caf\u{E9}") == PasswordRule.bytes(of: "cafe\u{301}"))
    }
}

@Suite struct `An e-mail address` {
    @Test(arguments: ["ana@example.com", " ana@example.com\n", "安娜@例子.中国", "a+b@c"])
    func `is taken:`(_ text: String) throws { #expect(try !EmailRule.checked(text).contains(" ")) }

    @Test(arguments: [
        "", "ana", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\u{0}", String(repeating: "a", count: 255) + "@b",
    ])
    func `is not:`(_ text: String) { #expect(throws: EmailError()) { try EmailRule.checked(text) } }
}

@Suite struct `Failed attempts to sign in` {
    @Test func `wait longer each time, and never longer than a quarter of an hour`() {
        let waits = [4, 5, 6, 7, 9, 10, 100].map { count in
            FailedAttempts(count: count, last: Instant(milliseconds: 0)).opens(under: .address).milliseconds / 1000
        }
        #expect(waits == [0, 30, 60, 120, 480, 900, 900])
    }

    @Test func `are forgotten after an hour`() {
        let attempts = FailedAttempts(count: 9, last: Instant(milliseconds: 0))
        #expect(!attempts.isForgotten(at: Instant(milliseconds: 3_599_999), under: .address))
        #expect(attempts.isForgotten(at: Instant(milliseconds: 3_600_000), under: .address))
    }
}
