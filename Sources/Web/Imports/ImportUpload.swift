import Automation
import Hummingbird
import Sales
import Storage

extension ImportPages {
    /// Takes a file that comes as the raw body of a request, piece by piece, and answers where its page is.
    @Sendable func bring(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let kinds = try await kinds(access)
        guard request.headers[.formToken] == context.formToken else { throw ForgedForm() }
        let files = work.files
        do {
            if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > files.limit {
                throw ImportFileError.tooLarge(limit: files.limit)
            }
            files.sweep(context.now)
            let file = try await receive(request, try files.begin())
            let name = try request.query().verbatim("name")
            let plan = try await ImportArrival(pages.store, access, files).take(file, called: name, kinds: kinds)
            return Response(status: .created, headers: [.location: "/imports/\(plan.id)"])
        } catch {
            guard let refused = ImportRefused(error) else { throw error }
            let words = pages.words(context)
            return Response(
                status: refused.status,
                headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: words.imported(refused.sentence)))
            )
        }
    }

    /// Writes the body into the file; a body that is cut leaves nothing.
    private func receive(_ request: Request, _ file: NewFile) async throws -> NewFile {
        do {
            try await request.forEachPiece { try file.append($0.readableBytesView) }
            try file.finish()
            return file
        } catch {
            file.discard()
            throw error
        }
    }
}
