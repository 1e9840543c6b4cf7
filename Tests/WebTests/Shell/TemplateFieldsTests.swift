import Mustache
import Testing

@testable import Web

@Suite struct `What a template reads` {
    private struct Row {
        var name: String
        var note: String?
    }

    private struct Page {
        var title = "Board"
        var note: String? = "none"
        var isOpen = true
        var isOver = false
        var count = 3
        var first: Row? = Row(name: "A", note: nil)
        var last: Row?
        var rows = [Row(name: "B & C", note: "x"), Row(name: "D", note: nil)]
        var none: [Row] = []
        var words = ["e", "f"]
        var nested: Any = Row(name: "G", note: "y")
    }

    /// As the library reads a value by itself.
    private static let texts = [
        "{{title}} {{count}} {{missing}}",
        "{{#isOpen}}open{{/isOpen}}{{#isOver}}over{{/isOver}}{{^isOver}}not{{/isOver}}",
        "{{#first}}{{name}} {{note}} {{title}}{{/first}}{{#last}}last{{/last}}{{^last}}no last{{/last}}",
        "{{#rows}}{{name}}{{#note}}: {{note}}{{/note}};{{/rows}}{{^rows}}no rows{{/rows}}",
        "{{#none}}some{{/none}}{{^none}}no{{/none}} {{#words}}{{.}},{{/words}} {{nested.name}} {{first.name}}",
    ]

    @Test(arguments: texts) func `is what the library reads of the values themselves`(_ text: String) throws {
        let template = try MustacheTemplate(string: text)
        let expected = template.render(Page())
        #expect(template.render(TemplateFields(Page())) == expected)
        #expect(!expected.isEmpty)
    }
}
