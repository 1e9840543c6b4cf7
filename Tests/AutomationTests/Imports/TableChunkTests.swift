import Testing

@testable import Automation

/// A source whose first piece ends at a chosen byte.
private final class Split: ByteSource {
    let bytes: [UInt8]
    let at: Int
    var next = 0
    var size: Int64 { Int64(bytes.count) }

    init(_ bytes: [UInt8], at: Int) { (self.bytes, self.at) = (bytes, at) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let end = next < at ? at : bytes.count
        let count = min(buffer.count, end - next)
        buffer.copyBytes(from: bytes[next..<next + count])
        next += count
        return count
    }

    func seek(to offset: Int64) throws { next = Int(offset) }
}

private let text = "名字,b\r\n\"one\r\ntwo\",é\r\n\r\n𠀀,\"say \"\"hi\"\"\"\rlast,z"

@Suite struct `Pieces of a file` {
    static let files: [(TextEncoding, Bool)] = [
        (.utf8, false), (.utf8, true), (.utf16LittleEndian, false), (.utf16LittleEndian, true),
        (.utf16BigEndian, false), (.utf16BigEndian, true), (.gb18030, false),
    ]

    @Test(arguments: files)
    func `wherever they end, the rows are the same`(_ encoding: TextEncoding, _ mark: Bool) throws {
        let bytes = try encoded(text, as: encoding, mark: mark)
        let expected = try rows(TableReader(MemoryBytes(bytes), format: TableFormat(encoding: encoding)))
        #expect(expected.map(\.cells) == [["one\r\ntwo", "é"], ["𠀀", "say \"hi\""], ["last", "z"]])
        #expect(expected.map(\.number) == [2, 4, 5])
        for position in 0...bytes.count {
            let reader = try TableReader(
                Split(bytes, at: position),
                format: TableFormat(encoding: encoding),
                chunkSize: 4096
            )
            #expect(try rows(reader) == expected, "split at \(position)")
        }
        for size in 1...7 {
            let reader = try TableReader(MemoryBytes(bytes, piece: size), format: TableFormat(encoding: encoding))
            #expect(try rows(reader) == expected, "pieces of \(size)")
        }
    }

    @Test(arguments: files)
    func `reading goes on after any row`(_ encoding: TextEncoding, _ mark: Bool) throws {
        let bytes = try encoded(text, as: encoding, mark: mark)
        let format = TableFormat(encoding: encoding)
        let whole = try TableReader(MemoryBytes(bytes, piece: 5), format: format)
        var positions = [whole.position]
        while try whole.next() != nil { positions.append(whole.position) }
        let expected = try rows(TableReader(MemoryBytes(bytes), format: format))
        for (index, position) in positions.enumerated() {
            let resumed = try TableReader(MemoryBytes(bytes, piece: 3), format: format)
            try resumed.resume(at: position)
            #expect(try rows(resumed) == Array(expected[index...]))
        }
        #expect(positions.last?.offset == Int64(bytes.count))
    }

    @Test func `what came late decides the encoding, and a resumed reading knows it`() throws {
        let ascii = "id,name\n" + String(repeating: "1,plain\n", count: 40_000)
        let bytes = Array(ascii.utf8) + (try encoded("2,北京公司\n3,上海公司\n", as: .gb18030))
        let reader = try TableReader(MemoryBytes(bytes, piece: 1000))
        #expect(reader.encoding == nil)
        var position = reader.position
        var last: [[String]] = []
        while let row = try reader.next() {
            if row.number == 40_002 { position = reader.position }
            if row.number > 40_001 { last.append(row.cells) }
        }
        #expect(last == [["2", "北京公司"], ["3", "上海公司"]])
        #expect(reader.encoding == .gb18030)
        try reader.resume(at: position)
        #expect(try reader.all() == [["3", "上海公司"]])
    }

    private func rows(_ reader: TableReader) throws -> [TableRow] {
        var rows: [TableRow] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }
}
