import Hummingbird
import Sales
import Storage

/// Where the settings begin: what can be set, each with a sentence.
struct SettingsPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: show)
    }

    struct Page: Encodable {
        var title: String
        var places: [Row]

        struct Row: Encodable {
            var section: Shell.Section
            var hint: String
        }
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let sections = SettingsPlace.sections(access, words, at: nil)
        let open = SettingsPlace.allCases.filter { $0.isOpen(to: access) }
        let page = Page(
            title: words("settings.title"),
            places: zip(open, sections).map { Page.Row(section: $1, hint: words("settings.hint", $0)) }
        )
        return try pages.page("settings/index", page, context, at: .settings)
    }
}

/// Something typed into a form of the settings that is not what its field takes.
enum SettingError: Error, Equatable {
    case notANumber
}

extension Pages {
    /// Writes what a form asks and goes on to a page; a broken rule is told by `again` on the page of the form.
    func change(
        _ request: Request,
        _ context: AppContext,
        to path: String,
        again: (Fault) async throws -> HTML,
        _ body: @escaping @Sendable (ScopedConnection) throws -> Void
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        return try await attempt(request, context, again: again) {
            try await store.write(access, body)
            return path
        }
    }

    /// Does what a form asks and goes on to the path that it returns.
    func attempt(
        _ request: Request,
        _ context: AppContext,
        again: (Fault) async throws -> HTML,
        _ body: () async throws -> String
    ) async throws -> Response {
        do {
            return .seeOther(try await body())
        } catch  where Fault(error).isCorrectable || error is ChangedMeanwhile {
            var html = try await again(Fault(error))
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }
}

extension AppContext {
    /// The identifier in the path; what is none is not found.
    func id<Record>(_ name: String = "id", of type: Record.Type = Record.self) throws -> Identifier<Record> {
        guard let id = try Identifier<Record>(parameters.require(name)) else { throw NotFound() }
        return id
    }
}

extension Request {
    /// The fields of a form of those who have a right; the others are refused before anything is looked up.
    func form(_ context: AppContext, _ right: Rights, _ kind: RecordKind) async throws -> FormFields {
        let form = try await form(context)
        guard try context.requireVisitor().access.may(right, kind) else { throw NotAllowed(right, kind) }
        return form
    }
}
