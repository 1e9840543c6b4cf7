import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: scrypt's parameters, the salt and what came out.
///
/// Written `scrypt$32768$8$3$<salt>$<key>`, so that the parameters can grow: a hash says how it was made.
struct PasswordHash: Sendable {
    /// What a guess costs.
    struct Cost: Hashable, Sendable {
        var rounds: Int
        var blockSize: Int
        var parallelism: Int

        /// 32 MiB and a quarter of a second of a core.
        static let standard = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 3)
    }

    var cost: Cost
    var salt: [UInt8]
    var key: [UInt8]

    /// Hashes a password with a new salt.
    init(of password: [UInt8], _ cost: Cost) throws {
        var random = SystemRandomNumberGenerator()
        self.cost = cost
        salt = (0..<16).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
        key = try Self.derive(password, salt, cost)
    }

    /// The hash of no password, made without the work of one.
    init(ofNobodyAt cost: Cost) {
        var random = SystemRandomNumberGenerator()
        self.cost = cost
        salt = (0..<16).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
        key = (0..<Self.keyLength).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
    }

    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Data(base64Encoded: parts[4]),
            let key = Data(base64Encoded: parts[5]), !salt.isEmpty, key.count == Self.keyLength
        else { return nil }
        cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        (self.salt, self.key) = (Array(salt), Array(key))
    }

    var text: String {
        let numbers = "\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)"
        return "scrypt$\(numbers)$\(Data(salt).base64EncodedString())$\(Data(key).base64EncodedString())"
    }

    /// Whether the password gives this hash; how long that takes does not tell how much of it agrees.
    func matches(_ password: [UInt8]) throws -> Bool {
        let derived = try Self.derive(password, salt, cost)
        return zip(derived, key).reduce(UInt8(derived.count == key.count ? 0 : 1)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static let keyLength = 32

    private static func derive(_ password: [UInt8], _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
        // An empty array has no address, which the derivation needs; no password that counts is empty.
        let derived = try KDF.Scrypt.deriveKey(
            from: Data(password.isEmpty ? [0] : password),
            salt: Data(salt),
            outputByteCount: keyLength,
            rounds: cost.rounds,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism
        )
        return derived.withUnsafeBytes { Array($0) }
    }
}
