import Foundation
import Hummingbird

/// The proxies whose word is taken for who asks.
package struct TrustedProxies: Sendable {
    private let networks: [Network]

    /// Networks as `10.0.0.0/8`, `::1` or `2001:db8::/32`.
    package init(_ texts: [String] = []) throws(NetworkError) {
        var networks: [Network] = []
        for text in texts { networks.append(try Network(text)) }
        self.networks = networks
    }

    /// Who asks: the last address on the way that is no trusted proxy.
    ///
    /// A client can write anything into the header, but only in front of what the proxies add, so it is read from its
    /// end, and only from a proxy.
    func client(of peer: String, forwardedFor header: [String]) -> String {
        guard trusts(peer) else { return peer }
        var client = peer
        for hop in header.joined(separator: ",").split(separator: ",").reversed() {
            let address = String(hop).trimmingCharacters(in: .whitespaces)
            guard Network.bytes(address) != nil else { return client }
            client = address
            if !trusts(address) { return client }
        }
        return client
    }

    private func trusts(_ address: String) -> Bool {
        guard let bytes = Network.bytes(address) else { return false }
        return networks.contains { $0.contains(bytes) }
    }
}

/// A text that names no network.
package struct NetworkError: Error, Equatable, CustomStringConvertible {
    package var text: String
    package var description: String { "'\(text)' is no network. Write one such as 10.0.0.0/8 or ::1." }
}

/// Addresses that begin with the same bits; those of version 4 stand in version 6, as sockets of both show them.
private struct Network {
    private let prefix: [UInt8]
    private let bits: Int

    init(_ text: String) throws(NetworkError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let bytes = Self.bytes(String(parts[0])) else { throw NetworkError(text: text) }
        let isShort = !parts[0].contains(":")
        let length = parts.count == 2 ? Int(parts[1]) : isShort ? 32 : 128
        guard let length, (0...(isShort ? 32 : 128)).contains(length) else { throw NetworkError(text: text) }
        (prefix, bits) = (bytes, length + (isShort ? 96 : 0))
    }

    func contains(_ address: [UInt8]) -> Bool {
        let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
        guard prefix[..<whole] == address[..<whole] else { return false }
        return rest == 0 || (prefix[whole] ^ address[whole]) >> (8 - rest) == 0
    }

    static func bytes(_ text: String) -> [UInt8]? {
        var (short, long) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, text, &short) == 1 {
            return [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + withUnsafeBytes(of: short) { [UInt8]($0) }
        }
        return inet_pton(AF_INET6, text, &long) == 1 ? withUnsafeBytes(of: long) { [UInt8]($0) } : nil
    }
}

/// Finds out who asks through the proxies that are trusted.
struct Clients: RouterMiddleware {
    let proxies: TrustedProxies

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.address = proxies.client(of: context.address, forwardedFor: request.headers[values: .forwardedFor])
        return try await next(request, context)
    }
}
