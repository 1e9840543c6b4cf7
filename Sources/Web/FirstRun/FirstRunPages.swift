import Hummingbird
import Sales
import Storage

/// The place of the first-run page, behind the one-time link that `serve` prints, and the front door.
struct FirstRunPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("/", use: home)
        group.get("first-run/:token", use: firstRun)
    }

    struct Page {
        var title = "Sluice"
        var sentence: String
    }

    @Sendable func home(_ request: Request, context: AppContext) async throws -> HTML {
        pages.plainPage("first-run/door", Page(sentence: pages.words(context)("firstRun.home")), context)
    }

    @Sendable func firstRun(_ request: Request, context: AppContext) async throws -> HTML {
        let given = try context.parameters.require("token")
        guard given.utf8.elementsEqual(pages.settings.firstRunToken.utf8) else { throw HTTPError(.notFound) }
        let isNew = try await pages.store.workspaces().isEmpty
        let sentence = pages.words(context)(isNew ? "firstRun.new" : "firstRun.filled")
        return pages.plainPage("first-run/door", Page(sentence: sentence), context)
    }
}
