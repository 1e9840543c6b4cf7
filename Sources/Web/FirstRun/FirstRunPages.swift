import Hummingbird
import Sales
import Storage

/// The place of the first-run page, behind the one-time link that `serve` prints, and the front door.
struct FirstRunPages {
    var store: Store
    var token: String

    func addRoutes(to group: RouterGroup<some RequestContext>) {
        group.get("/", use: home)
        group.get("first-run/:token", use: firstRun)
    }

    @Sendable func home(_ request: Request, context: some RequestContext) async throws -> HTML {
        page(FirstRunWords.home, for: request)
    }

    @Sendable func firstRun(_ request: Request, context: some RequestContext) async throws -> HTML {
        let given = try context.parameters.require("token")
        guard given.utf8.elementsEqual(token.utf8) else { throw HTTPError(.notFound) }
        let isNew = try await store.workspaces().isEmpty
        return page(isNew ? FirstRunWords.new : FirstRunWords.filled, for: request)
    }

    private func page(_ text: LocalizedText, for request: Request) -> HTML {
        let language = Language(accepting: request.headers[.acceptLanguage] ?? "")
        return HTML(
            text: """
                <!doctype html>
                <html lang="\(language.rawValue)">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sluice</title></head>
                <body><main><h1>Sluice</h1><p>\(text[language])</p></main></body>
                </html>

                """
        )
    }
}

enum FirstRunWords {
    static let home = LocalizedText(
        "Sluice is running.",
        "Sluice 正在运行。",
        "Sluice 正在執行。"
    )
    static let new = LocalizedText(
        "This installation is empty. Fill it at the command line with “sluice demo” or “sluice import”.",
        "这里还没有数据。请在命令行运行 “sluice demo” 或 “sluice import”。",
        "這裡還沒有資料。請在命令列執行「sluice demo」或「sluice import」。"
    )
    static let filled = LocalizedText(
        "This installation has data. Look at it at the command line with “sluice funnel”.",
        "这里已有数据。请在命令行运行 “sluice funnel” 查看。",
        "這裡已有資料。請在命令列執行「sluice funnel」檢視。"
    )
}

extension Language {
    /// The first language of an `Accept-Language` header that the product speaks; English otherwise.
    init(accepting header: String) {
        for part in header.split(separator: ",") {
            let tag =
                part.split(separator: ";").first.map { $0.trimmingPrefix(while: \.isWhitespace).lowercased() } ?? ""
            if tag.hasPrefix("zh") {
                let isTraditional = ["hant", "tw", "hk", "mo"].contains { tag.contains("-\($0)") }
                self = isTraditional ? .traditionalChinese : .simplifiedChinese
                return
            }
            if tag.hasPrefix("en") { break }
        }
        self = .english
    }
}

/// A rendered page.
struct HTML: ResponseGenerator {
    var text: String

    func response(from request: Request, context: some RequestContext) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
