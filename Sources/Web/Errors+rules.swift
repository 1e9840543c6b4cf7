import Hummingbird
import Sales
import Storage

// The faults of the rules that have several cases.

extension Fault {
    init(_ error: SignInError) {
        switch error {
        case .wrong: self.init(rule: "signInWrong")
        case .noWorkspace: self.init(rule: "signInNoWorkspace")
        case .busy: self.init(status: .tooManyRequests, key: "faults.signInBusy")
        case .tooManyAttempts(let seconds):
            self.init(status: .tooManyRequests, key: "faults.signInTooMany", values: ["seconds": "\(seconds)"])
        }
    }

    init(_ error: PasswordError) {
        switch error {
        case .tooShort: self.init(rule: "passwordTooShort")
        case .tooLong: self.init(rule: "passwordTooLong")
        case .easilyGuessed: self.init(rule: "passwordEasilyGuessed")
        }
    }

    init(_ error: MemberError) {
        switch error {
        case .lastOwner: self.init(rule: "lastOwner")
        case .aboveYou: self.init(rule: "aboveYou")
        case .isYourself: self.init(rule: "isYourself")
        case .cannotSignIn: self.init(rule: "cannotSignIn")
        case .canSignInAlready: self.init(rule: "canSignInAlready")
        case .isDeactivated: self.init(rule: "isDeactivated")
        case .isActive: self.init(rule: "isActive")
        case .addressMissing: self.init(rule: "addressMissing")
        case .addressTaken: self.init(rule: "addressTaken")
        case .stillOwns: self.init(rule: "stillOwns")
        case .cannotTakeOver: self.init(rule: "cannotTakeOver")
        case .memberElsewhere: self.init(rule: "memberElsewhere")
        case .noFieldToEdit: self.init(rule: "noFieldToEdit")
        }
    }

    init(_ error: WorkspaceError) {
        switch error {
        case .nameTaken: self.init(rule: "workspaceNameTaken")
        case .nameUnfit: self.init(rule: "workspaceNameUnfit")
        case .unknownTimeZone: self.init(rule: "unknownTimeZone")
        case .currencyInUse: self.init(rule: "currencyInUse")
        case .unknown, .ambiguous, .none: self.init(status: .notFound, key: "faults.notFound")
        }
    }

    init(_ error: TypedError) {
        switch error {
        case .tooLong: self.init(rule: "textTooLong")
        case .noNumber: self.init(rule: "noNumber")
        case .unknownAccount: self.init(rule: "unknownAccount")
        case .ambiguousAccount: self.init(rule: "ambiguousAccount")
        }
    }

    init(_ error: MergeError) {
        switch error {
        case .sameRecord: self.init(rule: "mergeSame")
        case .cycle: self.init(rule: "mergeCycle")
        case .unknownField: self.init(rule: "noFieldToEdit")
        case .undone: self.init(rule: "mergeUndone")
        case .changedSince: self.init(rule: "mergeChangedSince")
        }
    }

    init(_ error: BinError) {
        switch error {
        case .accountHasChildren(let children):
            self.init(rule: "accountHasChildren")
            values = [
                "contacts": "\(children.contacts)", "opportunities": "\(children.opportunities)",
                "subsidiaries": "\(children.subsidiaries)",
            ]
        case .childrenOfOthers(let count):
            self.init(rule: "childrenOfOthers")
            values = ["count": "\(count)"]
        }
    }

    init(_ error: BulkError) {
        switch error {
        case .nothingSelected: self.init(rule: "nothingSelected")
        case .countChanged: self.init(rule: "bulkCountChanged")
        case .notFinished: self.init(rule: "bulkNotFinished")
        case .undoneAlready: self.init(rule: "bulkUndone")
        case .movedOn: self.init(rule: "bulkMovedOn")
        }
    }

    init(_ error: MoveUndoError) {
        switch error {
        case .movedSince: self.init(status: .conflict, key: "faults.movedSince")
        case .undoneAlready: self.init(status: .conflict, key: "faults.undoneAlready")
        case .notAMove: self.init(status: .badRequest, key: "faults.notUnderstood")
        }
    }

    init(_ error: SavedViewError) {
        switch error {
        case .pipelineMissing, .unknownColumn, .unknownOrder:
            self.init(status: .badRequest, key: "faults.notUnderstood")
        }
    }
}

// The faults of the settings' rules.

extension Fault {
    init(_ error: TeamError) {
        switch error {
        case .cycle: self.init(rule: "teamCycle")
        case .notEmpty: self.init(rule: "teamNotEmpty")
        case .overlap: self.init(rule: "teamOverlap")
        case .endsBeforeItBegins: self.init(rule: "endsBeforeItBegins")
        }
    }

    init(_ error: ProcessError) {
        switch error {
        case .noStages, .noOpenStage: self.init(rule: "noOpenStage")
        case .openAfterClosed(let name): self.init(rule: "openAfterClosed", ["name": name])
        case .emptyName: self.init(rule: "nameEmpty")
        case .nameTooLong: self.init(rule: "nameTooLong")
        case .duplicateName(let name): self.init(rule: "duplicateStage", ["name": name])
        case .probabilityOutOfRange(let name): self.init(rule: "probabilityOutOfRange", ["name": name])
        }
    }

    init(_ error: ProcessDraftError) {
        switch error {
        case .kindChanged(let name): self.init(rule: "kindChanged", ["name": name])
        case .stageHoldsRecords(let name, let count):
            self.init(rule: "stageHoldsRecords", ["name": name, "count": "\(count)"])
        }
    }

    init(_ error: ExchangeRateError) {
        switch error {
        case .noRate: self.init(rule: "noRate")
        case .ownCurrency: self.init(rule: "ownCurrency")
        case .unknownCurrency: self.init(rule: "unknownCurrency")
        }
    }

    private init(rule: String, _ values: [String: String]) {
        self.init(status: .unprocessableContent, key: "faults.\(rule)", values: values)
    }
}
