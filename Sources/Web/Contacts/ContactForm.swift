import Sales
import Storage

extension RecordForm {
    init(_ contact: Contact, account: String?) {
        self.init([
            "name": contact.name, "account": account, "jobTitle": contact.jobTitle, "email": contact.email,
            "phone": contact.phone, "owner": contact.ownerID?.description,
        ])
    }

    /// Puts what was changed into the contact.
    func apply(to contact: inout Contact, _ db: ScopedConnection) throws {
        if changes("name") { contact.name = self["name"] }
        try set("account", &contact.accountID, db)
        try set("jobTitle", &contact.jobTitle)
        try set("email", &contact.email)
        try set("phone", &contact.phone)
        try set("owner", &contact.ownerID, db)
    }

    func contactFields(_ owners: [Option], _ words: Words) -> [FormField] {
        func field(_ name: String, type: String = "text") -> FormField {
            FormField(name, words("lists.contact.\(name)"), self, type: type)
        }
        return [
            field("name").required(), field("account").ofAccount().wide(), field("jobTitle"),
            field("owner").choosing(among: owners), field("phone", type: "tel"), field("email", type: "email"),
        ]
    }
}
