import Hummingbird
import Logging
import Sales
import Storage

/// What a person is told of an error: the answer's status, and the sentence's key in the catalogues.
struct Fault {
    var status: HTTPResponse.Status
    var key: String
    var values: [String: String] = [:]
    /// The own field that a value was refused of; what it is called depends on the language.
    var field: FieldName?
}

extension Fault {
    /// The fault of every error that a person can cause; what nobody foresaw is for the log.
    init(_ error: any Error) {
        self =
            switch error {
            case is NotFound: Fault(status: .notFound, key: "faults.notFound")
            case is NotAllowed: Fault(status: .forbidden, key: "faults.notAllowed")
            case is NotSignedIn: Fault(status: .unauthorized, key: "faults.notSignedIn")
            case is ChangedMeanwhile: Fault(status: .conflict, key: "faults.changedMeanwhile")
            case is PlainHTTP: Fault(status: .forbidden, key: "faults.plainHTTP")
            case is ForgedForm: Fault(status: .forbidden, key: "faults.forgedForm")
            case NameError.empty: Fault(rule: "nameEmpty")
            case NameError.tooLong: Fault(rule: "nameTooLong")
            case StageChangeError.alreadyInStage: Fault(rule: "alreadyInStage")
            case StageChangeError.lossReasonMissing: Fault(rule: "lossReasonMissing")
            case StageChangeError.unknownStage: Fault(rule: "unknownStage")
            case StageChangeError.inTheFuture: Fault(rule: "inTheFuture")
            case StageChangeError.beforeItBegan: Fault(rule: "beforeItBegan")
            case let error as MoveUndoError: Fault(error)
            case is CustomerMissing: Fault(rule: "customerMissing")
            case let error as CustomerQuestion where error.mayCreate: Fault(rule: "customerUnknown")
            case is CustomerQuestion: Fault(rule: "customerAmbiguous")
            case is FilterError: Fault(status: .badRequest, key: "faults.filterUnknown")
            case is ListError: Fault(status: .badRequest, key: "faults.placeUnknown")
            case let error as SavedViewError: Fault(error)
            case LinkError.notGood: Fault(status: .notFound, key: "faults.linkNotGood")
            case LinkError.alreadyOwned: Fault(status: .notFound, key: "faults.alreadyOwned")
            case let error as SignInError: Fault(error)
            case let error as PasswordError: Fault(error)
            case let error as WorkspaceError: Fault(error)
            case let error as MemberError: Fault(error)
            case let error as TeamError: Fault(error)
            case let error as ProcessError: Fault(error)
            case let error as ProcessDraftError: Fault(error)
            case let error as ExchangeRateError: Fault(error)
            case let error as BulkError: Fault(error)
            case RightsError.ownersRights: Fault(rule: "ownersRights")
            case PipelineError.nameTaken: Fault(rule: "pipelineNameTaken")
            case ChoiceError.nameTaken: Fault(rule: "choiceNameTaken")
            case ChoiceError.lastReason: Fault(rule: "lastReason")
            case SettingError.notANumber: Fault(rule: "noWholeNumber")
            case is EmailError: Fault(rule: "emailUnfit")
            case is EmailTaken: Fault(rule: "emailTaken")
            case AmountError.noNumber: Fault(rule: "noAmount")
            case AmountError.tooFine: Fault(rule: "amountTooFine")
            case AmountError.tooLarge: Fault(rule: "amountTooLarge")
            case is DayError: Fault(rule: "noDay")
            case is DuplicateFound: Fault(rule: "duplicateFound")
            case let error as FieldError: Fault(error)
            case let error as FieldFault: Fault(error)
            case let error as TypedError: Fault(error)
            case let error as MergeError: Fault(error)
            case let error as BinError: Fault(error)
            case let error as TagError: Fault(error)
            case let error as LineError: Fault(error)
            case PartError.alreadyThere: Fault(rule: "partAlreadyThere")
            case PartError.noteTooLong: Fault(rule: "partNoteTooLong")
            case let error as ContactQuestion where error.mayCreate: Fault(rule: "contactUnknown")
            case is ContactQuestion: Fault(rule: "contactAmbiguous")
            case let error as NoteError: Fault(error)
            case let error as FileError: Fault(error)
            case is VoidingError: Fault(rule: "voidRefused")
            case let error as any HTTPResponseError: Fault(error.status)
            default: Fault(status: .internalServerError, key: "faults.unforeseen")
            }
    }

    /// Whether who asked can send the same form again with other values.
    var isCorrectable: Bool { status == .unprocessableContent || status == .tooManyRequests }

    func sentence(_ words: Words) -> String {
        guard let field else { return words(key, values) }
        return words(key, values.merging(["field": field.shown(in: words.language)]) { $1 })
    }

    /// A rule of the product that was broken.
    init(rule: String) { self.init(status: .unprocessableContent, key: "faults.\(rule)") }

    private init(_ status: HTTPResponse.Status) {
        switch status {
        case .notFound, .methodNotAllowed: self.init(status: status, key: "faults.notFound")
        case .contentTooLarge: self.init(status: status, key: "faults.tooLarge")
        case .serviceUnavailable: self.init(status: status, key: "faults.unavailable")
        default: self.init(status: status, key: "faults.notUnderstood")
        }
    }
}

/// Answers errors in the reader's language: a page, or for htmx the sentence alone.
struct Faults: RouterMiddleware {
    let pages: Pages

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch is NotSignedIn where request.wantsPage {
            return .seeOther("/sign-in?next=\(request.uri.string.inQuery)")
        } catch {
            // The token of an ended session's page is good for nothing, though nobody forged it.
            let error: any Error = error is ForgedForm && context.hasEndedSession ? NotSignedIn() : error
            guard error is NotSignedIn, context.unsent != nil, !request.isPartial else {
                return answer(error, request, context)
            }
            return SignInPages.afterSession(pages, context).response(from: request, context: context)
        }
    }

    private func answer(_ error: any Error, _ request: Request, _ context: AppContext) -> Response {
        let fault = Fault(error)
        if fault.status == .internalServerError { context.logger.error("Unforeseen: \(error)") }
        let words = pages.words(context)
        let page = FaultPage(
            title: words("faults.title"),
            sentence: fault.sentence(words),
            reference: fault.status == .internalServerError ? words("faults.reference", ["id": context.id]) : nil
        )
        let html =
            request.isPartial
            ? pages.part("shell/fault-part", page, context, status: fault.status)
            : pages.plainPage("shell/fault", page, context, status: fault.status)
        return html.response(from: request, context: context)
    }
}

private struct FaultPage: Encodable {
    var title: String
    var sentence: String
    /// How the log knows what happened.
    var reference: String?
}

extension Request {
    /// Whether a browser asks for a page that it would come back to.
    fileprivate var wantsPage: Bool { method == .get && !isPartial }
}
