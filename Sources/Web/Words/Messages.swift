import Foundation
import Sales

/// The catalogues: every text of the pages in every language, by its key.
///
/// A file is a part of the product and the first word of its keys: `title` in `board.json` is `board.title`.
struct Messages: Sendable {
    private let texts: [Language: [String: Text]]

    /// One sentence, or two where a count decides between them.
    enum Text: Sendable, Equatable {
        case sentence(String)
        case counted(one: String, other: String)
    }

    /// Reads a folder with a folder for each language.
    init(folder: URL) throws {
        var texts: [Language: [String: Text]] = [:]
        for language in Language.allCases {
            let files = try FileManager.default.contentsOfDirectory(
                at: folder.appending(path: language.rawValue),
                includingPropertiesForKeys: nil
            )
            for file in files where file.pathExtension == "json" {
                let name = file.deletingPathExtension().lastPathComponent
                let catalogue = try JSONDecoder().decode([String: Text].self, from: Data(contentsOf: file))
                for (key, text) in catalogue { texts[language, default: [:]]["\(name).\(key)"] = text }
            }
        }
        self.texts = texts
    }

    subscript(key: String, language: Language) -> Text? { texts[language]?[key] }

    func keys(_ language: Language) -> Set<String> { Set((texts[language] ?? [:]).keys) }
}

extension Messages.Text: Decodable {
    private enum Key: CodingKey { case one, other }

    init(from decoder: any Decoder) throws {
        if let sentence = try? decoder.singleValueContainer().decode(String.self) {
            self = .sentence(sentence)
        } else {
            let counted = try decoder.container(keyedBy: Key.self)
            self = try .counted(
                one: counted.decode(String.self, forKey: .one),
                other: counted.decode(String.self, forKey: .other)
            )
        }
    }

    func text(count: Int) -> String {
        switch self {
        case .sentence(let sentence): sentence
        case .counted(let one, let other): count == 1 ? one : other
        }
    }
}
