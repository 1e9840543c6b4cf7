import Foundation
import GRDB
import Hummingbird
import NIOCore

/// What the libraries cost by themselves: bytes out of a file by its key, sent as they are, and a row written durably.
///
///     bench-raw-server FILE --port PORT
@main
enum RawServer {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let port = Int(arguments[3]) else { exit(64) }
        let pool = try DatabasePool(path: arguments[1])
        try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        let router = Router()
        router.get("pages/:page") { _, context in
            let page = try context.parameters.require("page", as: Int.self)
            return try await answer(pool.read { try Data.fetchOne(statement(of: page, $0)) })
        }
        router.post("pages/:page") { request, context in
            let page = try context.parameters.require("page", as: Int.self)
            _ = try await request.body.collect(upTo: 1 << 20)
            let body = try await pool.write { db in
                try db.execute(sql: "UPDATE pages SET writes = writes + 1 WHERE page = ?", arguments: [page])
                return try Data.fetchOne(statement(of: page, db))
            }
            return answer(body)
        }
        try await Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: port))).run()
    }

    private static func statement(of page: Int, _ db: Database) throws -> Statement {
        let statement = try db.cachedStatement(sql: "SELECT body FROM pages WHERE page = ?")
        statement.arguments = [page]
        return statement
    }

    private static func answer(_ body: Data?) -> Response {
        let headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .contentEncoding: "gzip"]
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body ?? Data()))
        )
    }
}
