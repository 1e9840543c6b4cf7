import CZip

/// The zip archive that a workbook is; every part is read in pieces and under a limit.
///
/// An archive's own word for a part's size is not believed: what comes out of it is counted.
final class Archive {
    private let archive: OpaquePointer

    init(path: String) throws(SpreadsheetError) {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw .damaged }
        self.archive = archive
    }

    deinit { zip_discard(archive) }

    func has(_ name: String) -> Bool { zip_name_locate(archive, name, 0) >= 0 }

    /// Gives a part to `body` piece by piece until that says no more is wanted; false where there is no such part.
    func read(
        _ name: String,
        limit: Int,
        _ body: (UnsafeRawBufferPointer) throws -> Bool
    ) throws -> Bool {
        guard let file = zip_fopen(archive, name, 0) else {
            if has(name) { throw SpreadsheetError.damaged }
            return false
        }
        defer { zip_fclose(file) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        var total = 0
        while true {
            let count = Int(zip_fread(file, buffer.baseAddress, UInt64(buffer.count)))
            if count < 0 { throw SpreadsheetError.damaged }
            if count == 0 { return true }
            total += count
            if total > limit { throw SpreadsheetError.tooLarge(megabytes: limit >> 20) }
            guard try body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return true }
        }
    }
}
