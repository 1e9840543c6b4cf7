import Automation
import Foundation
import Hummingbird
import Sales
import Storage

extension ImportPages {
    /// Begins the import, or goes on with one that was stopped or killed.
    @Sendable func run(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        let planned = try await planned(context)
        let path = "/imports/\(planned.plan.id)"
        guard [.open, .failed, .stopped, .running, .stopping].contains(planned.plan.state) else {
            return .seeOther(path)
        }
        do {
            // What can be told of the whole file is told here, and not by a run that fails.
            _ = try await onOwnThread { try planned.job(planned.choices) }
            if let taken = try await planned.takeUp() { work.begin(taken, context.logger) }
            return .seeOther(path)
        } catch is ChangedMeanwhile {
            // A second click, or another window, has begun it already.
            return .seeOther(path)
        } catch {
            guard let refused = ImportRefused(error) else { throw error }
            return try await page(planned, context, step: ImportStep.check.rawValue, fault: refused)
                .response(from: request, context: context)
        }
    }

    @Sendable func stop(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        let planned = try await planned(context)
        let id = planned.plan.id
        try await pages.store.write(planned.access) { try $0.requestStop(id) }
        return .seeOther("/imports/\(id)")
    }

    /// Takes the import back.
    @Sendable func takeBack(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        var planned = try await planned(context)
        let path = "/imports/\(planned.plan.id)"
        guard [.finished, .stopped, .failed, .undoing].contains(planned.plan.state), planned.plan.runID != nil else {
            return .seeOther(path)
        }
        planned = try await kept(planned)
        do {
            if let taken = try await planned.takeUp(.undoing) { work.begin(taken, context.logger) }
        } catch is ChangedMeanwhile {
            return .seeOther(path)
        }
        return .seeOther(path)
    }

    /// A run of the command line gets a plan, in which its undo is told.
    private func kept(_ planned: PlannedImport) async throws -> PlannedImport {
        guard planned.plan.storedName.isEmpty else { return planned }
        return try await pages.store.write(planned.access) { db in
            do { _ = try db.importPlan(planned.plan.id) } catch is NotFound { try db.create(planned.plan) }
            var kept = planned
            kept.plan = try db.importPlan(planned.plan.id)
            return kept
        }
    }

    /// How far it is, asked for every second; when it is done the whole page is asked for.
    @Sendable func progress(_ request: Request, context: AppContext) async throws -> Response {
        let planned = try await planned(context)
        let words = pages.words(context)
        guard planned.plan.isAtWork(context.now) else {
            if request.isPartial { return Response(status: .ok, headers: [.hxRefresh: "true"]) }
            return .seeOther("/imports/\(planned.plan.id)")
        }
        let run = try await pages.store.read(planned.access) { [plan = planned.plan] db in
            try plan.runID.map { try db.importRun($0) }
        }
        let standing = ImportStanding(planned.plan, run, now: context.now, planned.access, words)
        return pages.part("imports/progress", standing, context).response(from: request, context: context)
    }

    /// The rows that failed, to be corrected and imported again.
    @Sendable func errors(_ request: Request, context: AppContext) async throws -> Response {
        let planned = try await planned(context)
        let name = work.files.errorFile(of: planned.plan.storedName)
        guard !planned.plan.storedName.isEmpty, work.files.has(name),
            let data = FileManager.default.contents(atPath: work.files.path(name))
        else { throw NotFound(kind: "file") }
        return .download(ByteBuffer(bytes: data), as: "\(planned.plan.fileName).errors.csv", type: "text/csv")
    }
}

extension Response {
    /// A file that a browser saves and does not show.
    static func download(_ bytes: ByteBuffer, as name: String, type: String) -> Response {
        Response(status: .ok, headers: .download(as: name, type: type), body: ResponseBody(byteBuffer: bytes))
    }
}

extension HTTPFields {
    /// The headers of a file to save; its name may be in any script.
    static func download(as name: String, type: String) -> HTTPFields {
        let plain = String(
            name.unicodeScalars.map {
                $0.isASCII && $0.value > 0x1F && !"\"\\%".unicodeScalars.contains($0) ? Character($0) : "_"
            }
        )
        return [
            .contentType: type,
            .contentDisposition: "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(name.inQuery)",
            .xContentTypeOptions: "nosniff",
        ]
    }
}

extension HTTPFields.Element.Name {
    static let hxRefresh: Self = {
        guard let header = Self("HX-Refresh") else { preconditionFailure("HX-Refresh is no name of a header.") }
        return header
    }()
}
