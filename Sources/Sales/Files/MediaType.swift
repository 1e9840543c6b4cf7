/// What a file is: decided by us of its first bytes and its name's ending, never by who sends it.
package enum MediaType: String, CaseIterable, Sendable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case gif = "image/gif"
    case webp = "image/webp"
    case pdf = "application/pdf"
    case word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case powerpoint = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    case zip = "application/zip"
    case text = "text/plain"
    /// Whatever else: browsers only save it.
    case bytes = "application/octet-stream"

    /// Whether a page may show it as an image.
    ///
    /// No drawing that could carry a script, such as SVG, is among these.
    package var isImage: Bool { [.png, .jpeg, .gif, .webp].contains(self) }

    /// What the file of that name with these first bytes is; a program is refused whatever it is called.
    package init(of start: some Collection<UInt8>, named name: String) throws(FileError) {
        let bytes = Array(start.prefix(16))
        let ending = FileName.ending(of: name)
        if Self.programs.contains(ending) { throw .program }
        for signature in Self.programSignatures where bytes.starts(with: signature) { throw .program }
        self = Self.known(bytes, ending)
    }

    private static func known(_ bytes: [UInt8], _ ending: String) -> MediaType {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return .gif }
        if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
        if bytes.starts(with: "%PDF-".utf8) { return .pdf }
        if bytes.starts(with: "PK\u{3}\u{4}".utf8) {
            return ["docx": .word, "xlsx": .excel, "pptx": .powerpoint][ending] ?? .zip
        }
        return ["txt", "csv", "md", "log"].contains(ending) ? .text : .bytes
    }

    /// What Windows, macOS or a browser would run at a double click.
    private static let programs: Set<String> = [
        "exe", "com", "bat", "cmd", "msi", "msix", "scr", "pif", "cpl", "hta", "js", "jse", "vbs", "vbe", "wsf", "wsh",
        "ps1", "psm1", "reg", "lnk", "url", "jar", "app", "command", "dmg", "pkg", "sh", "apk", "dll", "sys", "html",
        "htm", "xhtml", "shtml", "svg", "svgz", "xht", "mht", "mhtml",
    ]

    private static let programSignatures: [[UInt8]] = [
        Array("MZ".utf8), [0x7F] + Array("ELF".utf8), Array("#!".utf8), [0xCF, 0xFA, 0xED, 0xFE],
        [0xCA, 0xFE, 0xBA, 0xBE], [0xFE, 0xED, 0xFA, 0xCF],
    ]
}
