import Foundation

/// What somebody said about a file: which column feeds which field, and what to do with what is found.
package struct ImportMapping: Sendable {
    /// What to do with a record that is there already.
    package enum Existing: String, CaseIterable, Sendable {
        case skip, update, create
    }

    /// Where the data comes from, for the reader of the mapping.
    package var source: String?
    package var kind: ImportKind
    package var format = FormatMapping()
    /// The columns that together are the record's key in its own system; none where records are known by name.
    package var key: [String] = []
    package var existing = Existing.update
    /// What a blank cell means where the field does not say.
    package var blank = FieldMapping.Blank.keep
    package var fields: [String: FieldMapping] = [:]
    package var accounts = ReferenceMapping()
    package var owners = ReferenceMapping()
    package var products = ReferenceMapping()
    package var pipeline: PipelineMapping?
    /// The stage in which a record without history stood from its creation; the first open one where none is said.
    package var openedIn: String?
    /// Values, by column, of rows that are left out and counted as skipped.
    package var skipWhere: [String: Set<String>] = [:]
    /// The workspace's own fields that the file fills, and what their values are looked up in; known at the workspace.
    var own = OwnMapping()

    /// The reason of lost opportunities whose row gives none.
    package static let reasonNotGiven = "not given"
    /// What stands between the columns of a key.
    package static let keySeparator = "/"

    package init(kind: ImportKind) { self.kind = kind }
}

extension ImportMapping {
    /// Reads a mapping and checks everything that can be checked without the file.
    package init(json: some Sequence<UInt8>) throws(MappingError) {
        let data = Data(json)
        do { self = try JSONDecoder().decode(ImportMapping.self, from: data) } catch {
            let error = MappingError(error)
            guard case .notJSON = error else { throw error }
            guard let fault = JSONFault(data) else {
                // The decoder calls a text with 3.5 where a whole number belongs no JSON, and tells no place.
                throw .wrongType("each of \"probability\", \"limitDays\" and \"times\"", expected: "a whole number")
            }
            throw .notJSON(fault.description)
        }
    }

    package init(path: String) throws(MappingError) {
        let bytes: Data
        do { bytes = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            let reason = FileManager.default.fileExists(atPath: path) ? "access is refused" : "no such file"
            throw .unreadable(path: path, reason: reason)
        }
        try self.init(json: bytes)
    }
}

extension ImportMapping: Decodable {
    enum Key: String, MappingKey {
        case source, kind, format, key, existing, blank, fields, accounts, owners, products, pipeline, openedIn,
            skipWhere
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.strict(Key.self)
        self.init(kind: try values.decode(Word<ImportKind>.self, forKey: .kind).choice)
        source = try values.optional(.source)
        format = try values.optional(.format) ?? FormatMapping()
        key = try values.optional(.key, ColumnList.self)?.names ?? []
        existing = try values.optional(.existing, Word<Existing>.self)?.choice ?? .update
        blank = try values.optional(.blank, Word<FieldMapping.Blank>.self)?.choice ?? .keep
        accounts = try values.optional(.accounts) ?? ReferenceMapping()
        owners = try values.optional(.owners) ?? ReferenceMapping()
        products = try values.optional(.products) ?? ReferenceMapping()
        pipeline = try values.optional(.pipeline)
        openedIn = try values.optional(.openedIn)
        skipWhere = try values.optional(.skipWhere) ?? [:]
        fields = try values.decode([String: FieldMapping].self, forKey: .fields)
        try checkFields()
        try checkStages()
    }
}

/// A column's name, or several.
private struct ColumnList: Decodable {
    var names: [String]

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let name = try? value.decode(String.self) { names = [name] } else { names = try value.decode([String].self) }
    }
}
