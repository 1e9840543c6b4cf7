import Sales
import SalesAnalytics

/// What must be said under a funnel so that its groups are not misread.
struct FunnelRemarks {
    let report: FunnelReport
    let teams: [Team]
    let language: Language

    init(_ report: FunnelReport, teams: [Team], in language: Language) {
        self.report = report
        self.teams = teams
        self.language = language
    }

    var lines: [String] { [withoutValues, tooDeep].compactMap { $0?[language] } }

    /// That no record has a value to slice by.
    private var withoutValues: LocalizedText? {
        guard let dimension = report.dimension, report.groups.count == 1, report.groups[0].key.isEmpty else {
            return nil
        }
        let value = dimension.value
        return LocalizedText(
            "Nothing to slice by: none of these opportunities has \(value.english).",
            "无法分组：这些商机都没有\(value.simplifiedChinese)。",
            "無法分組：這些商機都沒有\(value.traditionalChinese)。"
        )
    }

    /// That the team tree ends above the level that was asked for.
    private var tooDeep: LocalizedText? {
        guard case .team(let level?) = report.dimension, !teams.isEmpty, level > depth else { return nil }
        return LocalizedText(
            "The teams have no level \(level), the deepest is \(depth); everyone counts in their own team.",
            "团队没有第 \(level) 级，最深为第 \(depth) 级；每人计入其所在团队。",
            "團隊沒有第 \(level) 級，最深為第 \(depth) 級；每人計入其所屬團隊。"
        )
    }

    private var depth: Int {
        let parents = Dictionary(teams.map { ($0.id, $0.parentID) }) { first, _ in first }
        return teams.map { team in
            var depth = 1
            var next = team.parentID
            while let parent = next, depth <= teams.count {
                depth += 1
                next = parents[parent] ?? nil
            }
            return depth
        }.max() ?? 0
    }
}

extension Dimension {
    /// What a record without such a value lacks.
    fileprivate var value: LocalizedText {
        switch self {
        case .owner: LocalizedText("an owner", "负责人", "負責人")
        case .actor: LocalizedText("anybody known to have changed its stage", "可知的操作人", "可知的操作人")
        case .team: LocalizedText("a team", "团队", "團隊")
        case .source: LocalizedText("a source", "来源", "來源")
        case .type: LocalizedText("a type", "类型", "類型")
        case .product: LocalizedText("a product", "产品", "產品")
        case .account(nil): LocalizedText("an account", "客户", "客戶")
        case .account(let field?): LocalizedText("an account with \(field)", "客户的 \(field)", "客戶的 \(field)")
        case .field: LocalizedText("a value of this field", "该字段的值", "此欄位的值")
        case .month: LocalizedText("a known date", "已知的日期", "已知的日期")
        }
    }
}
