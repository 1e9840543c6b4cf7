import Sales

extension Timeline.Builder {
    /// Takes over what another builder was given, so that two can be filled at once.
    ///
    /// Where both know a record, what is known of it here stays; its revisions must all be in one of them.
    package mutating func append(_ other: consuming Timeline.Builder) {
        let records = other.records.identifiers.enumerated().map { place, id in
            if let number = self.records.number(of: id) { return number }
            return insert(id, other.dimensions[place], isInBin: other.binned[place])
        }
        let numbers = CatalogNumbers(of: other.catalog, in: &catalog)
        pending.append(other.pending, records: records, numbers)
    }

    private mutating func insert(
        _ id: Identifier<Opportunity>,
        _ dimensions: RecordDimensions,
        isInBin: Bool
    ) -> UInt32 {
        self.dimensions.append(dimensions)
        binned.append(isInBin)
        return records.insert(id)
    }
}

/// What the numbers of one catalog are in another.
struct CatalogNumbers {
    private let stages: [UInt16]
    private let members: [UInt32]
    private let lossReasons: [UInt32]
    private let currencies: [UInt8]

    init(of other: Catalog, in catalog: inout Catalog) {
        stages = other.stages.identifiers.map { catalog.stage($0) }
        members = other.members.identifiers.map { catalog.member($0) }
        lossReasons = other.lossReasons.identifiers.map { catalog.lossReason($0) }
        currencies = [0] + other.currencies.map { catalog.currency($0) }
    }

    func stage(_ number: UInt16) -> UInt16 { number == PathTreeBuilder.noStage ? number : stages[Int(number)] }
    func member(_ number: UInt32) -> UInt32 { number == Details.none ? number : members[Int(number)] }

    func details(_ details: Details) -> Details {
        var details = details
        details.owner = member(details.owner)
        details.currency = currencies[Int(details.currency)]
        if details.lossReason != Details.none { details.lossReason = lossReasons[Int(details.lossReason)] }
        return details
    }
}

extension PendingRevisions {
    fileprivate mutating func append(_ other: PendingRevisions, records: [UInt32], _ numbers: CatalogNumbers) {
        let (firstDetails, firstVoiding) = append(detailsOf: other, numbers)
        reserve(rows.count + other.rows.count)
        for row in other.rows {
            var row = row
            row.record = records[Int(row.record)]
            row.stage = numbers.stage(row.stage)
            row.actor = numbers.member(row.actor)
            if row.details >= 0 { row.details += firstDetails }
            if row.voiding >= 0 { row.voiding += firstVoiding }
            append(row)
        }
    }
}
