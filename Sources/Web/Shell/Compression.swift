import CZlib
import Foundation
import Hummingbird

/// Packs texts with gzip, by the system's zlib.
enum Gzip {
    /// The bytes as a gzip member.
    static func packed(_ data: Data, level: Int32 = 9) -> Data {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
        else { preconditionFailure("zlib cannot begin, as its memory is used up.") }
        defer { deflateEnd(&stream) }
        var packed = Data(count: Int(deflateBound(&stream, UInt(data.count))))
        var source = data
        source.withUnsafeMutableBytes { source in
            packed.withUnsafeMutableBytes { target in
                stream.next_in = source.bindMemory(to: Bytef.self).baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.bindMemory(to: Bytef.self).baseAddress
                stream.avail_out = UInt32(target.count)
                deflate(&stream, Z_FINISH)
            }
        }
        return packed.prefix(Int(stream.total_out))
    }
}

/// Packs pages and other texts for browsers that take it; streams and files go as they are.
struct Compression: RouterMiddleware {
    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard request.acceptsGzip, response.headers[.contentEncoding] == nil,
            let type = response.headers[.contentType],
            ["text/html", "application/json"].contains(where: type.hasPrefix),
            let length = response.body.contentLength, length > 500
        else { return response }
        let collector = Collector()
        try await response.body.write(collector)
        let packed = Gzip.packed(Data(collector.bytes.readableBytesView), level: 5)
        response.headers[.contentEncoding] = "gzip"
        response.headers[.vary] = "Accept-Encoding"
        response.headers[.contentLength] = nil
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: packed))
        return response
    }
}

/// Takes a whole body; the bodies that are packed are in memory already.
private final class Collector: ResponseBodyWriter {
    var bytes = ByteBuffer()

    func write(_ buffer: ByteBuffer) { bytes.writeImmutableBuffer(buffer) }
    func finish(_ trailingHeaders: HTTPFields?) {}
}
