import Testing

@testable import Automation

private let json = #"{"kind": "accounts", "fields": {"name": "name", "employees": "size"}}"#

/// Imports bytes and returns the error file with how many rows were good and bad.
private func errors(of bytes: [UInt8], _ json: String = json) throws -> (file: [UInt8], good: Int, bad: Int) {
    let mapping = try mapping(json)
    let table = try table(bytes, format: mapping.format.table, expecting: mapping.columns)
    let reader = try RowReader(mapping, columns: table.columns, context: context(mapping))
    var result: (file: [UInt8], good: Int, bad: Int) = ([], 0, 0)
    var output: [UInt8] = []
    let file = try ErrorFile(of: table, stated: mapping.format.table.encoding) { output += $0 }
    while let row = try table.next() {
        guard case .failed(let problems) = reader.read(row) else {
            result.good += 1
            continue
        }
        result.bad += 1
        try file.append(row, problems)
    }
    result.file = output
    return result
}

@Suite struct `The error file` {
    @Test func `has the row as it was, and what is wrong with it`() throws {
        let file = try errors(of: Array("name;size;city\n\"A; B\";x;Rome\nC;5;Bonn\n=D;y;\"say \"\"hi\"\"\"\n".utf8))
            .file
        let table = try table(file)
        #expect(
            table.columns == ["name", "size", "city", "import row", "import column", "import value", "import problem"]
        )
        let sentence = "This is not a number; write it in digits, as 1234.56."
        #expect(
            try table.all() == [
                ["A; B", "x", "Rome", "2", "size", "x", sentence],
                ["'=D", "y", "say \"hi\"", "4", "size", "y", sentence],
            ]
        )
    }

    @Test(arguments: [nil, "gb18030", "utf-16le", "windows-1252"])
    func `corrected, it is imported with the same mapping`(_ encoding: String?) throws {
        let format = encoding.map { #""format": {"encoding": "\#($0)"},"# } ?? ""
        let json = #"{"kind": "accounts", \#(format) "fields": {"name": "name", "employees": "size"}}"#
        let target = encoding.flatMap { TextEncoding(named: $0) } ?? .utf8
        let name = target == .windows1252 ? "Müller" : "阿里"
        let first = try errors(of: encoded("name,size\n\(name),many\n=X,few\nZ,3\n", as: target), json)
        #expect((first.good, first.bad) == (1, 2))
        let again = try errors(of: first.file, json)
        #expect((again.good, again.bad) == (0, 2))
        let table = try table(again.file, format: TableFormat(encoding: target))
        #expect(table.columns.count == 6)
        let rows = try table.all()
        #expect(rows.map { $0[0] } == [name, "'=X"])
        let corrected = rows.map { [$0[0], "7"].joined(separator: ",") }.joined(separator: "\n")
        let last = try errors(of: encoded("name,size\n\(corrected)\n", as: target), json)
        #expect((last.good, last.bad) == (2, 0))
    }

    @Test func `a table without a header stays without`() throws {
        let json =
            #"{"kind": "accounts", "format": {"header": false}, "fields": {"name": "column 1", "employees": "column 2"}}"#
        let first = try errors(of: Array("A,x\nB,2\n".utf8), json)
        #expect(first.bad == 1)
        #expect(try errors(of: first.file, json).bad == 1)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("@x", "'@x"), ("+31 20 5", "'+31 20 5"), ("+31-20", "'+31-20"), ("-5.5", "-5.5"),
        ("-x", "'-x"),
        ("plain", "plain"), ("'=1", "'=1"), ("'s", "'s"), ("", ""),
    ])
    func `never lets a spreadsheet calculate`(_ cell: String, _ written: String) {
        #expect(ErrorFile.guarded(cell) == written)
    }

    @Test func `accounts add up or are refused`() throws {
        let sum = ImportAccounting(created: 1, updated: 2) + ImportAccounting(skipped: 3, failed: 4)
        try sum.check(rows: 10)
        #expect(
            sentence { try sum.check(rows: 11) }
                == "The file has 11 rows but 1 created, 2 updated, 3 skipped and 4 failed make 10."
        )
    }
}
