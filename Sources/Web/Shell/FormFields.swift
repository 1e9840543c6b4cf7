import Foundation
import Hummingbird

/// The fields of a form or of a query, each with what was typed into it.
struct FormFields: Sendable {
    private var values: [String: [String]] = [:]
    /// Whether something was left out that the reader's list cannot be asked for.
    private(set) var isTrimmed = false

    /// Reads `application/x-www-form-urlencoded`; what is no UTF-8 or has U+0000 is refused.
    init(_ text: some StringProtocol) throws(HTTPError) {
        for pair in text.split(separator: "&").prefix(10_000) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let words = parts.map { String($0).replacingOccurrences(of: "+", with: " ").removingPercentEncoding }
            guard let name = words[0], let value = words.count > 1 ? words[1] : "", !value.contains("\0") else {
                throw HTTPError(.badRequest)
            }
            values[name, default: []].append(value)
        }
    }

    /// The first value of the field, without blanks round it; empty where there is none.
    subscript(name: String) -> String {
        (values[name]?.first ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The first value as it was typed, as passwords are.
    func verbatim(_ name: String) -> String { values[name]?.first ?? "" }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    var names: Set<String> { Set(values.keys) }

    /// The same without the values that do not stay, and without what hangs on these.
    func keeping(_ stays: (_ name: String, _ value: String) -> Bool, otherwiseWithout others: [String]) -> FormFields {
        var kept = self
        for (name, all) in values {
            let left = all.filter { stays(name, $0) }
            if left.count == all.count { continue }
            kept.isTrimmed = true
            kept.values[name] = left.isEmpty ? nil : left
        }
        if kept.isTrimmed { for name in others { kept.values[name] = nil } }
        return kept
    }
}

extension Request {
    /// The fields of a posted form, up to a megabyte.
    func form() async throws -> FormFields {
        let body = try await body.collect(upTo: 1 << 20)
        guard let text = String(validating: body.readableBytesView, as: UTF8.self) else { throw HTTPError(.badRequest) }
        return try FormFields(text)
    }

    /// Gives the pieces of an upload as they come.
    ///
    /// One that is cut is no fault of ours, so it is not told as unforeseen; nobody is there any more to be answered.
    func forEachPiece(_ body: (ByteBuffer) async throws -> Void) async throws {
        var pieces = self.body.makeAsyncIterator()
        while true {
            let piece: ByteBuffer?
            do { piece = try await pieces.next() } catch { throw HTTPError(.badRequest) }
            guard let piece else { return }
            try await body(piece)
        }
    }

    /// The fields of the query.
    func query() throws -> FormFields { try FormFields(uri.query ?? "") }
}
