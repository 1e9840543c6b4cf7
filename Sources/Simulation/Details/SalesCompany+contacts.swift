import Sales

/// A person at a customer, with the part they play in purchases.
package struct SimulatedContact: Sendable {
    package var contact: Contact
    package var role: StartingContactRole
    /// How they like to be spoken to, by its place in the book.
    package var channel: Int
}

extension SalesCompany {
    /// The people of one of the newest accounts, the first of whom one calls; none of older ones.
    package func contacts(of index: Int) -> [SimulatedContact] {
        guard index >= plan.accounts - Self.detailed else { return [] }
        var random = SplitMix64(seed: plan.seed ^ 0xC0_47AC, record: index)
        let book = NameBook.of(plan.language)
        let (family, given) = (random.below(book.familyNames.count), random.below(book.givenNames.count))
        let count = 2 + (random.chance(0.6) ? 1 : 0) + (random.chance(0.2) ? 1 : 0)
        let first = random.below(DetailBook.jobs.count)
        let account = account(index)
        return (0..<count).map { number in
            let job = DetailBook.jobs[(first + number * 3) % DetailBook.jobs.count]
            let name = book.personName(family: family + number * 17, given: given + number * 11)
            var contact = Contact(id: contactIDs.identifier(index * 8 + number), name: name, accountID: account.id)
            contact.jobTitle = job.title[plan.language]
            contact.email = DetailBook.address(of: name, at: accountBook.shortName(index), plan.language)
            contact.phone = DetailBook.phone(random.below(10_000), plan.language)
            contact.ownerID = account.ownerID
            return SimulatedContact(contact: contact, role: job.role, channel: random.below(3))
        }
    }

    /// When the account's owner entered it: in working hours of the day that its identifier tells.
    package func madeAt(_ index: Int) -> Instant {
        let day = plan.calendar.day(of: Instant(milliseconds: Int64(accountBook.id(index).high >> 16)))
        let minute = 9 * 60 + index * 37 % 480
        return Instant(milliseconds: plan.calendar.start(of: day).milliseconds + Int64(minute) * 60_000)
    }

    private var contactIDs: IdentifierSource {
        IdentifierSource(seed: plan.seed, kind: 10, start: plan.calendar.start(of: plan.from))
    }
}
