/// A customer organisation.
package struct Account: Hashable, Sendable {
    package var id: Identifier<Account>
    package var name: String
    package var parentID: Identifier<Account>?
    /// 统一社会信用代码 or another register's number.
    package var registrationNumber: String?
    package var industry: String?
    package var region: String?
    package var type: String?
    package var size: String?
    package var employees: Int?
    package var annualRevenue: Amount?
    package var foundedYear: Int?
    package var website: String?
    package var phone: String?
    package var address: String?
    package var ownerID: Identifier<Member>?
    package var externalKey: String?
    package var version: Int

    package init(id: Identifier<Account>, name: String, version: Int = 1) {
        self.id = id
        self.name = name
        self.version = version
    }
}

/// A person at an account.
package struct Contact: Hashable, Sendable {
    package var id: Identifier<Contact>
    package var name: String
    package var accountID: Identifier<Account>?
    package var jobTitle: String?
    package var email: String?
    package var phone: String?
    package var ownerID: Identifier<Member>?
    package var externalKey: String?
    package var version: Int

    package init(id: Identifier<Contact>, name: String, accountID: Identifier<Account>? = nil, version: Int = 1) {
        self.id = id
        self.name = name
        self.accountID = accountID
        self.version = version
    }
}
