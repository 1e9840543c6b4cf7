import Sales
import Storage

/// What the page of an opportunity shows, in words.
struct OpportunityPage: Encodable {
    var title: String
    var id: String
    var version: String
    var account: AccountPage.Link?
    var facts: [Fact]
    var path: [Step]
    var closings: [Closing]
    var isClosed: Bool
    var outcome: String
    var outcomeKind: String
    var amount: String
    var currency: String
    var expectedCloseDate: String
    /// What the form of these is opened with; `amount` and the others are as they are stored.
    var typed: Typed
    var today: String
    var owner: String
    var mayEdit: Bool
    var maySeeChanges: Bool
    var history: [HistoryLine]
    /// What was entered last, as long as somebody may want to take it back at once.
    var latest: HistoryLine?
    var others: Others?
    var sharing: SharingPart
    var dialog: RecordDialog?
    var mayDelete: Bool
    var tags: RecordTagsPart
    var parts: PartsSection
    var fault: String?
    var own: [OwnFacts]

    /// What was changed beside the revisions.
    struct Others: Encodable {
        var history: [RecordHistory.Line]
    }

    struct Fact: Encodable {
        var name: String
        var value: String
        var exact = ""
    }

    /// One open stage of the path.
    struct Step: Encodable {
        var stage: String
        var name: String
        var days: String?
        var isPast: Bool
        var isPresent: Bool
        var isOver: Bool
        var mayMove: Bool
    }

    /// A stage that closes the sale.
    struct Closing: Encodable {
        var stage: String
        var name: String
        var isWon: Bool
        var isPresent: Bool
        var day = ""
        var wonAmount = ""
        var reasons: [Option] = []
        var lostTo: [Option] = []
        var mayLoseTo = false
        /// Open with what was typed and could not be kept.
        var isOpen = false
        var closingFault: String?
        /// Where it is not the page's.
        var version: String?
    }

    /// The form of the tracked fields.
    struct Typed: Encodable {
        var typedAmount: String
        var typedDate: String
        var owners: [Option]
        var isOpen = false
        var typedFault: String?
        /// Where it is not the page's.
        var version: String?
    }

    struct HistoryLine: Encodable {
        var number: String
        var happened: String
        var recorded: String
        var who: String
        var changes: [String]
        var isVoided: Bool
        var mayTakeBack: Bool
    }
}

extension OpportunityPage {
    init(_ dossier: OpportunityDossier, _ access: Access, _ words: Words) {
        let values = dossier.opportunity.values
        let teller = HistoryTeller(dossier: dossier, access: access, words: words)
        let path = StagePath(dossier: dossier, access: access, words: words)
        title = dossier.opportunity.name
        id = dossier.opportunity.id.description
        version = String(dossier.opportunity.version)
        account = dossier.account.map { name in
            let id = dossier.isAccountVisible ? dossier.opportunity.accountID : nil
            return AccountPage.Link(name: name, href: id.map { "/accounts/\($0)" })
        }
        facts = Self.facts(dossier, access, words)
        self.path = path.steps
        closings = path.closings
        isClosed = values.outcome != .open
        outcome = words("opportunity.outcome", values.outcome ?? .open)
        outcomeKind = (values.outcome ?? .open).rawValue
        amount = values.amount?.typed ?? ""
        currency = (values.amount?.currency ?? access.workspace.currency).code
        expectedCloseDate = values.expectedCloseDate?.description ?? ""
        owner = values.ownerID?.description ?? ""
        let owners = dossier.members.filter { $0.isActive || $0.id == values.ownerID }.map {
            Option(value: $0.id.description, name: $0.name, isChosen: $0.id == values.ownerID)
        }
        today = access.today.description
        typed = Typed(typedAmount: amount, typedDate: expectedCloseDate, owners: owners)
        mayEdit = access.may(.edit, .opportunities)
        maySeeChanges = access.may(.see, .settings)
        history = teller.lines
        let isFresh = dossier.revisions.undoable.map { access.now.days(since: $0.recordedAt) < 2 } ?? false
        latest = isFresh ? history.first(where: \.mayTakeBack) : nil
        let other = RecordHistory(
            access: access,
            words: words,
            currency: access.workspace.currency,
            own: dossier.own.teller(words)
        )
        others = dossier.changes.isEmpty ? nil : Others(history: other.lines(dossier.changes))
        sharing = SharingPart(
            "/opportunities/\(dossier.opportunity.id)/shares",
            dossier.shares,
            dossier.members,
            dossier.teams,
            mayShare: mayEdit,
            words
        )
        own = dossier.own.facts(words)
        mayDelete = access.may(.delete, .opportunities)
        let (own, all) = (dossier.parts.tags, dossier.parts.allTags)
        tags = RecordTagsPart(.opportunity, dossier.opportunity.id.erased, own, among: all, mayTag: mayEdit)
        parts = PartsSection(dossier.parts, access, words)
        let reasons = dossier.reasons.map { Option(value: $0.id.description, name: $0.name, isChosen: false) }
        for index in closings.indices {
            (closings[index].day, closings[index].wonAmount) = (access.today.description, amount)
            (closings[index].reasons, closings[index].lostTo) = (reasons, parts.lostTo)
            closings[index].mayLoseTo = parts.mayLoseTo
        }
    }

    private static func facts(_ dossier: OpportunityDossier, _ access: Access, _ words: Words) -> [Fact] {
        let values = dossier.opportunity.values
        var facts = [
            Fact(
                name: words("opportunity.amount"),
                value: values.amount.map { words.shortMoney($0) } ?? "–",
                exact: values.amount.map { words.money($0) } ?? ""
            ),
            Fact(
                name: words("opportunity.closes"),
                value: values.expectedCloseDate.map { words.day($0, today: access.today) } ?? "–",
                exact: values.expectedCloseDate.map { words.day($0) } ?? ""
            ),
            Fact(name: words("opportunity.owner"), value: dossier.name(of: values.ownerID) ?? "–"),
        ]
        if let probability = probability(dossier, words) { facts.append(probability) }
        if let reason = dossier.reason(values.lossReasonID) {
            facts.append(Fact(name: words("opportunity.lossReason"), value: reason))
        }
        let rest = [
            ("opportunity.pipeline", dossier.pipeline?.name), ("opportunity.product", dossier.product),
            ("opportunity.source", dossier.opportunity.source), ("opportunity.type", dossier.opportunity.type),
        ]
        return facts + rest.compactMap { key, value in value.map { Fact(name: words(key), value: $0) } }
    }

    /// The open one's win probability, its own or its stage's.
    private static func probability(_ dossier: OpportunityDossier, _ words: Words) -> Fact? {
        let values = dossier.opportunity.values
        let stage = values.stageID.flatMap { dossier.stages[$0] }
        guard values.outcome == .open, let probability = values.winProbability ?? stage?.winProbability else {
            return nil
        }
        let source = values.winProbability == nil ? "opportunity.probabilityOfStage" : "opportunity.probabilityTyped"
        return Fact(name: words("opportunity.probability"), value: "\(probability)%", exact: words(source))
    }
}
