import Automation
import Foundation
import Hummingbird
import Sales
import Storage

/// What the web application needs of the program that runs it.
package struct WebSettings: Sendable {
    package var version: String
    package var clock: @Sendable () -> Instant
    /// How browsers reach the server, `https://crm.example.com`: the only source of links to hand on.
    package var publicURL: String
    /// Whether passwords may come unencrypted from other machines, as the operator allows on a trusted network.
    package var allowsPlainHTTP: Bool
    /// Whose word is taken for the address of who asks.
    package var proxies: TrustedProxies?
    /// Where files lie that members bring, until they are imported.
    package var importFiles: ImportFiles
    /// The most bytes that a file on a record may have.
    package var fileLimit: Int
    /// Cookies are kept to https where browsers come by it.
    var isSecure: Bool { publicURL.hasPrefix("https://") }

    package init(
        version: String,
        publicURL: String = "http://127.0.0.1:8080",
        allowsPlainHTTP: Bool = false,
        proxies: TrustedProxies? = nil,
        importFiles: ImportFiles = ImportFiles(folder: .temporaryDirectory.appending(path: "sluice-files")),
        fileLimit: Int = 25_000_000,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.version = version
        self.publicURL = publicURL
        self.allowsPlainHTTP = allowsPlainHTTP
        self.proxies = proxies
        self.importFiles = importFiles
        self.fileLimit = fileLimit
        self.clock = clock
    }
}

/// Every route of the product, in one place.
package func webRouter(
    _ store: Store,
    _ settings: WebSettings,
    _ files: WebFiles,
    _ hasher: PasswordHasher
) throws -> Router<AppContext> {
    let pages = Pages(store: store, settings: settings, files: files)
    let router = Router(context: AppContext.self)
    if let proxies = settings.proxies { router.middlewares.add(Clients(proxies: proxies)) }
    router.middlewares.add(RequestLog())
    router.middlewares.add(SecurityHeaders(isSecure: settings.isSecure))
    router.middlewares.add(Compression())
    router.middlewares.add(Languages())
    router.middlewares.add(Faults(pages: pages))
    HealthAPI(store: store, version: settings.version).addRoutes(to: router.group("healthz"))
    pages.assets.addRoutes(to: router.group())
    PolicyReports().addRoutes(to: router.group())

    // Faults a second time, behind those who know the member's own language.
    let visited = router.group().add(middleware: Visitors(pages: pages)).add(middleware: Faults(pages: pages))
    FirstRunPages(pages: pages, hasher: hasher).addRoutes(to: visited)
    StartPages(pages: pages).addRoutes(to: visited)
    SignInPages(pages: pages, hasher: hasher).addRoutes(to: visited)
    AccountPages(pages: pages, hasher: hasher).addRoutes(to: visited.group("account"))
    addSettings(pages, to: visited)
    ChangePages(pages: pages).addRoutes(to: visited.group("changes"))
    MemberPages(pages: pages).addRoutes(to: visited.group("settings/members"))
    let timelines = LiveTimelines(store)
    FunnelPages(pages: pages, timelines: timelines).addRoutes(to: visited.group("funnel"))
    OpportunityListPages(pages: pages).addRoutes(to: visited.group("opportunities"))
    BoardPages(pages: pages).addRoutes(to: visited)
    LivePages(pages: pages).addRoutes(to: visited.group("live"))
    NewOpportunityPages(pages: pages).addRoutes(to: visited.group("opportunities"))
    OpportunityPages(pages: pages).addRoutes(to: visited.group("opportunities"))
    OpportunityPartPages(pages: pages).addRoutes(to: visited.group("opportunities"))
    for kind in BinKind.allCases {
        RecordTagPages(pages: pages, timelines: timelines, kind: kind)
            .addRoutes(to: visited.group("\(ListKind(kind).rawValue)"))
    }
    let work = ImportWork(files: settings.importFiles, clock: settings.clock)
    ImportPages(pages: pages, work: work).addRoutes(to: visited.group("imports"))
    ExportPages(pages: pages, folder: settings.importFiles.folder).addRoutes(to: visited.group("exports"))
    CustomerPages(pages: pages, timelines: timelines).addRoutes(to: visited.group("accounts"))
    ContactPages(pages: pages).addRoutes(to: visited.group("contacts"))
    SearchPages(pages: pages).addRoutes(to: visited.group("search"))
    BulkActionPages(pages: pages).addRoutes(to: visited.group("bulk-actions"))
    addTalk(pages, to: visited)
    BinPages(pages: pages).addRoutes(to: visited.group("bin"))
    ViewPages(pages: pages).addRoutes(to: visited.group("views"))
    return router
}

/// Notes and files, on each kind of record that has them.
private func addTalk(_ pages: Pages, to visited: RouterGroup<AppContext>) {
    for kind in [RecordKind.accounts, .contacts, .opportunities] {
        TalkPages(pages: pages, kind: kind).addRoutes(to: visited.group("\(kind.rawValue)"))
    }
    NotePages(pages: pages).addRoutes(to: visited.group("notes"))
    FilePages(pages: pages).addRoutes(to: visited.group("files"))
    MentionPages(pages: pages).addRoutes(to: visited.group("mentions"))
}

/// The pages under `/settings` beside those of members.
private func addSettings(_ pages: Pages, to visited: RouterGroup<AppContext>) {
    let group = visited.group("settings")
    SettingsPages(pages: pages).addRoutes(to: group)
    WorkspacePages(pages: pages).addRoutes(to: group.group("workspace"))
    TeamPages(pages: pages).addRoutes(to: group.group("teams"))
    RolePages(pages: pages).addRoutes(to: group)
    PipelinePages(pages: pages).addRoutes(to: group.group("pipelines"))
    for list in ChoiceList.allCases { ChoicePages(pages: pages, list: list).addRoutes(to: group.group("\(list.path)")) }
    TagPages(pages: pages).addRoutes(to: group.group("tags"))
    ProductPages(pages: pages).addRoutes(to: group.group("products"))
    CurrencyPages(pages: pages).addRoutes(to: group.group("currencies"))
    FieldPages(pages: pages).addRoutes(to: group.group("fields"))
}
