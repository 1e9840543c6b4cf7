import Hummingbird
import Sales

/// A form that came after its session had ended: what was typed waits until who typed it has signed in again.
struct UnsentForm: Sendable {
    /// Where the form went.
    var path: String
    var fields: [QueryItem]

    /// The form of a page of ours, which has the ended session's token; a form with a password is not kept.
    ///
    /// The request keeps its body for those who read it behind.
    init?(_ request: inout Request, token: String) async throws {
        guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true else { return nil }
        let body = try await request.collectBody(upTo: 1 << 20)
        guard let text = String(validating: body.readableBytesView, as: UTF8.self), let form = try? FormFields(text),
            form.verbatim("formToken").utf8.elementsEqual(token.utf8)
        else { return nil }
        self.init(path: request.uri.string, form)
    }

    /// As a page to sign in brought it back.
    init?(path: String, typed: String) {
        guard let path = path.ownPath, let form = try? FormFields(typed) else { return nil }
        self.init(path: path, form)
    }

    private init?(path: String, _ form: FormFields) {
        let names = form.names.subtracting(["formToken"]).sorted()
        guard path != "/sign-out", !names.contains(where: { $0.lowercased().contains("password") }) else { return nil }
        self.path = path
        fields = names.flatMap { name in form.all(name).map { QueryItem(name, $0) } }
    }
}

/// The page that sends a form again.
struct UnsentFormPage: Encodable {
    var title: String
    var path: String
    var fields: [Field]

    struct Field: Encodable {
        var name: String
        var value: String
    }

    init(_ unsent: UnsentForm, _ words: Words) {
        title = words("people.signedInAgain")
        path = unsent.path
        fields = unsent.fields.map { Field(name: $0.name, value: $0.value) }
    }
}
