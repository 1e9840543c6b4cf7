/// A list of names that people choose from, on opportunities.
package enum ChoiceList: String, CaseIterable, Sendable {
    case lossReasons, sources, contactRoles, competitors
}

/// One name of such a list; a retired one stays on old records and is offered for none.
package struct Choice: Hashable, Sendable {
    package var id: Identifier<Choice>
    package var name: String
    package var isRetired: Bool
    package var version: Int

    package init(id: Identifier<Choice>, name: String, isRetired: Bool = false, version: Int = 1) {
        self.id = id
        self.name = name
        self.isRetired = isRetired
        self.version = version
    }
}

/// What cannot be done with a list of choices.
package enum ChoiceError: Error, Equatable {
    case nameTaken(String)
    /// A lost opportunity needs a reason, so one must be left.
    case lastReason
}

extension ChoiceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nameTaken(let name): "There is \(name) already, perhaps among the retired ones. Choose another name."
        case .lastReason: "A lost opportunity needs a reason, so the last one cannot be retired."
        }
    }
}
