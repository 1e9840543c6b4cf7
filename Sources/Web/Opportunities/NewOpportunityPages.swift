import Foundation
import Hummingbird
import Sales
import Storage

/// The form of a new opportunity, which opens over any page and is a page of its own without JavaScript.
struct NewOpportunityPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("new", use: show)
        group.get("new/customers", use: suggest)
        group.post(use: create)
    }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        guard access.may(.create, .opportunities) else { throw NotAllowed(.create, .opportunities) }
        let query = try request.query()
        var draft = NewOpportunityDraft(pipeline: Identifier(query["pipeline"]))
        if let account = Identifier<Account>(query["account"]) {
            let customer = try await pages.store.read(access) { try $0.account(account) }
            (draft.account, draft.customer) = (account, customer.name)
        }
        return try await answer(draft, fault: nil, request, context)
    }

    /// Customers that are called so, while somebody types.
    @Sendable func suggest(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let text = try request.query()["customer"]
        let found = try await pages.store.read(access) { try CustomerSuggestions(text, $0) }
        let part = CustomerSuggestionsPart(found, mayCreate: access.may(.create, .accounts), pages.words(context))
        return pages.part("opportunities/customers", part, context)
    }

    @Sendable func create(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let form = try await request.form(context)
        guard access.may(.create, .opportunities) else { throw NotAllowed(.create, .opportunities) }
        let draft = NewOpportunityDraft(form)
        do {
            let made = try await pages.store.write(access) { try $0.create(draft) }
            return created(made, request, context)
        } catch let question as CustomerQuestion {
            return try await answer(draft, fault: Fault(question), question: question, request, context)
        } catch  where Fault(error).isCorrectable {
            return try await answer(draft, fault: Fault(error), request, context)
        }
    }

    /// A board is told of the card that it has to show; other pages go to the new record.
    private func created(_ opportunity: Opportunity, _ request: Request, _ context: AppContext) -> Response {
        let path = "/opportunities/\(opportunity.id)"
        guard request.isPartial else { return .seeOther(path) }
        guard request.headers[.hxCurrentURL]?.contains("/board") == true, let stage = opportunity.values.stageID else {
            return Response(status: .noContent, headers: [.hxRedirect: path])
        }
        let notice = CreatedNotice(path: path, name: opportunity.name)
        var response = pages.part("opportunities/created", notice, context).response(from: request, context: context)
        response.headers[.hxRetarget] = "#notices"
        response.headers[.hxReswap] = "innerHTML"
        response.headers[.hxTriggerAfterSwap] = "{\"opportunity-created\":{\"stage\":\"\(stage)\"}}"
        return response
    }

    private func answer(
        _ draft: NewOpportunityDraft,
        fault: Fault?,
        question: CustomerQuestion? = nil,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let access = try context.requireVisitor().access
        let (pipelines, own) = try await pages.store.read(access) {
            (try $0.pipelines(), try OwnFields(.opportunity, $0))
        }
        guard !pipelines.isEmpty else { throw NotFound(kind: "pipeline") }
        var page = NewOpportunityPage(draft, pipelines, access, pages.words(context))
        let inputs = own.inputs(draft.own.values.isEmpty ? nil : draft.own, pages.words(context))
        if !inputs.isEmpty { page.more = .init(own: inputs, isOpen: fault != nil) }
        page.fault = fault?.sentence(pages.words(context))
        page.question = question.map {
            CustomerSuggestionsPart($0.found, mayCreate: access.may(.create, .accounts), pages.words(context))
        }
        page.isConfirming = question?.mayCreate == true && access.may(.create, .accounts)
        var html =
            request.isPartial
            ? pages.part("opportunities/new", page, context)
            : try pages.page("opportunities/new", page, context, at: .board)
        html.status = fault?.status ?? .ok
        return html.response(from: request, context: context)
    }

    private struct CreatedNotice: Encodable {
        var path: String
        var name: String
    }
}
