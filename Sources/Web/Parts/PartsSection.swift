import Sales
import Storage

/// What the page of an opportunity shows of its parts, in words.
struct PartsSection: Encodable {
    var path: String
    var mayEditParts: Bool
    var lines: [Line]
    var hasLines: Bool
    var sum: String
    /// That the amount is not what the lines come to.
    var sumNote: String?
    var mayTakeSum: Bool
    var chain: [Person]
    var hasChain: Bool
    var rivals: [Rival]
    var hasRivals: Bool
    var collaborators: [Collaborator]
    var hasCollaborators: Bool
    var others: [Option]
    var dialogs: [PartDialog]
    /// Among which the sale can be lost to.
    var lostTo: [Option]
    var mayLoseTo: Bool
    var removed: Removed?

    struct Line: Encodable {
        var key: String
        var lineID: String
        var lineVersion: String
        var product: String
        var quantity: String
        var unit: String
        var price: String
        var discount: String
        var lineSum: String
    }

    struct Person: Encodable {
        var key: String
        var partID: String
        var personVersion: String
        var person: String
        var personHref: String?
        var jobTitle: String
        var role: String?
        var attitude: String
        var attitudeKind: String
        var isSupporting: Bool
        var isAgainst: Bool
        var isPrimary: Bool
    }

    struct Rival: Encodable {
        var key: String
        var partID: String
        var rivalVersion: String
        var rival: String
        var strengths: String
        var weaknesses: String
        var isLostTo: Bool
    }

    struct Collaborator: Encodable {
        var holder: String
        var collaborator: String
        var initials: String
    }

    /// A part that was taken away a moment ago, and can be brought back.
    struct Removed: Encodable {
        var action: String
        var removedVersion: String
    }
}

extension PartsSection {
    init(_ parts: OpportunityParts, _ access: Access, _ words: Words) {
        path = "/opportunities/\(parts.opportunity.id)"
        mayEditParts = access.may(.edit, .opportunities)
        lines = parts.lines.map { Line($0, parts, words) }
        hasLines = !lines.isEmpty
        let (total, amount) = (try? parts.lines.amount(), parts.opportunity.values.amount)
        sum = total.map { words.money($0) } ?? "–"
        sumNote = total == amount ? nil : Self.note(total, amount, words)
        mayTakeSum = mayEditParts && hasLines && total != amount
        chain = parts.chain.map { Person($0, parts, words) }
        hasChain = !chain.isEmpty
        rivals = parts.competitors.map { Rival($0, parts) }
        hasRivals = !rivals.isEmpty
        collaborators = parts.collaborators.map {
            Collaborator(holder: "member \($0.id)", collaborator: $0.name, initials: $0.name.initials)
        }
        hasCollaborators = !collaborators.isEmpty
        let taken = Set(parts.collaborators.map(\.id) + [parts.opportunity.values.ownerID].compactMap { $0 })
        others = parts.members.filter { $0.isActive && !taken.contains($0.id) }.map {
            Option(value: "member \($0.id)", name: $0.name, isChosen: false)
        }
        dialogs = mayEditParts ? PartDialogs(parts: parts, access: access, words: words).all : []
        lostTo = .rivals(parts.rivals, first: parts.competitors.map(\.competitorID))
        mayLoseTo = !lostTo.isEmpty
    }

    /// Opens the form of which the draft is.
    mutating func take(_ draft: PartDraft, _ words: Words) {
        guard let index = dialogs.firstIndex(where: { $0.key == draft.key }) else { return }
        dialogs[index].take(draft, words)
    }

    /// Nothing where an opportunity has neither lines nor an amount that would be theirs.
    private static func note(_ total: Amount?, _ amount: Amount?, _ words: Words) -> String? {
        guard let total else { return nil }
        guard let amount else { return words("parts.amountEmpty", ["sum": words.money(total)]) }
        let key = total.currency == amount.currency ? "parts.amountTyped" : "parts.amountElsewhere"
        return words(key, ["amount": words.money(amount), "sum": words.money(total)])
    }
}

extension PartsSection.Line {
    fileprivate init(_ line: OpportunityLine, _ parts: OpportunityParts, _ words: Words) {
        (key, lineID, lineVersion) = ("line-\(line.id)", line.id.description, String(line.version))
        let known = parts.product(line.productID)
        product = known?.name ?? "–"
        quantity = line.quantity.typed
        unit = known?.unit ?? ""
        price = words.money(line.unitPrice)
        discount = line.discount == .none ? "–" : "\(line.discount.typed)%"
        lineSum = (try? line.amount()).map { words.money($0) } ?? "–"
    }
}

extension PartsSection.Person {
    fileprivate init(_ part: OpportunityContact, _ parts: OpportunityParts, _ words: Words) {
        (key, partID, personVersion) = ("contact-\(part.id)", part.id.description, String(part.version))
        let known = parts.people[part.contactID]
        person = known?.name ?? "–"
        personHref = known?.isVisible == true ? "/contacts/\(part.contactID)" : nil
        jobTitle = known?.jobTitle ?? ""
        role = parts.role(part.roleID)
        attitude = words("parts.attitude", part.attitude)
        attitudeKind = part.attitude.rawValue
        (isSupporting, isAgainst) = (part.attitude == .supports, part.attitude == .against)
        isPrimary = part.isPrimary
    }
}

extension PartsSection.Rival {
    fileprivate init(_ part: OpportunityCompetitor, _ parts: OpportunityParts) {
        (key, partID, rivalVersion) = ("competitor-\(part.id)", part.id.description, String(part.version))
        rival = parts.rival(part.competitorID)
        (strengths, weaknesses, isLostTo) = (part.strengths, part.weaknesses, part.isLostTo)
    }
}

extension [Option] {
    /// The competitors to whom a sale can be lost: those that stand in it, then the others that are offered.
    static func rivals(_ rivals: [Choice], first known: [Identifier<Choice>] = []) -> [Option] {
        let standing = rivals.filter { known.contains($0.id) }
        let others = rivals.filter { !known.contains($0.id) && !$0.isRetired }
        return (standing + others).map { Option(value: $0.id.description, name: $0.name, isChosen: false) }
    }
}
