import Sales

extension FunnelReport {
    /// The report as one line of JSON, the same bytes for the same report.
    package func json() -> String {
        var members = figures.members
        members["pipeline"] = .text(pipeline)
        members["view"] = .text(view.rawValue)
        members["clock"] = .text(known == nil ? "happened" : "recorded")
        members["from"] = JSONValue(from?.description)
        members["to"] = JSONValue(to?.description)
        members["asOf"] = JSONValue(asOfText)
        members["known"] = JSONValue(knownText)
        members["timeZone"] = .text(calendarIdentifier)
        members["by"] = JSONValue(dimension?.description)
        members["groups"] = .list(
            groups.map { group in
                var members = group.figures.members
                members["key"] = .text(group.key)
                return .object(members)
            }
        )
        return JSONValue.object(members).description
    }
}

extension FunnelFigures {
    fileprivate var members: [String: JSONValue] {
        [
            "population": JSONValue(population),
            "open": JSONValue(open),
            "won": JSONValue(won),
            "lost": JSONValue(lost),
            "movedOut": JSONValue(movedOut),
            "winRate": JSONValue(winRate),
            "overall": JSONValue(overall),
            "overallByAmount": JSONValue(overallByAmount),
            "wonAmount": wonAmount.json,
            "cycleDays": cycleDays.json,
            "velocity": velocity.map {
                .object(["currency": .text(wonAmount.currency.code), "minorPerDay": .number($0)])
            } ?? .null,
            "entryLagDays": entryLagDays.json,
            "stages": .list(stages.map(\.json)),
            "transitions": .list(transitions.map(\.json)),
            "moves": moves.json,
        ]
    }
}

extension StageFigures {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "name": .text(name),
            "kind": .text(kind.rawValue),
            "stood": JSONValue(stood),
            "withoutStay": JSONValue(withoutStay),
            "reached": JSONValue(reached),
            "reachedAmount": reachedAmount?.json ?? .null,
            "conversion": JSONValue(conversion),
            "conversionByAmount": JSONValue(conversionByAmount),
            "share": JSONValue(share),
            "shareByAmount": JSONValue(shareByAmount),
            "standing": JSONValue(standing),
            "standingAmount": standingAmount.json,
            "daysInStage": daysInStage.json,
            "entries": JSONValue(entries),
            "exits": exits.json,
        ]
        if isRetired { members["retired"] = .bool(true) }
        return .object(members)
    }
}

extension ExitFigures {
    fileprivate var json: JSONValue {
        .object([
            "forward": JSONValue(forward), "backward": JSONValue(backward), "won": JSONValue(won),
            "lost": JSONValue(lost), "reopened": JSONValue(reopened), "movedOut": JSONValue(movedOut),
        ])
    }
}

extension TransitionFigures {
    fileprivate var json: JSONValue {
        .object(["from": JSONValue(from), "to": JSONValue(to), "count": JSONValue(count)])
    }
}

extension MoveFigures {
    fileprivate var json: JSONValue {
        .object([
            "forward": JSONValue(forward), "skip": JSONValue(skip), "backward": JSONValue(backward),
            "repeats": JSONValue(repeats), "won": JSONValue(won), "lost": JSONValue(lost),
            "reopened": JSONValue(reopened), "movedIn": JSONValue(movedIn), "movedOut": JSONValue(movedOut),
        ])
    }
}

extension AmountFigures {
    fileprivate var json: JSONValue {
        .object([
            "currency": .text(currency.code), "minor": .integer(minor), "withAmount": JSONValue(withAmount),
            "withoutAmount": JSONValue(withoutAmount), "otherCurrency": JSONValue(otherCurrency),
        ])
    }
}

extension DurationFigures {
    fileprivate var json: JSONValue {
        .object([
            "n": JSONValue(n), "mean": JSONValue(mean), "median": JSONValue(median), "p90": JSONValue(p90),
        ])
    }
}
