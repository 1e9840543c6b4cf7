import Sales
import Testing

@Suite struct `A file's name` {
    static let names = [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\ana\\报价.pdf", "报价.pdf"), ("a\u{202E}fdp.exe.pdf", "afdp.exe.pdf"),
        ("quote\u{0}\n.pdf", "quote.pdf"), ("a<b>:\"c|?*.txt", "a_b___c___.txt"), ("con.txt", "_con.txt"),
        (".. x ..", "x"), ("😀.png", "😀.png"),
    ]

    @Test(arguments: names) func `is cleaned of what is no name`(_ typed: String, _ cleaned: String) throws {
        #expect(try FileName.cleaned(typed) == cleaned)
    }

    @Test func `keeps its ending when it is cut, and is not empty`() throws {
        let long = try FileName.cleaned(String(repeating: "长", count: 500) + ".pdf")
        #expect(long.unicodeScalars.count <= 200)
        #expect(long.hasSuffix("长.pdf"))
        for name in ["", "..", "/", "\u{202E}"] {
            #expect(throws: FileError.nameMissing) { try FileName.cleaned(name) }
        }
    }
}

@Suite struct `What a file is` {
    @Test func `is told by its first bytes`() throws {
        #expect(try MediaType(of: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], named: "a.txt") == .png)
        #expect(try MediaType(of: "RIFF1234WEBP".utf8, named: "a.jpg") == .webp)
        #expect(try MediaType(of: "PK\u{3}\u{4}".utf8, named: "a.DOCX") == .word)
        #expect(try MediaType(of: "<html>".utf8, named: "photo.png") == .bytes)
        #expect(try MediaType(of: "a,b".utf8, named: "a.csv") == .text)
    }

    @Test func `is refused where it is a program, under any name`() throws {
        for name in ["a.exe", "A.JS", "page.html", "drawing.svg"] {
            #expect(throws: FileError.program) { try MediaType(of: "x".utf8, named: name) }
        }
        #expect(throws: FileError.program) { try MediaType(of: "MZ\u{1}".utf8, named: "photo.png") }
        #expect(throws: FileError.program) { try MediaType(of: "#!/bin/sh".utf8, named: "notes.txt") }
    }
}
