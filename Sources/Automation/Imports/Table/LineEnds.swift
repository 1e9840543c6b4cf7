/// Where each line end of decoded text stands in the encoded source.
///
/// Every CR and LF of the source is one of the text and the other way round in all our encodings, so the n-th of
/// one is the n-th of the other; only so can an offset be given without decoding character by character.
struct LineEnds {
    /// Positions just after a line end in the decoded window, and the same places in the source.
    private var decoded: [Int] = []
    private var source: [Int64] = []
    private var next = 0

    /// The source's place for a position just after a line end; asked in rising order.
    mutating func offset(of position: Int) -> Int64? {
        while next < decoded.count, decoded[next] < position { next += 1 }
        return next < decoded.count && decoded[next] == position ? source[next] : nil
    }

    /// Moves with the window and forgets what was asked.
    mutating func shift(by count: Int) {
        decoded.removeFirst(next)
        source.removeFirst(next)
        next = 0
        for index in decoded.indices { decoded[index] -= count }
    }

    /// Takes a window of ASCII, whose places are its bytes, up to `offset` in the source.
    mutating func reset(_ window: [UInt8], offset: Int64) {
        self = LineEnds()
        let first = offset - Int64(window.count)
        for (index, byte) in window.enumerated() where byte == 0x0A || byte == 0x0D {
            decoded.append(index + 1)
            source.append(first + Int64(index + 1))
        }
    }

    mutating func append(
        _ raw: ArraySlice<UInt8>,
        offset: Int64,
        width encoding: TextEncoding?,
        decoded text: ArraySlice<UInt8>
    ) {
        for (index, byte) in zip(text.indices, text) where byte == 0x0A || byte == 0x0D { decoded.append(index + 1) }
        switch encoding {
        case .utf16LittleEndian: appendUnits(raw, offset: offset, high: 1)
        case .utf16BigEndian: appendUnits(raw, offset: offset, high: 0)
        default:
            for (index, byte) in zip(raw.indices, raw) where byte == 0x0A || byte == 0x0D {
                source.append(offset + Int64(index - raw.startIndex + 1))
            }
        }
    }

    private mutating func appendUnits(_ raw: ArraySlice<UInt8>, offset: Int64, high: Int) {
        for index in stride(from: raw.startIndex, to: raw.endIndex - 1, by: 2) where raw[index + high] == 0 {
            let low = raw[index + 1 - high]
            if low == 0x0A || low == 0x0D { source.append(offset + Int64(index - raw.startIndex + 2)) }
        }
    }
}
