import Foundation

/// A client over one kept connection, which blocks its thread and costs next to nothing beside the server.
final class WebClient {
    struct Answer {
        var status: Int
        var head: String
        var body: [UInt8]

        /// A header's value.
        subscript(_ name: String) -> String? {
            let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("\(name.lowercased()):") }
            return line?.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
        }
    }

    struct Broken: Error {}

    private let port: UInt16
    private var handle: Int32 = -1
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init(port: UInt16) { self.port = port }

    deinit { if handle >= 0 { close(handle) } }

    func send(_ request: String) throws -> Answer {
        if handle < 0 {
            handle = Loopback.connected(to: port)
            guard handle >= 0 else { throw Broken() }
        }
        let bytes = Array(request.utf8)
        guard Foundation.send(handle, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { throw Broken() }
        var received: [UInt8] = []
        while true {
            let count = recv(handle, &buffer, buffer.count, 0)
            guard count > 0 else { throw Broken() }
            received += buffer[0..<count]
            if let answer = Self.answer(in: received) { return answer }
        }
    }

    /// The whole answer, once it is there.
    private static func answer(in bytes: [UInt8]) -> Answer? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        guard let status = Int(head.dropFirst(9).prefix(3)) else { return nil }
        let lines = head.lowercased().split(separator: "\r\n")
        let length = lines.first { $0.hasPrefix("content-length:") }.flatMap { line in
            Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces))
        }
        let body = Array(bytes[end.upperBound...])
        if let length { return body.count >= length ? Answer(status: status, head: head, body: body) : nil }
        guard lines.contains("transfer-encoding: chunked") else { return Answer(status: status, head: head, body: []) }
        return unchunked(body).map { Answer(status: status, head: head, body: $0) }
    }

    private static func unchunked(_ bytes: [UInt8]) -> [UInt8]? {
        var body: [UInt8] = []
        var rest = bytes[...]
        while let line = rest.firstRange(of: [13, 10]) {
            guard let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16) else {
                return nil
            }
            if size == 0 { return body }
            guard line.upperBound + size + 2 <= rest.endIndex else { return nil }
            body += rest[line.upperBound..<line.upperBound + size]
            rest = rest[(line.upperBound + size + 2)...]
        }
        return nil
    }
}
