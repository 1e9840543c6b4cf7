import Automation
import Hummingbird
import Sales
import Storage

/// The routes under `/files`: saving and previewing one, its name and kind, and the bin.
struct FilePages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(":id", use: save)
        group.get(":id/preview", use: preview)
        group.post(":id", use: edit)
        group.post(":id/deletion", use: delete)
        group.post(":id/restoration", use: restore)
    }

    /// Sends the file to be saved and never to be shown: a page in it would run as one of ours.
    @Sendable func save(_ request: Request, context: AppContext) async throws -> Response {
        let file = try await file(context)
        var headers = HTTPFields.download(as: file.name, type: file.mediaType.rawValue)
        headers.isolate()
        return Response(status: .ok, headers: headers, body: try body(file, context))
    }

    /// Shows an image, which is one by its own first bytes.
    @Sendable func preview(_ request: Request, context: AppContext) async throws -> Response {
        let file = try await file(context)
        guard file.mediaType.isImage else { throw NotFound(kind: "preview") }
        var headers: HTTPFields = [.contentType: file.mediaType.rawValue, .contentDisposition: "inline"]
        headers.isolate()
        return Response(status: .ok, headers: headers, body: try body(file, context))
    }

    private func file(_ context: AppContext) async throws -> RecordFile {
        let access = try context.requireVisitor().access
        let id = try id(context)
        return try await pages.store.read(access) { try $0.file(id) }
    }

    /// The content, one piece in memory at a time.
    private func body(_ file: RecordFile, _ context: AppContext) throws -> ResponseBody {
        let (store, access) = (pages.store, try context.requireVisitor().access)
        return ResponseBody(contentLength: file.size) { writer in
            var number = 0
            while let piece = try await store.read(access, { [number] in try $0.piece(number, of: file.id) }) {
                try await writer.write(ByteBuffer(bytes: piece))
                number += 1
            }
            try await writer.finish(nil)
        }
    }

    @Sendable func edit(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let kind = RecordFile.Kind(rawValue: form["kind"])
        do {
            return try await change(request, context) { db, id in
                guard let kind else { throw HTTPError(.badRequest) }
                return try db.edit(id, version: form.version ?? 0, name: form["name"], kind: kind).subject
            }
        } catch  where Fault(error).isCorrectable || error is ChangedMeanwhile {
            return try await refused(form["name"], kind ?? .other, error, request, context)
        }
    }

    /// Shows the form again with what was typed, to be sent over what is there now.
    private func refused(
        _ name: String,
        _ kind: RecordFile.Kind,
        _ error: any Error,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let words = pages.words(context)
        let file = try await file(context)
        var naming = FileForm(file, words)
        (naming.fileName, naming.fileFault) = (name, Fault(error).sentence(words))
        naming.kinds = Option.all(RecordFile.Kind.self, kind) { words("files.kind", $0) }
        var html: HTML
        if request.isPartial {
            html = pages.part("notes/file-form", naming, context)
        } else {
            let path = file.subject.path
            let page = RefusedNotePage(title: file.name, recordPath: "\(path)/time-line?show=files", naming: naming)
            html = try pages.page("notes/refused", page, context, at: file.subject.place)
        }
        html.status = Fault(error).status
        return html.response(from: request, context: context)
    }

    @Sendable func delete(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        _ = try context.requireVisitor()
        let version = form.version ?? 0
        let undo = TalkPart.Undo(
            sentence: pages.words(context)("files.deleted"),
            restoration: "/files/\(try id(context))/restoration",
            undoVersion: String(version + 1)
        )
        return try await change(request, context, undo: undo) { db, id in
            let subject = try db.file(id).subject
            try db.delete(id, version: version)
            return subject
        }
    }

    @Sendable func restore(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            try db.restore(id, version: form.version ?? 0)
            return try db.file(id).subject
        }
    }

    private func change(
        _ request: Request,
        _ context: AppContext,
        undo: TalkPart.Undo? = nil,
        _ body: @escaping @Sendable (ScopedConnection, Identifier<RecordFile>) throws -> RecordSubject
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        let id = try id(context)
        let subject = try await pages.store.write(access) { try body($0, id) }
        return try await pages.talked(on: subject, undo: undo, request, context)
    }

    private func id(_ context: AppContext) throws -> Identifier<RecordFile> {
        guard let id = try Identifier<RecordFile>(context.parameters.require("id")) else {
            throw NotFound(kind: "file")
        }
        return id
    }
}

extension HTTPFields {
    /// What somebody else brought can do nothing in a browser, and only the reader's own browser keeps it.
    fileprivate mutating func isolate() {
        self[.contentSecurityPolicy] = "sandbox; default-src 'none'"
        self[.xContentTypeOptions] = "nosniff"
        self[.cacheControl] = "private, max-age=3600"
    }
}
