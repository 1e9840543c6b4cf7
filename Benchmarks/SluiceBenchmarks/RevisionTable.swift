import Foundation
import Sales
import SalesAnalytics
import Simulation

/// The company's reported revisions as a CSV file that others read.
struct RevisionTable {
    private let company: SalesCompany
    private let owners: Set<Identifier<Member>>
    private let stages: [Identifier<Stage>: Int]
    private let members: [Identifier<Member>: Int]

    init(_ company: BenchmarkCompany) {
        self.company = company.company
        owners = company.owners
        stages = Dictionary(uniqueKeysWithValues: company.company.process.stages.enumerated().map { ($1.id, $0) })
        members = Dictionary(uniqueKeysWithValues: company.company.members.enumerated().map { ($1.id, $0) })
    }

    /// Writes opportunity, seq, happened, recorded, stage, amount, owner, voided and visible, without a header.
    func write(to url: URL) throws {
        try Data().write(to: url)
        let file = try FileHandle(forWritingTo: url)
        defer { try? file.close() }
        var text = CSVText()
        for opportunity in company.opportunities {
            append(opportunity, to: &text)
            if text.bytes.count > 1 << 20 { try text.flush(to: file) }
        }
        try text.flush(to: file)
    }

    private func append(_ opportunity: SimulatedOpportunity, to text: inout CSVText) {
        let rows = opportunity.reported.filter { !$0.fields.isEmpty }
            .sorted { ($0.happenedAt, $0.number) < ($1.happenedAt, $1.number) }
        let owner = rows.last { $0.voidedAt == nil && $0.fields.contains(.owner) }?.values.ownerID
        let isVisible = owner.map(owners.contains) ?? false
        for (place, row) in rows.enumerated() {
            text.append(opportunity.index)
            text.append(place)
            text.append(Int(row.happenedAt.milliseconds))
            text.append(Int(row.recordedAt.milliseconds))
            text.append(row.values.stageID.flatMap { stages[$0] })
            text.append((row.values.amount?.minor).map(Int.init))
            text.append(row.values.ownerID.flatMap { members[$0] })
            text.append((row.voidedAt?.milliseconds).map(Int.init))
            text.append(isVisible ? 1 : 0)
            text.endRow()
        }
    }
}

/// Collects comma-separated values.
struct CSVText {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    mutating func append(_ number: Int?) { append(text: number.map { String($0) } ?? "") }

    /// Appends a text that needs no quotes.
    mutating func append(text: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes += text.utf8
    }

    mutating func endRow() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }

    mutating func flush(to file: FileHandle) throws {
        try file.write(contentsOf: Data(bytes))
        bytes.removeAll(keepingCapacity: true)
    }
}
