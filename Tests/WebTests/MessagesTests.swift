import Foundation
import Sales
import Testing

@testable import Web

@Suite struct `The catalogues` {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Web")

    private func messages() throws -> Messages { try Messages(folder: Self.sources.appending(path: "Messages")) }

    private func texts(_ suffix: String) throws -> [(path: String, text: String)] {
        let root = Self.sources.path(percentEncoded: false)
        let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(suffix) }.map { path in
            (path, try String(contentsOf: Self.sources.appending(path: path), encoding: .utf8))
        }
    }

    /// The keys that templates and pages name; one that ends in a point stands for all that begin so.
    private func usedKeys() throws -> (exact: Set<String>, prefixes: Set<String>) {
        var exact: Set<String> = []
        var prefixes: Set<String> = []
        for (_, text) in try texts(".mustache") {
            exact.formUnion(text.matches(of: #/\[\[([^\] ]+)\]\]/#).map { String($0.1) })
        }
        for (_, text) in try texts(".swift") {
            exact.formUnion(text.matches(of: #/(?:words|self|key:)\(? ?"([A-Za-z0-9.]+)"/#).map { String($0.1) })
            exact.formUnion(text.matches(of: #/\(rule: "([A-Za-z]+)"/#).map { "faults.\($0.1)" })
            prefixes.formUnion(text.matches(of: #/words\("([A-Za-z0-9.]+)", /#).map { "\($0.1)." })
            prefixes.formUnion(text.matches(of: #/words\("([A-Za-z0-9.]+\.)[\\]/#).map { String($0.1) })
            exact.formUnion(
                text.matches(of: #/"([A-Za-z]+(?:\.[A-Za-z0-9]+)+)"/#).map { String($0.1) }
                    .filter { $0.contains(".") }
            )
        }
        exact.remove("assets")
        return (exact, prefixes)
    }

    @Test func `have each key once`() throws {
        for (path, text) in try texts(".json") where path.hasPrefix("Messages/") {
            let keys = text.matches(of: #/(?m)^  "([^"]+)":/#).map { String($0.1) }
            let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys
            #expect(twice.sorted() == [], "\(path)")
        }
    }

    @Test func `have the same keys in every language`() throws {
        let messages = try messages()
        let english = messages.keys(.english)
        #expect(english.count > 50)
        for language in [Language.simplifiedChinese, .traditionalChinese] {
            #expect(messages.keys(language).symmetricDifference(english).sorted() == [])
        }
    }

    @Test func `have every text that a page or a template names`() throws {
        let messages = try messages()
        let keys = messages.keys(.english)
        for (path, text) in try texts(".mustache") {
            for match in text.matches(of: #/\[\[([^\] ]+)\]\]/#) where match.1 != "assets" {
                #expect(keys.contains(String(match.1)), "\(path)")
            }
        }
        for (path, text) in try texts(".swift") {
            for match in text.matches(of: #/words\("([A-Za-z0-9.]+)"/#) {
                let key = String(match.1)
                #expect(keys.contains(key) || keys.contains { $0.hasPrefix("\(key).") }, "\(path): \(key)")
            }
        }
    }

    @Test func `have no text that nothing names`() throws {
        let used = try usedKeys()
        for key in try messages().keys(.english) {
            #expect(used.exact.contains(key) || used.prefixes.contains { key.hasPrefix($0) }, "\(key)")
        }
    }

    @Test func `fill the same places in every language`() throws {
        let messages = try messages()
        func places(_ key: String, _ language: Language) -> Set<String> {
            Set((messages[key, language]?.text(count: 2) ?? "").matches(of: #/\{(\w+)\}/#).map { String($0.1) })
        }
        for key in messages.keys(.english) {
            for language in Language.allCases { #expect(places(key, language) == places(key, .english), "\(key)") }
        }
    }

    @Test func `hold all words of the templates`() throws {
        for (path, text) in try texts(".mustache") {
            let bare = text.replacing(#/\{\{[^}]*\}\}\}?|\[\[[^\]]*\]\]/#, with: "").replacing(#/<[^>]*>/#, with: "")
            let words = bare.replacing("Sluice", with: "").matches(of: #/\p{L}{2,}/#).map { String($0.0) }
            #expect(words == [], "\(path)")
        }
    }
}
