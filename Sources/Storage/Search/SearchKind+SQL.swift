import SQLEngines
import Sales

/// A small number in the database, since every record has an entry; cases are only ever added at the end.
extension SearchKind: SQLBindable, SQLReadable {
    package var sqlValue: SQL.Value {
        switch self {
        case .account: .integer(0)
        case .contact: .integer(1)
        case .opportunity: .integer(2)
        }
    }

    package init(from row: inout Row) throws {
        let code: Int64 = try row.next()
        guard let kind = Self.allCases.first(where: { $0.sqlValue == .integer(code) }) else {
            throw UnknownValue(type: "SearchKind", value: "\(code)")
        }
        self = kind
    }
}

extension SearchKind {
    /// Where the records are.
    var table: SQL {
        switch self {
        case .account: "accounts"
        case .contact: "contacts"
        case .opportunity: "opportunities"
        }
    }

    /// The kind for which roles have rights.
    var rights: RecordKind {
        switch self {
        case .account: .accounts
        case .contact: .contacts
        case .opportunity: .opportunities
        }
    }

    /// The letter that its pieces in the index begin with, after the workspace's number.
    private var letter: String {
        switch self {
        case .account: "a"
        case .contact: "c"
        case .opportunity: "o"
        }
    }

    /// A piece as it stands in the index.
    func token(_ gram: some StringProtocol, in workspace: Int64) -> String { "\(workspace)\(letter)\(gram)" }

    /// A key by which duplicates are found, as it stands in the index; no kind has the letter k.
    func keyToken(_ code: some StringProtocol, in workspace: Int64) -> String { "\(workspace)k\(letter)\(code)" }
}
