/// A board or list as somebody set it up, under a name.
package struct SavedView: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case board, opportunities, accounts, contacts
    }

    /// Who sees the view beside the one who made it; what it shows is bounded by the right of the one who looks.
    package enum Sharing: Hashable, Sendable {
        case `private`
        case team(Identifier<Team>)
        case workspace
    }

    package var id: Identifier<SavedView>
    package var ownerID: Identifier<Member>
    package var name: String
    package var kind: Kind
    /// The filter's query; of a board with its one pipeline.
    package var filter: [QueryItem]
    /// In the order in which they are shown; none for the usual ones.
    package var columns: [String]
    package var order: String
    package var sharing: Sharing
    package var version: Int

    package init(
        id: Identifier<SavedView>,
        ownerID: Identifier<Member>,
        name: String,
        kind: Kind,
        filter: [QueryItem] = [],
        columns: [String] = [],
        order: String = "name",
        sharing: Sharing = .private,
        version: Int = 1
    ) {
        self.id = id
        self.ownerID = ownerID
        self.name = name
        self.kind = kind
        self.filter = filter
        self.columns = columns
        self.order = order
        self.sharing = sharing
        self.version = version
    }
}

/// A view that could not be shown.
package enum SavedViewError: Error, Equatable {
    case unknownColumn(String)
    case unknownOrder(String)
    case pipelineMissing
}

extension SavedViewError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownColumn(let name): "This list has no column \(name)."
        case .unknownOrder(let name): "This list cannot be ordered by \(name)."
        case .pipelineMissing: "A board shows one pipeline; name it."
        }
    }
}

extension SavedView {
    /// Checks that filter, columns and order are ones of the view's kind.
    package func validate() throws {
        try NameRule.check(name)
        switch kind {
        case .board:
            let filter = try OpportunityFilter(query: filter)
            guard filter.pipelineIDs.count == 1 else { throw SavedViewError.pipelineMissing }
            try check(OpportunityColumn.self, OpportunityKey.self)
        case .opportunities:
            _ = try OpportunityFilter(query: filter)
            try check(OpportunityColumn.self, OpportunityKey.self)
        case .accounts:
            _ = try AccountFilter(query: filter)
            try check(AccountColumn.self, AccountKey.self)
        case .contacts:
            _ = try ContactFilter(query: filter)
            try check(ContactColumn.self, ContactKey.self)
        }
    }

    private func check<Column: RawRepresentable<String>, Key: ListKey>(
        _ column: Column.Type,
        _ key: Key.Type
    ) throws(SavedViewError) {
        if let unknown = columns.first(where: { Column(rawValue: $0) == nil && FieldFilter.parts($0)?.end != "" }) {
            throw .unknownColumn(unknown)
        }
        if ListOrder<Key>(order) == nil { throw .unknownOrder(order) }
    }
}
