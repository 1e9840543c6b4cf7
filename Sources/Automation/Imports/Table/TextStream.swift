/// A source's text as UTF-8 bytes in a window that moves on, each line end's place in the source known.
final class TextStream {
    private let source: any ByteSource
    private let chunkSize: Int
    /// Decoded bytes; those before `start` are used up.
    private(set) var bytes: [UInt8] = []
    private(set) var start = 0
    private(set) var atEnd = false
    /// None while everything read was ASCII and nobody said.
    private(set) var encoding: TextEncoding?

    private var raw: [UInt8] = []
    /// The place in the source of `raw`'s first byte.
    private var rawOffset: Int64 = 0
    private var sourceEnded = false
    private var atFileStart = true
    private var invalidAt: Int64?
    private var converter: TextConverter?
    private var lineEnds = LineEnds()

    init(_ source: any ByteSource, encoding: TextEncoding?, chunkSize: Int = 262_144) throws {
        self.source = source
        self.chunkSize = chunkSize
        try choose(encoding)
    }

    /// True when no more text can come: the end, or an invalid sequence.
    var hasStopped: Bool { atEnd || invalidAt != nil }

    /// Uses up the bytes before the position.
    func consume(upTo position: Int) { start = position }

    /// The place in the source that corresponds to a position after a line end, or to the end.
    func offset(of position: Int) -> Int64 {
        guard converter != nil else { return rawOffset - Int64(bytes.count - position) }
        return lineEnds.offset(of: position) ?? rawOffset
    }

    /// Decodes another piece; false when there was none left.
    ///
    /// Throws the offset of an invalid sequence only once everything before it has been given.
    func fill() throws(InvalidText) -> Bool {
        if let invalidAt { throw InvalidText(offset: invalidAt) }
        if atEnd { return false }
        do { try readAndDecode() } catch { throw InvalidText(cause: error) }
        return true
    }

    /// Why the stream cannot go on: an invalid sequence, or what reading threw.
    struct InvalidText: Error {
        var offset: Int64 = 0
        var cause: (any Error)?
    }

    /// Goes on at a place in the source where a character begins.
    func restart(at offset: Int64, encoding: TextEncoding?) throws {
        try source.seek(to: offset)
        (bytes, raw, start, rawOffset) = ([], [], 0, offset)
        (atEnd, sourceEnded, invalidAt, atFileStart) = (false, false, nil, offset == 0)
        lineEnds = LineEnds()
        try choose(encoding)
    }

    private func choose(_ encoding: TextEncoding?) throws(TableError) {
        self.encoding = encoding
        converter = nil
        if let encoding, encoding != .utf8 { converter = try TextConverter(from: encoding, to: .utf8) }
    }

    private func readAndDecode() throws {
        try readRaw(atLeast: raw.count + 1)
        if atFileStart { try beginFile() }
        try chooseByContent()
        compact()
        decode()
        if sourceEnded && raw.isEmpty && invalidAt == nil { atEnd = true }
    }

    private func readRaw(atLeast count: Int) throws {
        while !sourceEnded, raw.count < count {
            let piece = try [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, read in
                read = try source.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            sourceEnded = piece.isEmpty
            if raw.isEmpty { raw = piece } else { raw.append(contentsOf: piece) }
        }
    }

    private func beginFile() throws {
        try readRaw(atLeast: EncodingDetector.sampleSize)
        atFileStart = false
        let sample = raw.prefix(EncodingDetector.sampleSize)
        if encoding == nil { try choose(sample.withUnsafeBufferPointer(EncodingDetector.wide)) }
        if let mark = encoding?.byteOrderMark, !mark.isEmpty, raw.starts(with: mark) {
            raw.removeFirst(mark.count)
            rawOffset += Int64(mark.count)
        }
    }

    /// Decides the encoding at the first byte that is not ASCII; until there all candidates agree.
    private func chooseByContent() throws {
        guard encoding == nil else { return }
        let first = raw.withUnsafeBufferPointer { UTF8Prefix.firstNonASCII(in: $0, from: 0) }
        guard first < raw.count else { return }
        try readRaw(atLeast: first + EncodingDetector.sampleSize)
        let sample = raw[first...].prefix(EncodingDetector.sampleSize)
        let isWhole = sourceEnded && sample.endIndex == raw.endIndex
        let chosen = sample.withUnsafeBufferPointer { EncodingDetector.narrow($0, isWhole: isWhole) }
        try choose(chosen)
        if converter != nil { lineEnds.reset(bytes, offset: rawOffset) }
    }

    private func compact() {
        guard start > 0 else { return }
        bytes.removeFirst(start)
        lineEnds.shift(by: start)
        start = 0
    }

    private func decode() {
        let used: Int
        let stop: TextConverter.Stop
        if let converter {
            let before = bytes.count
            (used, stop) = raw.withUnsafeBufferPointer { converter.convert($0, into: &bytes) }
            lineEnds.append(raw[..<used], offset: rawOffset, width: encoding, decoded: bytes[before...])
        } else {
            let prefix = raw.withUnsafeBufferPointer { UTF8Prefix(of: $0) }
            (used, stop) = (
                prefix.count, prefix.end == .complete ? .complete : prefix.end == .truncated ? .truncated : .invalid
            )
            bytes.append(contentsOf: raw[..<used])
        }
        rawOffset += Int64(used)
        raw.removeFirst(used)
        if stop == .invalid || (stop == .truncated && sourceEnded) { invalidAt = rawOffset }
    }
}
