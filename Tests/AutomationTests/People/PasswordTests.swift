@testable import Automation

import Foundation
import Sales
import Storage
import Testing

extension PasswordHasher {
    /// One that takes no time.
    static func quick() throws -> PasswordHasher {
        PasswordHasher(cost: PasswordHash.Cost(rounds: 16, blockSize: 8, parallelism: 1))
    }
}

@Suite struct `A stored password` {
    private let quick = PasswordHash.Cost(rounds: 16, blockSize: 8, parallelism: 1)

    @Test func `is found again by its text and by no other password`() throws {
        let stored = try PasswordHash(of: Array("correct horse".utf8), quick).text
        #expect(stored.hasPrefix("scrypt$16$8$1$"))
        let hash = try #require(PasswordHash(stored))
        #expect(try hash.matches(Array("correct horse".utf8)))
        for wrong in ["", "correct hors", "correct horse ", "Correct horse"] {
            #expect(try !hash.matches(Array(wrong.utf8)))
        }
    }

    @Test func `is hashed as RFC 7914 asks`() throws {
        // The first 32 bytes of the second example there.
        let hash = try #require(PasswordHash("scrypt$1024$8$16$TmFDbA==$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI="))
        #expect(try hash.matches(Array("password".utf8)))
    }

    @Test func `of another salt is another text`() throws {
        let texts = try (0..<2).map { _ in try PasswordHash(of: Array("correct horse".utf8), quick).text }
        #expect(texts[0] != texts[1])
    }

    @Test(arguments: ["", "x", "scrypt$1$2$3$$", "bcrypt$16$8$1$TmFDbA==$AAAA", "scrypt$16$8$1$TmFDbA==$AAAA"])
    func `is not read from`(_ text: String) { #expect(PasswordHash(text) == nil) }

    @Test func `without one nobody is let in, and it takes the same work`() async throws {
        let hasher = try PasswordHasher.quick()
        #expect(try await !hasher.isRight("nobody's password", nil))
        #expect(try await !hasher.isRight("", "scrypt$broken"))
        let stored = try await hasher.hash("caf\u{E9} au lait")
        #expect(try await hasher.isRight("cafe\u{301} au lait", stored))
        #expect(!hasher.isOutdated(stored))
        #expect(
            hasher.isOutdated(
                try PasswordHash(of: [1], PasswordHash.Cost(rounds: 8, blockSize: 8, parallelism: 1)).text
            )
        )
    }

    @Test func `is not waited for where too many wait already`() async throws {
        let cost = PasswordHash.Cost(rounds: 16, blockSize: 8, parallelism: 1)
        let hasher = PasswordHasher(cost: cost, atOnce: 0, longestQueue: 0)
        await #expect(throws: SignInError.busy) { try await hasher.hash("correct horse") }
    }

    @Test func `waits for its turn behind others`() async throws {
        let hasher = try PasswordHasher.quick()
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<30 {
                group.addTask { (try? await hasher.hash("correct horse")) != nil }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes == Array(repeating: true, count: 30))
    }
}

@Suite struct `A client` {
    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "32.1.13.184.0.1.0.2"), ("2001:db8:1:2::9", "32.1.13.184.0.1.0.2"), ("", ""),
        (":x", ":x"),
    ])
    func `is counted by its network:`(_ address: String, _ network: String) {
        #expect(ClientNetwork(address).text == network)
    }

    @Test func `holds a token of 256 bits of which the hash is stored`() {
        let tokens = (0..<2).map { _ in Token() }
        #expect(tokens[0] != tokens[1] && tokens.allSatisfy { $0.text.utf8.count == 64 })
        #expect(Token("abc").hash.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
