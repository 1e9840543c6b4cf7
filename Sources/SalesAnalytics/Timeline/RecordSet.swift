import Sales

/// A set of a timeline's records, one bit each: what a member may see, or what a filter keeps.
package struct RecordSet: Hashable, Sendable {
    var words: [UInt64]

    init(count: Int, all: Bool = false) {
        words = Array(repeating: all ? .max : 0, count: (count + 63) / 64)
    }

    mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }

    func contains(_ index: Int) -> Bool {
        index >> 6 < words.count && words[index >> 6] >> UInt64(index & 63) & 1 == 1
    }

    /// Records of later refreshes are in no set that was made before.
    func word(_ index: Int) -> UInt64 { index < words.count ? words[index] : 0 }

    /// The bits of the 64 records from the index on.
    func word(from index: Int) -> UInt64 {
        let shift = UInt64(index & 63)
        return shift == 0 ? word(index >> 6) : word(index >> 6) >> shift | word(index >> 6 + 1) << (64 - shift)
    }

    package func union(_ other: RecordSet) -> RecordSet {
        var both = words.count < other.words.count ? other : self
        for place in both.words.indices { both.words[place] = word(place) | other.word(place) }
        return both
    }

    package func intersection(_ other: RecordSet) -> RecordSet {
        var both = self
        for place in both.words.indices { both.words[place] &= other.word(place) }
        return both
    }
}

extension Timeline {
    /// The records with these identifiers; unknown ones are left out.
    package func records(_ identifiers: some Sequence<Identifier<Opportunity>>) -> RecordSet {
        var set = RecordSet(count: recordCount)
        for identifier in identifiers {
            if let index = index.number(of: identifier) { set.insert(Int(index)) }
        }
        return set
    }

    /// The records that one of these members owns now, and where asked those that nobody owns.
    package func records(ownedBy members: Set<Identifier<Member>>, orNobody: Bool = false) -> RecordSet {
        var numbers = Set(members.compactMap { catalog.members.number(of: $0) })
        if orNobody { numbers.insert(Details.none) }
        var set = RecordSet(count: recordCount)
        for slice in slices {
            let segment = slice.segment
            for record in 0..<segment.recordCount where slice.isLive(record) {
                let owner = segment.details(segment.lastDetail(record)).owner
                if numbers.contains(owner) { set.insert(Int(segment.records.pointer[record])) }
            }
        }
        return set
    }
}
