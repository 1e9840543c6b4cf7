import SQLEngines
import Sales

/// A record that can be searched.
///
/// Its entry is written with it and tells only words: who owns it and whether it lies in the bin is asked of the record
/// itself, so the two cannot disagree.
protocol SearchedRecord: SQLReadable {
    static var searchKind: SearchKind { get }
    /// What it is read from, and the fields in the change log that its entry follows from.
    static var searchColumns: SQL { get }
    static var searchFields: [String] { get }
    var anyID: Identifier<AnyRecord> { get }
    var searchEntry: SearchEntry { get }
}

extension Account: SearchedRecord {
    static let searchKind = SearchKind.account
    static var searchColumns: SQL { table.columns }
    static let searchFields = ["name", "registrationNumber", "website", "phone"]
    var anyID: Identifier<AnyRecord> { id.erased }

    var searchEntry: SearchEntry {
        SearchEntry(name: name, others: [registrationNumber, website], phones: [phone], keys: duplicateKeys)
    }
}

extension Contact: SearchedRecord {
    static let searchKind = SearchKind.contact
    static var searchColumns: SQL { table.columns }
    static let searchFields = ["name", "email", "phone"]
    var anyID: Identifier<AnyRecord> { id.erased }

    var searchEntry: SearchEntry {
        SearchEntry(name: name, others: [email], phones: [phone], keys: duplicateKeys)
    }
}

extension Opportunity: SearchedRecord {
    static let searchKind = SearchKind.opportunity
    static var searchColumns: SQL { columns }
    static let searchFields = ["name"]
    var anyID: Identifier<AnyRecord> { id.erased }

    var searchEntry: SearchEntry { SearchEntry(name: name) }
}

extension SearchedRecord {
    var storedSearchEntry: StoredSearchEntry { StoredSearchEntry(Self.searchKind, anyID, searchEntry) }
}

extension SearchKind {
    var recordType: any SearchedRecord.Type {
        switch self {
        case .account: Account.self
        case .contact: Contact.self
        case .opportunity: Opportunity.self
        }
    }
}

extension Connection {
    /// Stores the entries of new records; kinds that are not searched have none.
    ///
    /// Those that an import makes are left to `fillSearchBacklog`, so that it is over sooner.
    func addSearchEntries<Record>(of records: [Record], by origin: Origin) throws {
        guard let type = Record.self as? any SearchedRecord.Type else { return }
        let searched = records.compactMap { $0 as? any SearchedRecord }
        if origin.importID == nil {
            try add(searched.map(\.storedSearchEntry), in: origin.workspace)
        } else if let first = searched.map(\.anyID).min() {
            try deferSearchEntries(of: type.searchKind, from: first, in: origin.workspace)
        }
    }

    /// Writes a record's entry anew where a change was of what it follows from.
    func refreshSearchEntry(of id: Identifier<AnyRecord>, _ change: Change, in workspace: Int64) throws {
        guard let kind = SearchKind(rawValue: change.recordKind) else { return }
        let fields = kind.recordType.searchFields
        guard fields.contains(where: { change.after?[$0] != nil }) else { return }
        for entry in try searchEntries(kind.recordType, where: "id = \(id)", in: workspace) {
            try replaceSearchEntry(entry, in: workspace)
        }
    }

    /// What records are to be found by, in the bin or not.
    func searchEntries<Record: SearchedRecord>(
        _ type: Record.Type,
        where condition: SQL,
        in workspace: Int64
    ) throws -> [StoredSearchEntry] {
        let records: [Record] = try all(
            """
            SELECT \(type.searchColumns) FROM \(type.searchKind.table)
            WHERE workspace_id = \(workspace) AND \(condition)
            """
        )
        return records.map(\.storedSearchEntry)
    }
}
