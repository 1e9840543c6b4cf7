import Crypto
import Storage

/// A secret of 256 random bits that a browser or a link carries; the database knows only its hash.
package struct Token: Hashable, Sendable {
    /// 64 hexadecimal digits, fit for a cookie and a path.
    package let text: String

    /// Makes a new one.
    package init() {
        var random = SystemRandomNumberGenerator()
        text = (0..<32).map { _ in UInt8.random(in: 0 ... .max, using: &random).hexadecimal }.joined()
    }

    /// Reads what a request brought; whatever it is, the hash finds it or does not.
    package init(_ text: some StringProtocol) { self.text = String(text) }

    package var hash: TokenHash { TokenHash(of: text) }
}

extension TokenHash {
    /// The SHA-256 of a text.
    package init(of text: String) {
        self.init(hex: SHA256.hash(data: Array(text.utf8)).map(\.hexadecimal).joined())
    }
}

extension UInt8 {
    fileprivate var hexadecimal: String {
        let digits = String(self, radix: 16)
        return digits.count == 1 ? "0\(digits)" : digits
    }
}
