import Foundation
import Sales
import Simulation

/// The company's opportunities as another system would export them, with the mapping that explains them.
struct ImportFile {
    static let columns = ["id", "name", "account", "owner", "stage", "amount", "created", "closed"]

    let path: String
    let mappingPath: String

    init(_ company: BenchmarkCompany, rows: Int, in folder: URL) throws {
        let (file, mapping) = (folder.appending(path: "opportunities.csv"), folder.appending(path: "mapping.json"))
        (path, mappingPath) = (file.path, mapping.path)
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        var text = CSVText()
        text.append(row: Self.columns)
        try Self.forEachRow(company, rows) { texts in
            text.append(row: texts)
            if text.bytes.count > 1 << 20 { try text.flush(to: handle) }
        }
        try text.flush(to: handle)
        try Self.mapping(company.company).write(to: mapping, options: .atomic)
    }

    /// Calls `body` with the texts of each row; nothing in them needs quotes.
    static func forEachRow(_ company: BenchmarkCompany, _ rows: Int, _ body: ([String]) throws -> Void) rethrows {
        let company = company.company
        let names = Dictionary(uniqueKeysWithValues: company.members.map { ($0.id, plain($0.name)) })
        let stages = Dictionary(uniqueKeysWithValues: company.process.stages.map { ($0.id, $0) })
        for opportunity in company.opportunities.prefix(rows) {
            let values = opportunity.opportunity(observedAt: company.observedAt).values
            guard let stage = values.stageID.flatMap({ stages[$0] }) else { continue }
            let closed = stage.kind == .open ? nil : opportunity.reported.map(\.happenedAt).max()
            try body([
                "\(opportunity.index)", plain(opportunity.name), plain(company.account(opportunity.accountIndex).name),
                values.ownerID.flatMap { names[$0] } ?? "", plain(stage.name),
                values.amount.map { "\($0.minor / 100).\(Int64($0.minor % 100).padded(2))" } ?? "",
                "\(ZoneCalendar.utc.day(of: opportunity.reported[0].happenedAt))",
                closed.map { "\(ZoneCalendar.utc.day(of: $0))" } ?? "",
            ])
        }
    }

    private static func plain(_ text: String) -> String {
        String(text.map { $0 == "," || $0 == "\"" ? " " : $0 })
    }

    private static func mapping(_ company: SalesCompany) throws -> Data {
        let stages = company.process.stages.map { ["name": plain($0.name), "kind": $0.kind.rawValue] }
        let mapping: [String: Any] = [
            "kind": "opportunities",
            "key": "id",
            "pipeline": ["name": "Sales", "stages": stages],
            "accounts": ["match": "name", "make": true],
            "owners": ["match": "name", "make": true],
            "fields": [
                "name": "name", "stage": "stage", "created": "created", "closed": "closed", "owner": "owner",
                "account": "account", "amount": ["column": "amount", "currency": company.plan.currency.code],
            ],
        ]
        return try JSONSerialization.data(withJSONObject: mapping)
    }
}

extension CSVText {
    fileprivate mutating func append(row: [String]) {
        for text in row { append(text: text) }
        endRow()
    }
}
