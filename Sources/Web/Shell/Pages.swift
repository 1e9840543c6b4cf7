import Foundation
import Hummingbird
import Sales
import Storage

/// What every group of pages is made with.
struct Pages: Sendable {
    let store: Store
    let settings: WebSettings
    let files: WebFiles

    var messages: Messages { files.messages }
    var templates: Templates { files.templates }
    var assets: Assets { files.assets }

    func words(_ context: AppContext) -> Words { Words(messages: messages, language: context.language) }

    /// A whole page for the member who has signed in.
    func page(_ template: String, _ page: some Encodable, _ context: AppContext, at place: Place?) throws -> HTML {
        let shell = Shell(try context.requireVisitor(), words(context), at: place)
        return HTML(utf8: templates.render(template, in: .application, page, shell))
    }

    /// A whole page of the settings.
    func settingsPage(_ template: String, _ page: some Encodable, _ context: AppContext, at place: SettingsPlace) throws
        -> HTML
    {
        let visitor = try context.requireVisitor()
        var shell = Shell(visitor, words(context), at: .settings)
        shell.settings = SettingsPlace.sections(visitor.access, words(context), at: place)
        return HTML(utf8: templates.render(template, in: .settings, page, shell))
    }

    /// A whole page for anybody.
    func plainPage(
        _ template: String,
        _ page: some Encodable,
        _ context: AppContext,
        status: HTTPResponse.Status = .ok
    ) -> HTML {
        let shell = Shell(context.language, formToken: context.formToken)
        return HTML(utf8: templates.render(template, in: .plain, page, shell), status: status)
    }

    /// A part of a page.
    func part(
        _ template: String,
        _ page: some Encodable,
        _ context: AppContext,
        status: HTTPResponse.Status = .ok
    ) -> HTML {
        let shell = Shell(context.language, formToken: context.formToken)
        return HTML(utf8: templates.render(template, in: .none, page, shell), status: status)
    }
}
