import Foundation

/// A password that is not taken.
package enum PasswordError: Error, Equatable {
    case tooShort
    case tooLong
    /// It is the address or the workspace's name.
    case easilyGuessed
}

extension PasswordError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooShort:
            "A password needs at least \(PasswordRule.leastCharacters) characters; a few words are easy to keep."
        case .tooLong: "A password has at most \(PasswordRule.mostBytes) bytes; shorten it."
        case .easilyGuessed: "A password must not be your address or the workspace's name; choose another."
        }
    }
}

/// What a password needs: length and nothing that everybody knows; no rule of which characters.
package enum PasswordRule {
    package static let leastCharacters = 10
    package static let mostBytes = 1000

    /// Checks a password that somebody chooses, beside words that others know.
    package static func check(_ password: String, known: [String]) throws(PasswordError) {
        if password.count < leastCharacters { throw .tooShort }
        if password.utf8.count > mostBytes { throw .tooLong }
        let plain = password.folded
        if known.contains(where: { $0.folded == plain }) { throw .easilyGuessed }
    }

    /// The bytes of a password; keyboards differ in how they compose the same letter.
    package static func bytes(of password: String) -> [UInt8] {
        Array(password.precomposedStringWithCanonicalMapping.utf8)
    }
}
