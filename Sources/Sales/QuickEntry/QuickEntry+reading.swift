extension QuickEntry {
    /// Reads a line; of one that says nothing the result is empty.
    package init(_ line: String, _ context: EntryContext) {
        self.init()
        guard line.isWithin(Self.limit) else { return }
        var reader = EntryReader(line, context)
        self = reader.read()
    }
}

/// Reads one line, each part from what the parts before have left.
struct EntryReader {
    private var text: EntryText
    private let context: EntryContext
    private let times: EntryTimes
    private let days: EntryDays
    private let amounts: EntryAmounts
    private let clauses: EntryClauses
    private var entry = QuickEntry()

    init(_ line: String, _ context: EntryContext) {
        self.context = context
        text = EntryText(line)
        times = EntryTimes(&text)
        days = EntryDays(&text, context)
        amounts = EntryAmounts(&text, context.currency)
        clauses = EntryClauses(text, days: days.found)
    }

    mutating func read() -> QuickEntry {
        entry.amount = amounts.best.map { QuickEntry.Read($0.value, text.origin(of: $0.range)) }
        entry.doubts = amounts.doubts
        if amounts.areSeveral { entry.doubts.append(.severalAmounts(amounts.found.map { text.written($0.range) })) }
        readDoubtfulDays()
        entry.competitors = EntryRivals.read(text, context.competitors)
        readStage()
        let (done, next) = parts()
        if let done { readActivity(done, next) }
        entry.names = names(next)
        // Who is met is no competitor here, whatever is known of them elsewhere.
        entry.competitors.removeAll { rival in entry.names.contains { $0.range.overlaps(rival.range) } }
        if let next { entry.nextStep = nextStep(next, after: done) }
        if entry.nextStep == nil, entry.kind == nil, let done, isToDo(done) {
            entry.nextStep = nextStep(done, after: nil)
            (entry.day, entry.time, entry.isPlanned) = (nil, nil, false)
        }
        return entry
    }
}

extension EntryReader {
    /// Whether the clause tells of something to be done, on a day that is not over.
    private func isToDo(_ index: Int) -> Bool {
        let range = clauses.ranges[index]
        guard let day = entry.day?.value, EntryWords.tense(text, in: range) != .past else { return false }
        return entry.isPlanned || day == context.today && !text.remaining(range).isEmpty
    }

    /// The clause that tells what was done or will be, and the one that tells what is next.
    private func parts() -> (done: Int?, next: Int?) {
        let kinds = clauses.ranges.map { EntryWords.kind(text, in: $0) != nil }
        let indices = clauses.ranges.indices
        let done =
            indices.first { kinds[$0] && !clauses.next.contains($0) }
            ?? indices.first { !clauses.next.contains($0) && day(in: $0, .past).map { $0 <= context.today } == true }
            ?? indices.first { !clauses.next.contains($0) }
        let next =
            indices.first { clauses.next.contains($0) }
            ?? indices.first { $0 != done && isAhead($0, behind: done) }
            ?? indices.first { $0 != done && EntryWords.waiting(text, in: clauses.ranges[$0]) != nil }
        return (done, next)
    }

    /// Whether the clause tells of what is still to come.
    private func isAhead(_ index: Int, behind done: Int?) -> Bool {
        let tense = EntryWords.tense(text, in: clauses.ranges[index])
        guard tense != .past, let day = day(in: index, .future) else { return false }
        if day != context.today { return day > context.today }
        if let time = time(in: index) { return time.start > context.time }
        return tense == .future || done.map { index > $0 } == true
    }

    private func day(in index: Int, _ tense: EntryDay.Tense) -> Day? {
        days.found.first { clauses.ranges[index].overlaps($0.range) }?.value.resolved(context.today, tense)
    }

    private func time(in index: Int) -> EntryTimes.Span? {
        times.found.first { clauses.ranges[index].overlaps($0.range) }?.value
    }
}

extension EntryReader {
    private mutating func readActivity(_ index: Int, _ next: Int?) {
        let range = clauses.ranges[index]
        let kind = EntryWords.kind(text, in: range)
        entry.kind = kind.map { QuickEntry.Read($0.value, text.origin(of: $0.range)) }
        let missed = EntryWords.missed(text)
        entry.outcome = missed.map { QuickEntry.Read(.notReached, text.origin(of: $0)) }
        // Who leaves a message has called.
        if let missed, kind.map({ $0.range.overlaps(missed) }) ?? true {
            entry.kind = QuickEntry.Read(.call, text.origin(of: missed))
        }
        var tense = EntryWords.tense(text, in: range)
        // What is told beside a next step is over.
        if tense == .unknown, next != nil || missed != nil { tense = .past }
        readDay(in: range, tense, next)
        let coming = next.map { clauses.ranges[$0] } ?? 0..<0
        let own = times.found.first { range.overlaps($0.range) }
        if let time = own ?? times.found.first(where: { !coming.overlaps($0.range) }) {
            entry.time = QuickEntry.Read(time.value.start, text.origin(of: time.range))
            entry.minutes = time.value.minutes.map { QuickEntry.Read($0, text.origin(of: time.range)) }
        }
        if let length = times.lengths.first {
            entry.minutes = QuickEntry.Read(length.value, text.origin(of: length.range))
        }
        entry.isPlanned = tense != .past && isToCome
    }

