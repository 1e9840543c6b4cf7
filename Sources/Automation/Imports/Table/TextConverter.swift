import Foundation

/// Converts text between UTF-8 and another encoding, strictly: nothing is replaced or left out.
final class TextConverter {
    /// What stopped a conversion.
    enum Stop: Equatable {
        case complete, truncated, invalid
    }

    private let handle: iconv_t

    init(from: TextEncoding, to: TextEncoding) throws(TableError) {
        handle = iconv_open(to.converterName, from.converterName)
        // iconv_open answers (iconv_t) -1 when it has no such converter.
        if Int(bitPattern: handle) == -1 { throw .encodingUnavailable(from == .utf8 ? to : from) }
    }

    deinit { iconv_close(handle) }

    /// Appends the converted bytes and returns how many of `bytes` were used and why it stopped there.
    func convert(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) -> (used: Int, stop: Stop) {
        var input = UnsafeMutablePointer(
            mutating: UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
        )
        var left = bytes.count
        while left > 0 {
            var failure: Int32 = 0
            let before = left
            // No character of these encodings grows to more than three bytes for one.
            let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                buffer.withMemoryRebound(to: CChar.self) { chars in
                    var target = chars.baseAddress
                    var room = chars.count
                    errno = 0
                    if iconv(handle, &input, &left, &target, &room) == Int(-1) { failure = errno }
                    count = chars.count - room
                }
            }
            output.append(contentsOf: piece)
            if failure == EINVAL { return (bytes.count - left, .truncated) }
            if failure == EILSEQ || (failure != 0 && before == left) { return (bytes.count - left, .invalid) }
        }
        return (bytes.count, .complete)
    }

    /// Forgets what an earlier conversion left behind.
    func reset() { iconv(handle, nil, nil, nil, nil) }
}
