import Foundation
import Hummingbird
import Synchronization

/// The files that browsers load: our own and the libraries', under a path that names their content.
///
/// What the path names never changes, so browsers keep it for good; a new version has another path.
final class Assets: Sendable {
    /// `/assets/` and a digest of all files.
    let base: String
    private let files: [String: URL]
    private let packed = Mutex<[String: ByteBuffer]>([:])

    init(folder: URL) throws {
        let root = folder.standardizedFileURL.path(percentEncoded: false)
        let paths = (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).sorted()
        files = Dictionary(
            uniqueKeysWithValues: paths.filter { Assets.types[URL(filePath: $0).pathExtension] != nil }
                .map { ($0, folder.appending(path: $0)) }
        )
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        for path in paths where files[path] != nil {
            for byte in path.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
            let size = try folder.appending(path: path).resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
            digest = (digest ^ UInt64(size)) &* 0x100_0000_01b3
            if path.hasPrefix("vendor/") { continue }
            // The libraries are known by assets.lock, which is among the files as their digest.
            for byte in try Data(contentsOf: folder.appending(path: path)) {
                digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        base = "/assets/\(String(digest, radix: 36))"
    }

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("assets/:digest/**", use: show)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        let path = context.parameters.getCatchAll().joined(separator: "/")
        guard let file = files[path], let type = Assets.types[file.pathExtension] else { throw HTTPError(.notFound) }
        let isPacked = request.acceptsGzip
        let body = try packed.withLock { packed in
            let key = isPacked ? path : "\(path) as it is"
            if let known = packed[key] { return known }
            let data = try Data(contentsOf: file)
            let body = isPacked ? data.withUnsafeBytes { Gzip.packed($0) } : ByteBuffer(bytes: data)
            if isPacked { packed[key] = body }
            return body
        }
        var headers: HTTPFields = [
            .contentType: type, .cacheControl: "public, max-age=31536000, immutable", .vary: "Accept-Encoding",
        ]
        if isPacked { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "webmanifest": "application/manifest+json",
    ]
}

extension Request {
    var acceptsGzip: Bool { headers[.acceptEncoding]?.contains("gzip") ?? false }
}
