import Automation
import Hummingbird
import Sales
import Storage

/// The time line of one kind of record, under its pages: `/accounts/:id/time-line`, notes and files beside it.
struct TalkPages {
    let pages: Pages
    let kind: RecordKind

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(":id/time-line", use: show)
        group.post(":id/notes", use: write)
        group.post(":id/files", use: bring)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        let query = try request.query()
        let subject = try subject(context)
        let before = JournalKey(query["before"])
        if !query["before"].isEmpty, before == nil { throw HTTPError(.badRequest) }
        let sort = JournalSort(rawValue: query["show"]) ?? .all
        let part = try await pages.talk(subject, sort, before: before, context)
        if request.isPartial { return pages.part(before == nil ? "notes/talk" : "notes/entries", part, context) }
        return try pages.page("notes/time-line", part, context, at: subject.place)
    }

    @Sendable func write(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let access = try context.requireVisitor().access
        let subject = try subject(context)
        do {
            try await pages.store.write(NewNote(form, on: subject, now: access.now), access)
        } catch  where Fault(error).isCorrectable {
            let parent = Identifier<Note>(form["parent"])
            let shown = NoteForm.new(on: subject, parent: parent, now: access.now, pages.words(context))
            return try await pages.refused(shown, form, error, on: subject, request, context)
        }
        return try await pages.talked(on: subject, request, context)
    }

    private func subject(_ context: AppContext) throws -> RecordSubject {
        let text = try context.parameters.require("id")
        guard let id = Identifier<AnyRecord>(text) else { throw NotFound() }
        switch kind {
        case .accounts: return .account(Identifier(id))
        case .contacts: return .contact(Identifier(id))
        default: return .opportunity(Identifier(id))
        }
    }

    /// Takes a file as the raw body of a request, piece by piece.
    @Sendable func bring(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        guard request.headers[.formToken] == context.formToken else { throw ForgedForm() }
        let (subject, query) = (try subject(context), try request.query())
        let limit = pages.settings.fileLimit
        do {
            if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
                throw FileError.tooLarge(limit: limit)
            }
            try await pages.store.sweepFiles(in: access.workspace, now: access.now)
            let arrival = try await FileArrival(
                pages.store,
                access,
                to: subject,
                name: query.verbatim("name"),
                kind: RecordFile.Kind(rawValue: query["kind"]) ?? .other,
                limit: limit
            )
            let file = try await receive(request, arrival)
            return Response(status: .created, headers: [.location: "/files/\(file.id)"])
        } catch let error as FileError {
            // The script shows the sentence beside the file's name.
            return Response(
                status: Fault(error).status,
                headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: Fault(error).sentence(pages.words(context))))
            )
        }
    }

    /// A body that is cut, or not taken, leaves nothing.
    private func receive(_ request: Request, _ arrival: FileArrival) async throws -> RecordFile {
        var arrival = arrival
        do {
            try await request.forEachPiece { try await arrival.append($0.readableBytesView) }
            return try await arrival.finish()
        } catch {
            try await arrival.discard()
            throw error
        }
    }
}

extension Pages {
    /// The time line as the member sees it now.
    func talk(
        _ subject: RecordSubject,
        _ sort: JournalSort = .all,
        before: JournalKey? = nil,
        _ context: AppContext
    ) async throws -> TalkPart {
        let access = try context.requireVisitor().access
        let dossier = try await store.read(access) { try TalkDossier(subject, sort, before: before, $0) }
        return TalkPart(dossier, access, limit: settings.fileLimit, words(context))
    }

    /// Shows the time line after something was done to it; a page without a script goes there.
    func talked(
        on subject: RecordSubject,
        undo: TalkPart.Undo? = nil,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        guard request.isPartial else {
            return .seeOther("\(subject.path)/time-line\(undo == nil ? "" : "?show=deleted")")
        }
        var part = try await talk(subject, .all, context)
        part.undo = undo
        var response = self.part("notes/talk", part, context).response(from: request, context: context)
        response.headers[.hxRetarget] = "#talk"
        response.headers[.hxReswap] = "outerHTML"
        return response
    }

    /// Shows the form again with what was typed and the sentence; without a script on a page of its own.
    func refused(
        _ shown: NoteForm,
        _ form: FormFields,
        _ error: any Error,
        on subject: RecordSubject,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        let words = words(context)
        let refused = shown.refused(form, error, words)
        var html: HTML
        if request.isPartial {
            html = part("notes/form", refused, context)
        } else {
            let name = try await store.read(access) { try $0.seen(subject).name }
            let page = RefusedNotePage(title: name, recordPath: subject.path, form: refused)
            html = try self.page("notes/refused", page, context, at: subject.place)
        }
        html.status = Fault(error).status
        return html.response(from: request, context: context)
    }
}

/// The page of a note, or of a file's name, that was not taken.
struct RefusedNotePage: Sendable, Encodable {
    var title: String
    var recordPath: String
    var form: NoteForm?
    var naming: FileForm?
}

extension RecordSubject {
    /// Where the record is in the navigation.
    var place: Place {
        switch self {
        case .account: .accounts
        case .contact: .contacts
        case .opportunity: .opportunities
        }
    }
}
