import Sales
import Storage

/// The stages of the process in force with the days spent in each.
struct StagePath {
    let dossier: OpportunityDossier
    let access: Access
    let words: Words

    private var present: Identifier<Stage>? { dossier.opportunity.values.stageID }

    var steps: [OpportunityPage.Step] {
        let stays = dossier.revisions.stays(until: access.now)
        let open = dossier.process?.openStages ?? []
        let place = open.firstIndex { $0.id == present }
        let isWon = dossier.opportunity.values.outcome == .won
        return open.enumerated().map { index, stage in
            let stay = stays.first { $0.stageID == stage.id }
            let isPresent = stage.id == present
            return OpportunityPage.Step(
                stage: stage.id.description,
                name: stage.name,
                days: stay.map { words.days($0.days) },
                isPast: isWon || (place.map { index < $0 } ?? (stay != nil)),
                isPresent: isPresent,
                isOver: isPresent && (stage.limitDays.map { Double($0) < stay?.days ?? 0 } ?? false),
                mayMove: !isPresent && access.may(.edit, .opportunities)
            )
        }
    }

    var closings: [OpportunityPage.Closing] {
        (dossier.process?.stages ?? []).filter { $0.kind != .open }.map { stage in
            OpportunityPage.Closing(
                stage: stage.id.description,
                name: stage.name,
                isWon: stage.kind == .won,
                isPresent: stage.id == present
            )
        }
    }
}
