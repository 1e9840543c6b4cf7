import Sales
import Storage

/// Tells an opportunity's revisions in words, the newest first.
struct HistoryTeller {
    let dossier: OpportunityDossier
    let access: Access
    let words: Words

    var lines: [OpportunityPage.HistoryLine] {
        let newest = dossier.revisions.undoable?.number
        let mayEdit = access.may(.edit, .opportunities)
        return dossier.revisions.reversed().compactMap { revision in
            // A revision without fields only took others back, which those say themselves.
            if revision.fields.isEmpty { return nil }
            return OpportunityPage.HistoryLine(
                number: String(revision.number),
                happened: happened(revision),
                recorded: words.moment(revision.recordedAt, access.calendar),
                who: dossier.name(of: revision.actorID) ?? words("opportunity.cause", revision.cause),
                changes: changes(revision),
                isVoided: revision.voidedAt != nil,
                mayTakeBack: mayEdit && revision.number == newest
            )
        }
    }

    private func happened(_ revision: Revision) -> String {
        switch revision.precision {
        case .instant: words.moment(revision.happenedAt, access.calendar)
        case .day: words.day(access.calendar.day(of: revision.happenedAt))
        case .undated: words("opportunity.undated")
        }
    }

    private func changes(_ revision: Revision) -> [String] {
        let values = revision.values
        var changes: [String] = []
        if revision.fields.contains(.stage) {
            changes.append("→ \(values.stageID.flatMap { dossier.stages[$0]?.name } ?? "–")")
        }
        if revision.fields.contains(.amount) { add("amount", values.amount.map { words.money($0) }, &changes) }
        if revision.fields.contains(.expectedCloseDate) {
            add("closes", values.expectedCloseDate.map { words.day($0) }, &changes)
        }
        if revision.fields.contains(.owner) { add("owner", dossier.name(of: values.ownerID), &changes) }
        if revision.fields.contains(.winProbability) {
            add("probability", values.winProbability.map { "\($0)%" }, &changes)
        }
        if revision.fields.contains(.outcome), let reason = dossier.reason(values.lossReasonID) {
            add("lossReason", reason, &changes)
        }
        return changes
    }

    private func add(_ name: String, _ value: String?, _ changes: inout [String]) {
        changes.append("\(words("opportunity.\(name)")): \(value ?? "–")")
    }
}
