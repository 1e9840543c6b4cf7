import Testing

@testable import Automation

@Suite struct `A bad file` {
    @Test func `an unclosed quotation mark names the row where it opens`() throws {
        let reader = try table("a,b\n1,2\n3,\"four\n5,6\n7,8\n", format: TableFormat(delimiter: 0x2C))
        _ = try reader.next()
        #expect(throws: TableError.unclosedQuote(row: 3, column: 2)) { try reader.next() }
        #expect(
            TableError.unclosedQuote(row: 3, column: 2).description
                == "The quotation mark that opens in row 3, column 2 is never closed; close or double it."
        )
    }

    @Test func `a NUL byte names row and column`() throws {
        let reader = try table(Array("a,b\n1,2\n3,".utf8) + [0x34, 0x00, 0x0A])
        _ = try reader.next()
        #expect(throws: TableError.nul(row: 3, column: 2)) { try reader.next() }
        let quoted = try table(Array("a,b\n1,\"".utf8) + [0x34, 0x00, 0x22, 0x0A])
        #expect(throws: TableError.nul(row: 2, column: 2)) { try quoted.next() }
    }

    @Test func `a row may be a megabyte long and no longer`() throws {
        let allowed = String(repeating: "x", count: RowParser.longestRow - 4)
        #expect(try table("a,b\n1,\(allowed)\n2,3\n").all().count == 2)
        let reader = try table("a,b\n1,\(allowed)xx\n2,3\n")
        #expect(throws: TableError.rowTooLong(row: 2, openQuoteInColumn: nil)) { try reader.next() }
        let open = try table("a,b\n1,\"\(allowed)xxxx\n2,3\n")
        #expect(throws: TableError.rowTooLong(row: 2, openQuoteInColumn: 2)) { try open.next() }
        #expect(
            TableError.rowTooLong(row: 2, openQuoteInColumn: 2).description
                == "Row 2 is longer than 1 MB; perhaps the quotation mark in column 2 is not closed."
        )
    }

    @Test func `a row may have 4,096 columns and no more`() throws {
        let header = (1...4096).map { "c\($0)" }.joined(separator: ",")
        #expect(try table(header + "\n").columns.count == 4096)
        #expect(throws: TableError.tooManyColumns(row: 1)) { try table(header + ",d\n") }
        let five = String(repeating: "1,", count: 4999) + "1\n"
        let reader = try table("a,b\n" + five)
        #expect(throws: TableError.tooManyColumns(row: 2)) { try reader.next() }
    }

    @Test func `random bytes end in an error or in rows, never in a crash`() throws {
        var state: UInt64 = 7
        for _ in 0..<500 {
            let bytes = (0..<200).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return [UInt8(state >> 56), 0x2C, 0x22, 0x0A, 0x0D, 0x61][Int(state >> 40 & 0xFF) % 6]
            }
            do { _ = try table(bytes, piece: 17).all() } catch { #expect(error is TableError) }
        }
    }
}
