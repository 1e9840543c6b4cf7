import Foundation
import Sales

/// The pages' templates in every language, their words filled in when they are loaded.
///
/// A template has the inside of a page and computes nothing. `[[board.title]]` in it is a text of the catalogues,
/// `[[icon plus]]` an icon, `[[assets]]` where the files of `Public` are served.
struct Templates: Sendable {
    private let templates: [Language: [String: Template]]

    /// What a template is put into.
    enum Frame {
        /// The whole page with navigation, for those who are signed in.
        case application
        /// The same with the settings' own navigation beside the page.
        case settings
        /// The whole page with nothing round it.
        case plain
        /// Nothing: a part of a page that htmx swaps in.
        case none

        /// The templates round a page, the outermost first.
        fileprivate var templates: [String] {
            switch self {
            case .application: ["shell/application"]
            case .settings: ["shell/application", "shell/settings"]
            case .plain: ["shell/plain"]
            case .none: ["shell/part"]
            }
        }
    }

    init(folder: URL, messages: Messages, assets: String) throws {
        let files = try Templates.files(folder)
        var templates: [Language: [String: Template]] = [:]
        for (name, text) in files {
            do {
                let template = try Template(text)
                for language in Language.allCases {
                    templates[language, default: [:]][name] = try template.mapTexts {
                        try Templates.filled($0, name, messages, language, assets)
                    }
                }
            } catch let fault as Template.Fault {
                throw UnreadableTemplate(template: name, fault: fault)
            }
        }
        let names = Set(files.map(\.name)).union([Template.inside])
        for (name, template) in templates[.english] ?? [:] {
            for partial in template.partials where !names.contains(partial) {
                throw TemplateError(template: name, missingKey: partial)
            }
        }
        self.templates = templates
    }

    /// The page's text in UTF-8; a template that is not there is a mistake that the first test to open the page finds.
    func render(_ name: String, in frame: Frame, _ page: some Encodable, _ shell: Shell) -> [UInt8] {
        let value = TemplateValue(Framed(page: page, shell: shell))
        return TemplateRendering.utf8(frame.templates + [name], value, templates[shell.language] ?? [:])
    }

    private struct Framed<Page: Encodable>: Encodable {
        var page: Page
        var shell: Shell
    }
}

extension Templates {
    /// The text of every file by its path without the extension, as `board/column`.
    private static func files(_ folder: URL) throws -> [(name: String, text: String)] {
        let root = folder.standardizedFileURL.path(percentEncoded: false)
        guard let paths = FileManager.default.enumerator(atPath: root) else { return [] }
        return try paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".mustache") }.map { path in
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            return (String(path.dropLast(".mustache".count)), text)
        }
    }

    /// A text with what stands for its places in double brackets: the assets' path, an icon, a catalogue's words.
    private static func filled(
        _ text: String,
        _ name: String,
        _ messages: Messages,
        _ language: Language,
        _ assets: String
    ) throws -> String {
        var (rest, filled) = (text[...], "")
        while let opening = rest.firstRange(ofASCII: "[["),
            let closing = rest[opening.upperBound...].firstRange(ofASCII: "]]")
        {
            filled += rest[..<opening.lowerBound]
            let key = String(rest[opening.upperBound..<closing.lowerBound])
            if key == "assets" {
                filled += assets
            } else if key.hasPrefix("icon ") {
                let icon = key.dropFirst("icon ".count)
                filled +=
                    "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"\(assets)/vendor/icons.svg#\(icon)\"/></svg>"
            } else if case .sentence(let words)? = messages[key, language] {
                filled += words.escapedForHTML
            } else {
                throw TemplateError(template: name, missingKey: key)
            }
            rest = rest[closing.upperBound...]
        }
        return filled + rest
    }
}

/// A template names a text that a catalogue lacks, or a template that is not there.
struct TemplateError: Error, Equatable {
    var template: String
    var missingKey: String
}

/// A template whose tags do not match.
struct UnreadableTemplate: Error, Equatable {
    var template: String
    var fault: Template.Fault
}
