import Foundation
import Sales
import SalesAnalytics
import Testing

@Suite struct `The metric registry` {
    @Test func `has each metric once, in three languages`() {
        let ids = MetricRegistry.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for metric in MetricRegistry.all {
            for language in Language.allCases {
                #expect(!metric.name[language].isEmpty)
                #expect(!metric.definition[language].isEmpty)
            }
        }
    }

    @Test func `has the sections of docs/metrics.md, and no other`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appendingPathComponent("docs/metrics.md"), encoding: .utf8)
        let sections = page.split(separator: "\n").filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
        #expect(Set(sections) == Set(MetricRegistry.all.map(\.id)))
        #expect(sections.count == MetricRegistry.all.count)
    }

    @Test func `reads its values from the figures, and nothing but zero or none from no records`() throws {
        let some = try World.timeline([World.path(1, 4), World.path(1)]).funnel(World.question()).figures
        #expect(MetricRegistry.metric("overall")?.value(some, nil) == 0.5)
        #expect(MetricRegistry.metric("reached")?.value(some, some.stages[0]) == 2)
        #expect(MetricRegistry.metric("reached")?.value(some, nil) == nil)
        let none = try World.timeline([]).funnel(World.question()).figures
        for metric in MetricRegistry.all {
            #expect(metric.value(none, none.stages[0]) == (metric.empty == .zero ? 0 : nil), "\(metric.id)")
        }
    }
}