    /// Those of all clauses but of what is next; those of it where there are no others.
    private func names(_ next: Int?) -> [QuickEntry.Read<EntryName>] {
        let all = clauses.ranges.indices.map { index in
            EntryNames.read(text, in: clauses.ranges[index]).filter { name in
                name.value.person != nil
                    || !entry.competitors.contains { $0.range.overlaps(text.origin(of: name.range)) }
            }
        }
        let told = all.enumerated().filter { $0.offset != next }.flatMap(\.element)
        let names = told.isEmpty ? next.map { all[$0] } ?? [] : EntryNames.joined(told)
        return names.map { QuickEntry.Read($0.value, text.origin(of: $0.range)) }
    }

    private mutating func readDay(in range: Range<Int>, _ tense: EntryDay.Tense, _ next: Int?) {
        var found = days.found.filter { range.overlaps($0.range) }
        if found.isEmpty {
            // A day apart is of what is over: 昨天，拜访，张总.
            found = days.found.filter { day in
                let isNext = next.map { clauses.ranges[$0].overlaps(day.range) } ?? false
                return !isNext && (day.value.resolved(context.today, .past).map { $0 <= context.today } ?? false)
            }
        }
        let told = found.compactMap { read in
            read.value.resolved(context.today, tense).map { QuickEntry.Read($0, text.origin(of: read.range)) }
        }
        entry.day = told.first
        if Set(told.map(\.value)).count > 1 {
            entry.doubts.append(.severalDays(found.map { text.written($0.range) }))
        }
        if tense == .past, let first = found.first, let day = told.first?.value, day > context.today {
            entry.doubts.append(.doneInFuture(text.written(first.range)))
        }
    }

    private var isToCome: Bool {
        guard let day = entry.day?.value else { return false }
        return day > context.today || day == context.today && entry.time.map { $0.value > context.time } == true
    }

    private mutating func readDoubtfulDays() {
        for day in days.found where day.value == .none { entry.doubts.append(.noSuchDay(text.written(day.range))) }
    }

    private mutating func readStage() {
        let names = context.stages.compactMap { stage -> QuickEntry.Read<QuickEntry.StageHint>? in
            EntryRivals.place(of: stage.name, in: text).map {
                QuickEntry.Read(.stage(stage.id, name: stage.name), text.origin(of: $0))
            }
        }
        if let first = names.first {
            entry.stage = first
        } else if let ending = EntryWords.ending(text) {
            entry.stage = QuickEntry.Read(.kind(ending.value), text.origin(of: ending.range))
        }
    }

    /// The clause, with the one behind it where that tells what is to be done or by when.
    private func nextStep(_ index: Int, after done: Int?) -> QuickEntry.NextStep {
        var range = clauses.ranges[index]
        var words = NextStepText.cleaned(text.remaining(range))
        if let more = following(index), words.isEmpty || hasDay(more) && !hasDay(range) {
            words = [words, NextStepText.cleaned(text.remaining(more))].filter { !$0.isEmpty }.joined(separator: ", ")
            range = range.lowerBound..<more.upperBound
        }
        // 改到下周一 says when only: what was done is to be done again.
        if words.isEmpty, let done {
            words = EntryWords.kind(text, in: clauses.ranges[done]).map { text.written($0.range) } ?? ""
        }
        let day = days.found.first { range.overlaps($0.range) }
        let time = times.found.first { range.overlaps($0.range) }
        let dated = day.flatMap { day in
            day.value.resolved(context.today, .future).map { QuickEntry.Read($0, text.origin(of: day.range)) }
        }
        return QuickEntry.NextStep(
            text: words,
            day: dated ?? time.map { QuickEntry.Read(context.today, text.origin(of: $0.range)) },
            time: time.map { QuickEntry.Read($0.value.start, text.origin(of: $0.range)) },
            waitingFor: EntryWords.waiting(text, in: 0..<text.scalars.count)
        )
    }

    private func hasDay(_ range: Range<Int>) -> Bool { days.found.contains { range.overlaps($0.range) } }

    /// The clause behind, unless it tells of something else.
    private func following(_ index: Int) -> Range<Int>? {
        guard index + 1 < clauses.ranges.count, !clauses.next.contains(index + 1) else { return nil }
        let range = clauses.ranges[index + 1]
        let isOther =
            amounts.found.contains { range.overlaps($0.range) }
            || EntryWords.topicMarks(text).contains { range.overlaps($0) }
        return isOther || text.remaining(range).isEmpty ? nil : range
    }
}
