import Sales

extension DetailTeller {
    /// What the owner wrote after some of the steps, and what a manager asked below.
    mutating func notes(_ outcome: Outcome, _ contacts: [Identifier<Contact>]) -> [Note] {
        var notes: [Note] = []
        var said: Set<LocalizedText> = []
        let share = outcome == .open ? 0.55 : outcome == .won ? 0.35 : 0.12
        for step in opportunity.reported where step.fields.contains(.stage) && step.voidedAt == nil {
            guard random.chance(share), notes.count < 12, let text = text(after: step), said.insert(text).inserted,
                let words = filled(text, contacts)
            else { continue }
            let at = later(step.recordedAt, hours: 1 + random.below(20))
            let note = note(words, by: values.ownerID, at: at, number: notes.count)
            notes.append(note)
            if random.chance(0.3) { notes += comments(on: note, number: notes.count) }
        }
        // Nothing is written behind the end of the logs.
        return notes.filter { $0.writtenAt <= company.observedAt }
    }

    private func note(
        _ text: String,
        by author: Identifier<Member>?,
        at time: Instant,
        number: Int,
        under parent: Note? = nil
    ) -> Note {
        Note(
            id: part(32 + number, at: time),
            subject: .opportunity(opportunity.id),
            parentID: parent?.id,
            authorID: author,
            text: NoteText(stored: text),
            writtenAt: time
        )
    }

    /// A manager asks, or the owner asks a manager in; now and then whoever looks at the company is asked for.
    private mutating func comments(on note: Note, number: Int) -> [Note] {
        guard let manager = company.manager(of: values.ownerID) else { return [] }
        let at = later(note.writtenAt, hours: 2 + random.below(30))
        let isOpen = values.outcome == .open
        if let host, isOpen, random.chance(0.06), let text = random.pick(DetailBook.hostRequests) {
            return [self.note("@[\(host)] " + text[language], by: values.ownerID, at: at, number: number, under: note)]
        }
        if random.chance(0.35), let text = random.pick(DetailBook.requests) {
            let asked = "@[\(manager)] " + text[language]
            return [self.note(asked, by: values.ownerID, at: at, number: number, under: note)]
        }
        guard let text = random.pick(isOpen ? DetailBook.questions : DetailBook.praise(values.outcome)) else {
            return []
        }
        let question = self.note(text[language], by: manager, at: at, number: number, under: note)
        guard isOpen, random.chance(0.4), let reply = random.pick(DetailBook.replies) else { return [question] }
        let replied = later(at, hours: 1 + random.below(10))
        return [
            question,
            self.note(reply[language], by: values.ownerID, at: replied, number: number + 1, under: note),
        ]
    }

    private mutating func text(after step: Revision) -> LocalizedText? {
        let stage = company.process.stages.firstIndex { $0.id == step.values.stageID }
        return random.pick(DetailBook.notes(step.values.outcome ?? .open, stage: stage ?? 0))
    }

    private func filled(_ text: LocalizedText, _ contacts: [Identifier<Contact>]) -> String? {
        let names = company.contacts(of: opportunity.accountIndex).map(\.contact)
        let name = names.first { contacts.contains($0.id) }?.name ?? names.first?.name
        let product = company.products.first { $0.id == opportunity.productID }?.name
        guard let name, let product else { return nil }
        return text[language].replacing("{person}", with: name).replacing("{product}", with: product)
    }

    /// So many hours later, or on the morning after where that is at night or at a weekend.
    private func later(_ time: Instant, hours: Int) -> Instant {
        let hour: Int64 = 3_600_000
        let later = time.milliseconds + Int64(hours) * hour
        let calendar = company.plan.calendar
        var day = calendar.day(of: Instant(milliseconds: later))
        let opens = { calendar.start(of: day).milliseconds + 8 * hour + (later % (2 * hour)) }
        if later > calendar.start(of: day).milliseconds + 19 * hour { day = day.advanced(by: 1) }
        while day.isWeekend { day = day.advanced(by: 1) }
        return Instant(milliseconds: max(later, opens()))
    }
}

extension Day {
    /// 2000-01-03 was a Monday.
    fileprivate var isWeekend: Bool {
        guard let monday = Day("2000-01-03") else { return false }
        return (days(since: monday) % 7 + 7) % 7 > 4
    }
}

extension SalesCompany {
    /// The manager of the region in which the member sells.
    func manager(of member: Identifier<Member>?) -> Identifier<Member>? {
        guard let rep = team.reps.first(where: { team.members[$0.member].id == member }) else { return nil }
        let managers = team.members.filter { $0.role == .manager }
        return managers.dropFirst(1 + rep.region).first?.id ?? managers.first?.id
    }
}
