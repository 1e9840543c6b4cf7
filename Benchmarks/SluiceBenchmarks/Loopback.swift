import Foundation

/// A client of one request on the loopback address, without the costs of a library.
enum Loopback {
    /// A port that nobody listens on.
    static func freePort() -> UInt16 {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                _ = bind(handle, general, length)
                _ = getsockname(handle, general, &length)
            }
            return UInt16(bigEndian: pointer.pointee.sin_port)
        }
    }

    /// A connection to who listens there; -1 where nobody does.
    static func connected(to port: UInt16) -> Int32 {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let address = address(port: port)
        let code = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if code == 0 { return handle }
        close(handle)
        return -1
    }

    /// Whether somebody answers there with `200 OK`.
    static func answers(port: UInt16, path: String) -> Bool {
        let handle = connected(to: port)
        guard handle >= 0 else { return false }
        defer { close(handle) }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8)
        guard send(handle, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return false }
        var answer = [UInt8](repeating: 0, count: 512)
        let count = recv(handle, &answer, answer.count, 0)
        return count > 0 && String(decoding: answer.prefix(count), as: UTF8.self).hasPrefix("HTTP/1.1 200")
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
