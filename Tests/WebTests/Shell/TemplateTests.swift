import Foundation
import Testing

@testable import Web

@Suite struct `A template` {
    private struct Row: Encodable {
        var name: String
        var note: String?
    }

    private struct Page: Encodable {
        var title = "Board"
        var note: String? = "none"
        var isOpen = true
        var isOver = false
        var count = 3
        var share = 0.5
        var markup = "<b>\"R&D's\"</b> 漏斗"
        var empty = ""
        var first: Row? = Row(name: "A", note: nil)
        var last: Row?
        var rows = [Row(name: "B & C", note: "x"), Row(name: "D", note: nil)]
        var none: [Row] = []
        var words = ["e", "f"]
    }

    private func written(_ text: String, with others: [String: String] = [:], in frames: [String] = []) throws -> String
    {
        var templates = try others.mapValues(Template.init)
        templates["page"] = try Template(text)
        let page = TemplateRendering.utf8(frames + ["page"], TemplateValue(Page()), templates)
        return String(decoding: page, as: UTF8.self)
    }

    @Test(arguments: [
        ("{{title}} {{ count }} {{share}} {{missing}}.", "Board 3 0.5 ."),
        ("{{markup}}", "&lt;b&gt;&quot;R&amp;D&#39;s&quot;&lt;/b&gt; 漏斗"),
        ("{{{markup}}}", "<b>\"R&D's\"</b> 漏斗"),
        ("{{#isOpen}}open{{/isOpen}}{{#isOver}}over{{/isOver}}{{^isOver}}not{{/isOver}}", "opennot"),
        ("{{#last}}last{{/last}}{{^last}}no last{{/last}}{{#empty}}there{{/empty}}", "no lastthere"),
        ("{{#none}}some{{/none}}{{^none}}none{{/none}}{{#words}}{{.}},{{/words}}", "nonee,f,"),
        ("{{first.name}}{{first.note}}{{first.name.more}}{{last.name}}", "A"),
    ])
    func `writes values, and sections for what is there`(_ text: String, _ expected: String) throws {
        #expect(try written(text) == expected)
    }

    @Test func `looks a name up from the innermost value outwards, or in that one alone`() throws {
        #expect(
            try written("{{#rows}}{{title}}: {{name}} {{note}}; {{/rows}}") == "Board: B &amp; C x; Board: D none; "
        )
        #expect(try written("{{#rows}}{{.note}}{{#.note}}!{{/.note}}{{^.title}}-{{/.title}}{{/rows}}") == "x!--")
        #expect(try written("{{#isOpen}}{{.title}}{{/isOpen}}") == "Board")
    }

    @Test func `leaves no line where a section's or a partial's tag stands alone`() throws {
        let text = "<ul>\n  {{#rows}}\n  <li>{{name}}</li>\n  {{/rows}}\n  {{>end}}\n</ul>{{#none}}{{/none}}\n"
        let expected = "<ul>\n  <li>B &amp; C</li>\n  <li>D</li>\nend\n</ul>\n"
        #expect(try written(text, with: ["end": "end\n"]) == expected)
        #expect(try written("{{#isOpen}}\n{{>end}}\n{{/isOpen}}\n.", with: ["end": "end"]) == "end.")
    }

    @Test func `stands inside of its frames, and beside what these put in`() throws {
        let frames = [
            "outer": "({{>head}}{{#first}}{{>inside}}{{/first}})", "inner": "[{{>inside}}]", "head": "{{title}} ",
        ]
        #expect(try written("{{name}}", with: frames, in: ["outer", "inner"]) == "(Board [A])")
        #expect(try Template("{{>head}}{{#a}}{{^b}}{{>inside}}{{/b}}{{/a}}").partials == ["head", "inside"])
    }

    @Test(arguments: [
        ("{{title", Template.Fault.unclosedTag), ("{{{title}}", .unclosedTag),
        ("{{#rows}}{{name}}", .unclosedSection("rows")), ("{{#rows}}{{/row}}", .wrongEnd("row")),
        ("{{/rows}}", .wrongEnd("rows")),
    ])
    func `is refused where its tags do not match`(_ text: String, _ fault: Template.Fault) {
        #expect(throws: fault) { try Template(text) }
    }

    @Test(arguments: [
        ("<p>{{name</p>", "list/row" as String?), ("[[nothing.named]]", nil), ("{{>nowhere}}", nil),
    ])
    func `is named where a start of the server meets it broken`(_ text: String, _ unreadable: String?) throws {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let messages = try Messages(folder: root.appending(path: "Sources/Web/Messages"))
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-templates-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let list = folder.appending(path: "list")
        try FileManager.default.createDirectory(at: list, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: list.appending(path: "row.mustache"))
        if let unreadable {
            #expect(throws: UnreadableTemplate(template: unreadable, fault: .unclosedTag)) {
                try Templates(folder: folder, messages: messages, assets: "/assets")
            }
        } else {
            let error = #expect(throws: TemplateError.self) {
                try Templates(folder: folder, messages: messages, assets: "/assets")
            }
            #expect(error?.template == "list/row")
        }
    }

    @Test func `shows no icon that the sprite lacks`() throws {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let lock = try String(contentsOf: root.appending(path: "assets.lock"), encoding: .utf8)
        let lines = lock.split(separator: "\n").filter { $0.hasPrefix("icons ") }
        let known = Set(lines.flatMap { $0.split(separator: " ").dropFirst(2).map(String.init) })
        let folder = root.appending(path: "Sources/Web/Templates")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var icons: Set<String> = []
        for case let file as URL in files where file.pathExtension == "mustache" {
            let text = try String(contentsOf: file, encoding: .utf8)
            icons.formUnion(text.matches(of: /\[\[icon ([^\]]+)\]\]/).map { String($0.1) })
            icons.formUnion(text.matches(of: /icons\.svg#([a-z0-9-]+)"/).map { String($0.1) })
        }
        #expect(icons.count > 30)
        #expect(icons.subtracting(known) == [])
    }
}
