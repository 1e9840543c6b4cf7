/// A text that is no e-mail address.
package struct EmailError: Error, Equatable, CustomStringConvertible {
    package init() {}

    package var description: String { "This is no e-mail address; write one such as ana@example.com." }
}

/// What is taken for an e-mail address: only a mail that arrives proves more.
package enum EmailRule {
    /// The address without white space around it.
    package static func checked(_ text: String) throws(EmailError) -> String {
        let email = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), email.utf8.count <= 254 else { throw EmailError() }
        let isPrintable = email.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        guard isPrintable, !email.contains(where: \.isWhitespace) else { throw EmailError() }
        return email
    }
}
