/// What a list is ordered by: a key and a direction, `-amount` for the largest first.
///
/// What has no value stands last in either direction; ties are broken by the record's id.
package struct ListOrder<Key: ListKey>: Hashable, Sendable {
    package var key: Key
    package var isDescending: Bool
    /// The workspace's own field that orders in the place of the key.
    package var field: Identifier<FieldDefinition>?

    package init(_ key: Key, descending: Bool = false) {
        self.key = key
        isDescending = descending
    }

    /// By an own field; the key is the list's first and orders nothing.
    package init?(field: Identifier<FieldDefinition>, descending: Bool = false) {
        guard let key = Key.allCases.first else { return nil }
        self.init(key, descending: descending)
        self.field = field
    }
}

/// What a kind of list can be ordered by, under names that saved views and URLs keep.
package protocol ListKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

extension ListOrder: LosslessStringConvertible {
    package init?(_ text: String) {
        let isDescending = text.first == "-"
        let name = String(isDescending ? text.dropFirst() : text[...])
        if let (id, end) = FieldFilter.parts(name), end.isEmpty {
            self.init(field: id, descending: isDescending)
            return
        }
        guard let key = Key(rawValue: name) else { return nil }
        self.init(key, descending: isDescending)
    }

    package var description: String {
        (isDescending ? "-" : "") + (field.map { "\(FieldDefinition.keyStart)\($0)" } ?? key.rawValue)
    }
}

package enum OpportunityKey: String, ListKey {
    /// By pinyin.
    case name
    /// Of the workspace's currency first, then by currency.
    case amount
    case expectedCloseDate
    /// By the process in force, pipeline after pipeline; retired stages last.
    case stage
    /// By the owners' names.
    case owner
    /// By the beginning, as the history tells it.
    case created
    /// Ascending is the longest stay first.
    case stageEntered
    /// By the latest write.
    case changed
}

package enum AccountKey: String, ListKey {
    case name, owner, created
}

package enum ContactKey: String, ListKey {
    case name, owner, created
}

/// The columns that a list of opportunities can show, under names that saved views keep.
package enum OpportunityColumn: String, CaseIterable, Sendable {
    case name, account, amount, stage, owner, expectedCloseDate, daysInStage, product, source, type, created, changed
    case outcome, closed, winProbability, forecastCategory, tags
}

package enum AccountColumn: String, CaseIterable, Sendable {
    case name, owner, industry, region, type, size, employees, annualRevenue, phone, website, created, tags
}

package enum ContactColumn: String, CaseIterable, Sendable {
    case name, account, jobTitle, email, phone, owner, created, tags
}
