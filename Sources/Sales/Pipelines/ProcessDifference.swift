/// One thing in which a version of a process differs from the one before.
package enum ProcessDifference: Hashable, Sendable {
    case added(String)
    case retired(String)
    case renamed(from: String, to: String)
    /// The stages that stayed stand in another order.
    case reordered
    case probability(String, from: Int?, to: Int?)
    case category(String, from: ForecastCategory?, to: ForecastCategory?)
    case limit(String, from: Int?, to: Int?)
    /// Its goal, layer, conversion or role.
    case described(String)
}

extension ProcessVersion {
    /// In what this version differs from an older one, stage by stage.
    package func differences(from older: ProcessVersion) -> [ProcessDifference] {
        var found: [ProcessDifference] = []
        for stage in stages {
            guard let old = older.stage(stage.id) else {
                found.append(.added(stage.name))
                continue
            }
            found += stage.differences(from: old)
        }
        found += older.stages.filter { stage($0.id) == nil }.map { .retired($0.name) }
        let kept = stages.map(\.id).filter { older.stage($0) != nil }
        if kept != older.stages.map(\.id).filter({ stage($0) != nil }) { found.append(.reordered) }
        return found
    }
}

extension Stage {
    fileprivate func differences(from old: Stage) -> [ProcessDifference] {
        var found: [ProcessDifference] = []
        if name != old.name { found.append(.renamed(from: old.name, to: name)) }
        if winProbability != old.winProbability {
            found.append(.probability(name, from: old.winProbability, to: winProbability))
        }
        if forecastCategory != old.forecastCategory {
            found.append(.category(name, from: old.forecastCategory, to: forecastCategory))
        }
        if limitDays != old.limitDays { found.append(.limit(name, from: old.limitDays, to: limitDays)) }
        let isDescribedOtherwise =
            goal != old.goal || layer != old.layer || targetConversion != old.targetConversion
            || ownerRole != old.ownerRole
        if isDescribedOtherwise { found.append(.described(name)) }
        return found
    }
}
