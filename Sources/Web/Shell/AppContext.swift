import Hummingbird
import Sales
import Storage

/// What is known of a request while it is answered.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address of who asks, for limits and the log.
    var address: String
    /// Read once for the whole request.
    var now = Instant(milliseconds: 0)
    var language = Language.english
    /// What the forms of the answer carry and the next request must bring back.
    var formToken = ""
    /// The browser's session; a person whose access was ended everywhere has one and is no visitor.
    var signedIn: SignedIn?
    /// Whether the browser comes with a session that is over.
    var hasEndedSession = false
    /// What was typed on a page of that session.
    var unsent: UnsentForm?
    /// Who has signed in; nil for a guest.
    var visitor: Visitor?

    package init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// Who has signed in; a guest is sent to sign in.
    func requireVisitor() throws -> Visitor {
        guard let visitor else { throw NotSignedIn() }
        return visitor
    }
}

/// A person in the workspace they work in.
struct Visitor: Sendable {
    var name: String
    var access: Access
    var formToken: String
}

/// The page is for those who have signed in.
struct NotSignedIn: Error, Equatable {}
