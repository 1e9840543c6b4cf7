import Foundation
import Mustache
import Sales

/// The pages' templates in every language, their words filled in when they are loaded.
///
/// A template has the inside of a page and computes nothing. `[[board.title]]` in it is a text of the catalogues,
/// `[[icon plus]]` an icon, `[[assets]]` where the files of `Public` are served.
struct Templates: Sendable {
    private let libraries: [Language: MustacheLibrary]

    /// What a template is put into.
    enum Frame: String, CaseIterable {
        /// The whole page with navigation, for those who are signed in.
        case application
        /// The same with the settings' own navigation beside the page.
        case settings
        /// The whole page with nothing round it.
        case plain
        /// Nothing: a part of a page that htmx swaps in.
        case none
    }

    init(folder: URL, messages: Messages, assets: String) throws {
        let files = try Templates.files(folder)
        var libraries: [Language: MustacheLibrary] = [:]
        for language in Language.allCases {
            var library = MustacheLibrary()
            for (name, text) in files {
                let words = try Templates.filled(text, name, messages, language, assets)
                try library.register(words, named: name)
                // A closing tag may not name a folder.
                if let frame = Frame(template: name) { try library.register(words, named: "\(frame)") }
                for frame in Frame.allCases { try library.register(frame.around(name), named: "\(frame)/\(name)") }
            }
            libraries[language] = library
        }
        self.libraries = libraries
    }

    /// The page's text; a template that is not there is a mistake that the first test to open the page finds.
    func render(_ name: String, in frame: Frame, _ page: some Any, _ shell: Shell) -> String {
        guard
            let text = libraries[shell.language]?.render(
                TemplateFields(Framed(page: page, shell: shell)),
                withTemplate: "\(frame)/\(name)"
            )
        else { preconditionFailure("There is no template named \(name).") }
        return text
    }

    private struct Framed {
        var page: Any
        var shell: Shell
    }
}

extension Templates.Frame {
    fileprivate init?(template name: String) {
        guard name.hasPrefix("shell/") else { return nil }
        self.init(rawValue: String(name.dropFirst("shell/".count)))
    }

    fileprivate func around(_ name: String) -> String {
        switch self {
        case .none: "{{#page}}{{>\(name)}}{{/page}}"
        case .settings:
            """
            {{<application}}{{$main}}<div class="settings">{{>settings/navigation}}<div class="settings-page">{{>\(name)}}\
            </div></div>{{/main}}{{/application}}
            """
        case .application, .plain: "{{<\(self)}}{{$main}}{{>\(name)}}{{/main}}{{/\(self)}}"
        }
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

    private static func filled(
        _ text: String,
        _ name: String,
        _ messages: Messages,
        _ language: Language,
        _ assets: String
    ) throws -> String {
        let places = /\[\[([^\]]+)\]\]/
        return try text.replacing(places) { place in
            let key = String(place.1)
            if key == "assets" { return assets }
            if key.hasPrefix("icon ") {
                let icon = key.dropFirst("icon ".count)
                return
                    "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"\(assets)/vendor/icons.svg#\(icon)\"/></svg>"
            }
            guard case .sentence(let words)? = messages[key, language] else {
                throw TemplateError(template: name, missingKey: key)
            }
            return words.escapedForHTML
        }
    }
}

/// A template names a text that a catalogue lacks.
struct TemplateError: Error, Equatable {
    var template: String
    var missingKey: String
}

extension String {
    /// The text with what HTML gives a meaning written as entities.
    var escapedForHTML: String {
        var escaped = ""
        for character in self {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
