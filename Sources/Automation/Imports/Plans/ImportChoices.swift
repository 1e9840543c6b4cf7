import Foundation
import Sales

/// What a person chooses for a file on the import page: the part of a mapping that needs no JSON.
package struct ImportChoices: Codable, Equatable, Sendable {
    package var kind: String
    package var sheet: String?
    package var encoding: String?
    package var delimiter: String?
    package var hasHeader: Bool?
    package var fields: [String: Field] = [:]
    package var key: [String] = []
    package var existing = ImportMapping.Existing.update.rawValue
    package var blank = FieldMapping.Blank.keep.rawValue
    /// What is made where a row names something that is not there: `accounts`, `owners`, `products`.
    package var makes: Set<String> = ["accounts", "owners", "products"]
    package var pipeline: String?
    /// The stages of a pipeline that the import makes; none where it is there.
    package var stages: [NewStage]?
    package var openedIn: String?
    package var dateOrder: String?
    package var decimal: String?

    /// Where one field comes from.
    package struct Field: Codable, Equatable, Sendable {
        package var columns: [String]
        package var values: [String: String] = [:]
        package var currency: String?
        package var currencyColumn: String?
        package var times: Int?

        package init(columns: [String]) { self.columns = columns }
    }

    package struct NewStage: Codable, Equatable, Sendable {
        package var name: String
        package var kind: String

        package init(name: String, kind: String) {
            self.name = name
            self.kind = kind
        }
    }

    package init(kind: ImportKind) { self.kind = kind.rawValue }

    package init(json: String) throws { self = try JSONDecoder().decode(ImportChoices.self, from: Data(json.utf8)) }

    /// The same choices give the same text.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts, numbers and lists always encode.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    package var importKind: ImportKind { ImportKind(rawValue: kind) ?? .opportunities }
}

extension ImportChoices {
    /// The mapping, as the command line would be given it; the same choices give the same text.
    package var mappingText: String {
        var mapping: [String: Any] = ["kind": kind, "fields": fieldTexts, "existing": existing, "blank": blank]
        if !key.isEmpty { mapping["key"] = key }
        let format = self.format
        if !format.isEmpty { mapping["format"] = format }
        for name in ["accounts", "owners", "products"] {
            mapping[name] = ["match": "name", "make": makes.contains(name)] as [String: Any]
        }
        if [ImportKind.opportunities, .stageHistory].contains(importKind), let pipeline {
            var named: [String: Any] = ["name": pipeline]
            if let stages { named["stages"] = stages.map { ["name": $0.name, "kind": $0.kind] } }
            mapping["pipeline"] = named
            if let openedIn, !openedIn.isEmpty { mapping["openedIn"] = openedIn }
        }
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        let data = try? JSONSerialization.data(withJSONObject: mapping, options: options)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// The mapping, or what it lacks.
    package func mapping() throws(MappingError) -> ImportMapping { try ImportMapping(json: mappingText.utf8) }

    /// How the file is written, as far as somebody said.
    package var format: [String: Any] {
        var format: [String: Any] = [:]
        if let encoding { format["encoding"] = encoding }
        if let delimiter { format["delimiter"] = delimiter }
        if let hasHeader { format["header"] = hasHeader }
        if let dateOrder { format["dateOrder"] = dateOrder }
        if let decimal { format["numberFormat"] = ["decimal": decimal] }
        return format
    }

    package var table: TableFormat {
        TableFormat(
            encoding: encoding.flatMap { TextEncoding(named: $0) },
            delimiter: delimiter.flatMap { $0 == "tab" ? UInt8(ascii: "\t") : FormatMapping.ascii($0) },
            hasHeader: hasHeader
        )
    }

    private var fieldTexts: [String: Any] {
        var texts: [String: Any] = [:]
        for (name, field) in fields where !field.columns.isEmpty {
            var text: [String: Any] = ["columns": field.columns, "separator": name == "teams" ? "/" : ", "]
            if !field.values.isEmpty { text["values"] = field.values }
            if let column = field.currencyColumn {
                text["currency"] = ["column": column]
            } else if let currency = field.currency {
                text["currency"] = currency
            }
            if let times = field.times, times != 1 { text["times"] = times }
            texts[name] = text
        }
        // A record without a name is called after its customer, and what it buys.
        if importKind == .opportunities, texts["name"] == nil, let account = fields["account"]?.columns {
            texts["name"] = ["columns": account + (fields["product"]?.columns ?? []), "separator": ", "]
        }
        return texts
    }
}
