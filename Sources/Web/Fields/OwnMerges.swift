import Sales
import Storage

extension MergePage {
    /// The own fields in which two records differ, as far as the member sees them; only who may edit one may choose.
    static func own(
        _ holder: FieldHolder,
        _ survivor: Identifier<AnyRecord>,
        _ merged: Identifier<AnyRecord>,
        _ db: ScopedConnection,
        _ words: Words
    ) throws -> [Field] {
        let (own, others) = (try OwnFields(holder, of: survivor, db), try OwnFields(holder, of: merged, db))
        let teller = own.teller(words)
        return own.definitions.filter { !$0.isRetired }.compactMap { field in
            let mine = own.values[field.id]
            guard let theirs = others.values[field.id], theirs != mine else { return nil }
            if mine != nil, !field.isEdited(by: own.role) { return nil }
            return Field(
                key: field.key,
                label: field.name.shown(in: words.language),
                own: mine.map { teller.text($0, of: field) } ?? "–",
                others: teller.text(theirs, of: field),
                isChoice: mine != nil,
                takesOther: mine == nil
            )
        }
    }
}
