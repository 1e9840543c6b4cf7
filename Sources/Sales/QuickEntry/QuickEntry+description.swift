extension QuickEntry: CustomStringConvertible {
    /// All that was read, in one line: `visit | 2026-03-03 | who 云帆/张主任 | CNY 2000000 | next 2026-03-11 报价`.
    ///
    /// `+visit` is still to happen, `call!` was in vain. Doubts are left out.
    package var description: String {
        var parts: [String] = []
        if let kind {
            parts.append("\(isPlanned ? "+" : "")\(kind.value.rawValue)\(outcome?.value == .notReached ? "!" : "")")
        }
        if let day { parts.append(day.value.description) }
        if let time { parts.append(time.value.description) }
        if let minutes { parts.append("\(minutes.value)m") }
        parts += names.map { "who \($0.value)" }
        if let amount { parts.append("\(amount.value.currency) \(amount.value.typed)") }
        if let nextStep { parts.append("next \(nextStep)") }
        parts += competitors.map { "vs \($0.value)" }
        switch stage?.value {
        case .stage(_, let name): parts.append("stage \(name)")
        case .kind(let kind): parts.append(kind.rawValue)
        case nil: break
        }
        return parts.joined(separator: " | ")
    }
}

extension EntryName: CustomStringConvertible {
    /// `云帆/张主任`, or what was written where firm and person are not told apart.
    package var description: String {
        let parts = [account, person].compactMap(\.self)
        return parts.isEmpty ? text : parts.joined(separator: "/")
    }
}

extension QuickEntry.NextStep: CustomStringConvertible {
    package var description: String {
        [day?.value.description, time?.value.description, text].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}
