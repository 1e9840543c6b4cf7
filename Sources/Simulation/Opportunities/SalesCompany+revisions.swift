import Sales

extension SalesCompany {
    /// Writes events as numbered revisions; in the true log both clocks say when it happened.
    func revisions(of events: [Story.Event], truth: Bool) -> [Revision] {
        var revisions: [Revision] = []
        revisions.reserveCapacity(events.count)
        for event in events {
            let (fields, values) = changes(event)
            revisions.append(
                Revision(
                    number: revisions.count + 1,
                    happenedAt: event.happenedAt,
                    recordedAt: truth ? event.happenedAt : event.recordedAt,
                    actorID: memberID(ofRep: event.rep),
                    decision: event.kind == .move || event.kind == .wrongDrag ? .allowed : nil,
                    fields: fields,
                    values: values,
                    voidedAt: event.voidedAt
                )
            )
        }
        return revisions
    }

    /// The mask is put together as a number: option sets of another module are built by unspecialised generic code,
    /// which took a third of the whole time.
    private func changes(_ event: Story.Event) -> (TrackedFields, TrackedValues) {
        var mask = 0
        var values = TrackedValues()
        switch event.kind {
        case .creation, .move, .wrongDrag:
            mask = SalesCompany.stageMask
            enter(event, &values)
        case .handOver, .amountChange, .push, .voiding: break
        }
        if event.kind == .creation || event.kind == .handOver {
            mask |= TrackedFields.owner.rawValue
            values.ownerID = memberID(ofRep: event.rep)
        }
        if let amount = event.amount {
            mask |= TrackedFields.amount.rawValue
            values.amount = Amount(minor: amount, currency: plan.currency)
        }
        if let day = event.closeDay {
            mask |= TrackedFields.expectedCloseDate.rawValue
            values.expectedCloseDate = day
        }
        return (TrackedFields(rawValue: mask), values)
    }

    private static let stageMask = TrackedFields([.pipeline, .stage, .outcome]).rawValue

    private func enter(_ event: Story.Event, _ values: inout TrackedValues) {
        values.pipelineID = pipeline.id
        values.stageID = stageIDs[event.state]
        values.outcome = event.state < chain.openCount ? .open : event.state == chain.won ? .won : .lost
        if event.state == chain.lost { values.lossReasonID = lossReasons[event.lossReason].id }
    }

    private func memberID(ofRep rep: Int) -> Identifier<Member> { team.members[team.reps[rep].member].id }

    /// What kind of sale it is, in the plan's language.
    func typeName(isNewCustomer: Bool) -> String {
        let name =
            isNewCustomer
            ? LocalizedText("New business", "新客户", "新客戶") : LocalizedText("Existing business", "老客户增购", "舊客戶加購")
        return name[plan.language]
    }
}
