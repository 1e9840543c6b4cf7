import Foundation

/// Why an address cannot be listened on, found out by trying it once more, as the server's own error names only the
/// system call.
struct ListeningFault: Error, CustomStringConvertible {
    let description: String

    /// Nil where the address can be listened on after all.
    init?(host: String, port: Int) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found else {
            description =
                "There is no address '\(host)'. Use --host 127.0.0.1 for this machine alone, or --host 0.0.0.0 for all "
                + "its addresses."
            return
        }
        defer { freeaddrinfo(address) }
        guard let code = ListeningFault.code(of: address) else { return nil }
        description = ListeningFault.sentence(code, host: host, port: port)
    }

    /// The system's error of binding the address.
    private static func code(of address: UnsafeMutablePointer<addrinfo>) -> Int32? {
        let descriptor = socket(address.pointee.ai_family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 else { return errno }
        return listen(descriptor, 1) == 0 ? nil : errno
    }

    private static func sentence(_ code: Int32, host: String, port: Int) -> String {
        switch code {
        case EADDRINUSE:
            "Port \(port) of \(host) is taken by another program, maybe by another `sluice serve`. End that one, or "
                + "choose another port with --port; --port 0 takes a free one."
        case EACCES:
            "You may not listen on port \(port). Ports below 1024 belong to the system's administrator: ask them, or "
                + "choose another with --port, such as 8080."
        case EADDRNOTAVAIL:
            "The address \(host) is not one of this machine. Use --host 127.0.0.1 for this machine alone, or --host "
                + "0.0.0.0 for all its addresses."
        default:
            "Nothing can listen on port \(port) of \(host): \(String(cString: strerror(code))). Choose others with "
                + "--host and --port."
        }
    }
}
