import Sales

/// One thing that records can be filtered by.
struct FilterField: Sendable {
    enum Kind: Sendable {
        case anyOf([FilterChoice])
        /// Between the parameters `…From` and `…To`.
        case days, numbers
        case amounts(Currency)
        case flag
        /// A part of a text; decimals between two parameters.
        case part, decimals
    }

    /// The parameter, or what its two begin with.
    var name: String
    /// The end of the key of its name in the catalogues.
    var word: String
    var kind: Kind
    /// Its name where no catalogue has it, as of fields that the workspace made.
    var label: String?

    init(_ name: String, _ kind: Kind, word: String? = nil) {
        self.name = name
        self.kind = kind
        self.word = word ?? name
    }

    /// The parameters that belong to it.
    var parameters: Set<String> {
        switch kind {
        case .anyOf(let choices): Set(choices.map(\.parameter)).union([name])
        case .days, .numbers, .amounts, .decimals: ["\(name)From", "\(name)To"]
        case .flag, .part: [name]
        }
    }
}

/// A value that can be chosen; most are of the field's own parameter.
struct FilterChoice: Sendable, Encodable {
    var parameter: String
    var value: String
    var name: String
}
