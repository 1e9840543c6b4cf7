import Testing

@testable import Automation

@Suite struct `Reading a table` {
    @Test(arguments: [
        ("a,b\n1,2\n", [["1", "2"]]),
        ("a,b\r\n1,2\r\n3,4", [["1", "2"], ["3", "4"]]),
        ("a,b\r1,2\r3,4\r", [["1", "2"], ["3", "4"]]),
        ("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", [["x, y", "say \"hi\""]]),
        ("a,b\n\"one\r\ntwo\",2\n", [["one\r\ntwo", "2"]]),
        ("a,b\n5\" pipe,it\"s\n", [["5\" pipe", "it\"s"]]),
        ("a,b\n\"x\"  ,\"y\"z\n", [["x", "yz"]]),
        ("a,b\n\n1,2\n\n", [["1", "2"]]),
        ("a,b\n,\n", [["", ""]]),
        ("a,b\n1\n1,2,3\n", [["1"], ["1", "2", "3"]]),
        ("a\n\"\"\nx\n", [[""], ["x"]]),
        ("a;b\n1,5;2\n", [["1,5", "2"]]),
        ("a\tb\n1\t2\n", [["1", "2"]]),
        ("a|b\n1|2\n", [["1", "2"]]),
        ("a,b\n", []),
    ])
    func `keeps every cell`(_ text: String, _ rows: [[String]]) throws {
        #expect(try table(text).all() == rows)
    }

    @Test func `numbers rows as an editor does, blank lines included`() throws {
        let reader = try table("a,b\n1,2\n\n\"x\ny\",4\n5,6")
        #expect(try [reader.next(), reader.next(), reader.next()].map { $0?.number } == [2, 4, 5])
        #expect(try reader.next() == nil)
    }

    @Test func `an empty file has no table`() {
        #expect(throws: TableError.empty) { try table("") }
        #expect(throws: TableError.empty) { try table([0xEF, 0xBB, 0xBF]) }
    }

    @Test func `an unreadable file says why`() {
        #expect(
            sentence { _ = try TableReader(path: "/nowhere/file.csv") }
                == "The file /nowhere/file.csv cannot be read: no such file or directory."
        )
        #expect(sentence { _ = try TableReader(path: "/") } == "The file / cannot be read: it is not a regular file.")
    }

    @Test func `quotation marks can be another character or none`() throws {
        let single = TableFormat(quoting: .mark(UInt8(ascii: "'")))
        #expect(try table("a,b\n'x, y',\"2\"\n", format: single).all() == [["x, y", "\"2\""]])
        let none = TableFormat(delimiter: UInt8(ascii: ","), quoting: .none)
        #expect(try table("a,b\n\"x, y\"\n", format: none).all() == [["\"x", " y\""]])
    }

    @Test func `a header is told from values, or by a name that is expected`() throws {
        #expect(try table("name,size\nAcme,3\n").columns == ["name", "size"])
        let bare = try table("Acme,3\nGlobex,4\n")
        #expect(bare.columns == ["column 1", "column 2"])
        #expect(try bare.all() == [["Acme", "3"], ["Globex", "4"]])
        #expect(try table(Array("2017,name\n1,Acme\n".utf8), expecting: ["name"]).columns == ["2017", "name"])
        #expect(try table("a,b\n", format: TableFormat(hasHeader: false)).all() == [["a", "b"]])
    }

    @Test func `columns without a name or with the same one get one of their own`() throws {
        #expect(try table("  ,Name , Name,b\n1,2,3,4\n").columns == ["column 1", "Name", "Name (2)", "b"])
    }

    @Test func `memory does not grow with the file`() throws {
        let row = "1,\"some \"\"text\"\"\",2016-10-20\n"
        let reader = try table("id,text,day\n" + String(repeating: row, count: 50_000), piece: 65_536)
        var count = 0
        var cells = TableRow()
        while try reader.next(into: &cells) { count += 1 }
        #expect(count == 50_000)
        #expect(cells.cells == ["1", "some \"text\"", "2016-10-20"])
    }
}
