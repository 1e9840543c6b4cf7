import Sales
import Storage

extension OpportunityPage {
    /// Opens the form with what was typed into it and could not be kept, and tells there why; false where the page has
    /// no such form, as for a move between open stages.
    mutating func take(_ refused: RefusedForm, _ words: Words) -> Bool {
        guard mayEdit, let form = refused.values, let error = refused.error else { return false }
        let sentence = Fault(error).sentence(words)
        if form.names.contains("stage") {
            guard let index = closings.firstIndex(where: { $0.stage == form["stage"] && !$0.isPresent }) else {
                return false
            }
            closings[index].take(form, sentence)
            closings[index].version = refused.version
        } else {
            typed.take(form, sentence)
            typed.version = refused.version
        }
        return true
    }
}

extension OpportunityPage.Closing {
    fileprivate mutating func take(_ form: FormFields, _ sentence: String) {
        (isOpen, closingFault) = (true, sentence)
        if form.names.contains("day") { day = form["day"] }
        // What stood in the form unchanged may be older than somebody else's change.
        if form.changes("amount") { wonAmount = form["amount"] }
        reasons.choose(form["reason"])
        lostTo.choose(form["lostTo"])
    }
}

extension OpportunityPage.Typed {
    fileprivate mutating func take(_ form: FormFields, _ sentence: String) {
        (isOpen, typedFault) = (true, sentence)
        // What stood in the form unchanged may be older than somebody else's change.
        if form.changes("amount") { typedAmount = form["amount"] }
        if form.changes("expectedCloseDate") { typedDate = form["expectedCloseDate"] }
        if form.changes("owner") { owners.choose(form["owner"]) }
    }
}

extension [Option] {
    fileprivate mutating func choose(_ value: String) {
        for index in indices { self[index].isChosen = self[index].value == value }
    }
}
