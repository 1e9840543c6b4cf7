import Testing

@testable import Automation

@Suite struct `Telling an encoding` {
    @Test(arguments: [
        ("客户,城市\n阿里巴巴,杭州\n", TextEncoding.gb18030),
        ("客户,城市\n𠀀㐀,杭州\n", .gb18030),
        ("客户,城市\n阿里巴巴,杭州\n", .utf8),
        ("name,city\nJosé Pérez,São Paulo\n", .utf8),
        ("name,city\nJosé Pérez,São Paulo\nÇelik,Besançon\n", .windows1252),
        ("Größe,Preis\nMüller & Söhne,5 €\n", .windows1252),
        ("name,city\nAcme,Paris\n", .utf16LittleEndian),
        ("客户,城市\n阿里巴巴,杭州\n", .utf16LittleEndian),
        ("客户,城市\n阿里巴巴,杭州\n", .utf16BigEndian),
    ])
    func `by its bytes`(_ text: String, _ encoding: TextEncoding) throws {
        let reader = try table(encoded(text, as: encoding))
        #expect(reader.encoding == encoding)
        let plain = try table(text)
        #expect(reader.columns == plain.columns)
        #expect(try reader.all() == plain.all())
    }

    @Test(arguments: [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030])
    func `by a mark at its start`(_ encoding: TextEncoding) throws {
        let reader = try table(encoded("名,b\n1,2\n", as: encoding, mark: true))
        #expect(reader.columns == ["名", "b"])
        #expect(try reader.all() == [["1", "2"]])
    }

    @Test func `the mapping overrides what was detected`() throws {
        let reader = try table(encoded("a,b\né,1\n", as: .windows1252), format: TableFormat(encoding: .gb18030))
        #expect(throws: TableError.invalidText(row: 2, offset: 4, encoding: .gb18030)) { try reader.all() }
    }

    @Test(arguments: [
        ("utf8", TextEncoding.utf8), ("UTF-16", .utf16LittleEndian), ("GBK", .gb18030), ("gb2312", .gb18030),
        ("cp1252", .windows1252), ("ISO-8859-1", .windows1252),
    ])
    func `names are known as people write them`(_ name: String, _ encoding: TextEncoding) {
        #expect(TextEncoding(named: name) == encoding)
    }

    @Test func `an unknown name is none`() { #expect(TextEncoding(named: "EBCDIC") == nil) }

    @Test func `a broken UTF-8 file is not read as something else`() throws {
        let good = String(repeating: "1,Müller\n", count: 20)
        let bytes = Array("id,name\n\(good)".utf8) + [0x32, 0x2C, 0xFC, 0x0A] + Array(good.utf8)
        let reader = try table(bytes)
        let error = TableError.invalidText(row: 22, offset: 8 + 20 * 10 + 2, encoding: .utf8)
        #expect(throws: error) { try reader.all() }
        #expect(
            error.description == "Row 22 holds bytes that are not utf-8 (at byte 210 of the file); "
                + "name the file's encoding in the mapping's format, or save the file as UTF-8."
        )
    }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xF8, 0x88, 0x80, 0x80],
        ] as [[UInt8]]
    )
    func `forms that Unicode forbids are no UTF-8`(_ bytes: [UInt8]) {
        let prefix = bytes.withUnsafeBufferPointer { UTF8Prefix(of: $0) }
        #expect(prefix.count == 0)
        #expect(prefix.end == (bytes == [0xE2, 0x82] ? .truncated : .invalid))
    }

    @Test func `half a character at the end is an error`() throws {
        let reader = try table(Array("a,b\n1,".utf8) + [0xE5, 0x8C], format: TableFormat(encoding: .utf8))
        #expect(throws: TableError.invalidText(row: 2, offset: 6, encoding: .utf8)) { try reader.all() }
    }
}
