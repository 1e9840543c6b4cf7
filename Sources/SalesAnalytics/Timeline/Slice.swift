/// A segment as one timeline sees it: which of its records are still told of here.
struct Slice: Sendable {
    let segment: Segment
    /// The records that no later slice tells of anew.
    private(set) var held: [UInt64]
    /// Those of them that are not in the bin.
    private(set) var live: [UInt64]
    private(set) var heldCount: Int

    init(_ segment: Segment) {
        self.segment = segment
        heldCount = segment.recordCount
        held = Array(repeating: .max, count: (heldCount + 63) / 64)
        if heldCount & 63 != 0 { held[held.count - 1] = 1 << UInt64(heldCount & 63) - 1 }
        live = held
        for word in live.indices { live[word] &= ~segment.binned.pointer[word] }
    }

    func isHeld(_ record: Int) -> Bool { held[record >> 6] >> UInt64(record & 63) & 1 == 1 }
    func isLive(_ record: Int) -> Bool { live[record >> 6] >> UInt64(record & 63) & 1 == 1 }

    mutating func hide(_ record: UInt32) {
        guard let place = segment.place(of: record), isHeld(place) else { return }
        let mask = ~(1 << UInt64(place & 63)) as UInt64
        held[place >> 6] &= mask
        live[place >> 6] &= mask
        heldCount -= 1
    }

    /// The live records that are also in the set, one bit each.
    func mask(_ visible: RecordSet?) -> [UInt64] {
        guard let visible else { return live }
        var mask = live
        let first = Int(segment.records.count == 0 ? 0 : segment.records.pointer[0])
        if segment.isContiguous {
            for word in mask.indices { mask[word] &= visible.word(from: first + word << 6) }
        } else {
            for record in 0..<segment.recordCount where !visible.contains(Int(segment.records.pointer[record])) {
                mask[record >> 6] &= ~(1 << UInt64(record & 63))
            }
        }
        return mask
    }
}

extension Segment {
    /// Whether the records' indices have no gap.
    var isContiguous: Bool {
        recordCount > 0 && Int(records.pointer[recordCount - 1]) - Int(records.pointer[0]) == recordCount - 1
    }

    /// Where the record lies here, if it does.
    func place(of record: UInt32) -> Int? {
        guard recordCount > 0, record >= records.pointer[0], record <= records.pointer[recordCount - 1] else {
            return nil
        }
        if isContiguous { return Int(record - records.pointer[0]) }
        var low = 0
        var high = recordCount
        while low < high {
            let middle = (low + high) / 2
            if records.pointer[middle] < record { low = middle + 1 } else { high = middle }
        }
        return low < recordCount && records.pointer[low] == record ? low : nil
    }

    /// The place of the record's newest details, −1 where it has none.
    @inline(__always)
    func lastDetail(_ record: Int) -> Int {
        let end = Int(detailStarts.pointer[record + 1])
        return end > Int(detailStarts.pointer[record]) ? end - 1 : -1
    }
}
