import Sales

/// What a file's columns probably are, told by their names.
package enum ColumnSuggestion {
    /// The kind that knows most of the columns; opportunities where none does better.
    package static func kind(of columns: [String], among kinds: [ImportKind] = ImportKind.allCases) -> ImportKind {
        let order: [ImportKind] = [.opportunities, .accounts, .contacts, .products, .members, .stageHistory]
        let known = order.filter(kinds.contains)
        let scores = known.map { (kind: $0, score: score($0, columns)) }
        return scores.max {
            $0.score < $1.score || ($0.score == $1.score && order.rank($0.kind) > order.rank($1.kind))
        }?
        .kind ?? .opportunities
    }

    /// The field of each column, or nil for one that no field is called like; a field is given once, a path several
    /// times.
    ///
    /// The workspace's own fields are known by their names in any language, where no other field is called so.
    package static func fields(_ kind: ImportKind, _ columns: [String], own: [FieldDefinition] = []) -> [String?] {
        var taken: Set<String> = []
        var found: [String?] = Array(repeating: nil, count: columns.count)
        let forms = columns.map(ColumnAliases.form)
        for (field, aliases) in ColumnAliases.fields(of: kind) {
            for alias in aliases.map(ColumnAliases.form) + [ColumnAliases.form(field)] {
                guard let place = forms.indices.first(where: { forms[$0] == alias && found[$0] == nil }) else {
                    continue
                }
                if field != "teams", taken.contains(field) { break }
                found[place] = field
                taken.insert(field)
            }
        }
        for field in own {
            let names = Set(field.name.all.map(ColumnAliases.form))
            if let place = forms.indices.first(where: { found[$0] == nil && names.contains(forms[$0]) }) {
                found[place] = field.key
            }
        }
        return found
    }

    /// The choices to begin with.
    package static func choices(
        _ kind: ImportKind,
        _ columns: [String],
        own: [FieldDefinition] = []
    ) -> ImportChoices {
        var choices = ImportChoices(kind: kind)
        var currency: String?
        for (column, field) in zip(columns, fields(kind, columns, own: own)) {
            guard let field else { continue }
            switch field {
            case "key": choices.key.append(column)
            case "currency": currency = column
            default: choices.fields[field, default: .init(columns: [])].columns.append(column)
            }
        }
        for money in kind.moneyFields where choices.fields[money] != nil {
            choices.fields[money]?.currencyColumn = currency
        }
        // Regions stand above the managers of their teams.
        if let teams = choices.fields["teams"]?.columns, teams.count > 1 {
            let isManager = teams.filter { ColumnAliases.form($0).contains("manager") }
            choices.fields["teams"]?.columns = teams.filter { !isManager.contains($0) } + isManager
        }
        return choices
    }

    /// Whether a stage of that name is won, lost or open, by the usual words.
    package static func stageKind(_ name: String) -> Stage.Kind {
        let form = ColumnAliases.form(name)
        if ["won", "win", "赢单", "成交", "已成交", "签约", "已签约", "赢"].contains(where: { form == $0 || form == "closed\($0)" })
        {
            return .won
        }
        let lost = ["lost", "closedlost", "输单", "丢单", "失败", "流失", "已流失", "战败", "cancelled", "canceled", "无效", "关闭"]
        return lost.contains(form) ? .lost : .open
    }

    /// How far on an open stage of that name usually stands, for the order of a new pipeline.
    package static func stageRank(_ name: String) -> Int {
        let form = ColumnAliases.form(name)
        let order = [
            ["prospect", "lead", "new", "线索", "初步", "潜在"], ["qualif", "engag", "contact", "接触", "沟通", "确认"],
            ["needs", "discover", "demo", "需求", "演示"], ["propos", "quote", "方案", "报价"],
            ["negot", "contract", "谈判", "商务", "合同"],
        ]
        return order.firstIndex { words in words.contains { form.contains($0) } } ?? order.count
    }

    private static func score(_ kind: ImportKind, _ columns: [String]) -> Int {
        fields(kind, columns).reduce(0) { score, field in
            guard let field else { return score }
            let isTelling = (kind == .opportunities && ["stage", "amount"].contains(field)) || field == "name"
            return score + (isTelling ? 3 : 2)
        }
    }
}

extension [ImportKind] {
    fileprivate func rank(_ kind: ImportKind) -> Int { firstIndex(of: kind) ?? count }
}
