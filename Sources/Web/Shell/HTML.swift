import Hummingbird

/// A rendered page, or the part of one that htmx swaps in.
struct HTML: ResponseGenerator {
    var utf8: [UInt8]
    var status: HTTPResponse.Status = .ok

    func response(from request: Request, context: some RequestContext) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: utf8))
        )
    }
}

extension Response {
    /// Sends the browser on after a form was taken, so that going back posts nothing again.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}

extension Request {
    /// Whether htmx asks, which wants a part of a page and follows redirections of its own.
    var isPartial: Bool { headers[.hxRequest] != nil && headers[.hxBoosted] == nil }
}

extension HTTPFields.Element.Name {
    static let hxRequest = header("HX-Request")
    static let hxBoosted = header("HX-Boosted")
    static let hxRedirect = header("HX-Redirect")
    static let hxCurrentURL = header("HX-Current-URL")
    static let hxRetarget = header("HX-Retarget")
    static let hxReswap = header("HX-Reswap")
    static let hxTriggerAfterSwap = header("HX-Trigger-After-Swap")
    static let lastEventID = header("Last-Event-ID")
    static let formToken = header("X-Form-Token")
    static let clearSiteData = header("Clear-Site-Data")
    static let fetchSite = header("Sec-Fetch-Site")
    static let requestID = header("X-Request-Id")
    static let forwardedFor = header("X-Forwarded-For")
    static let referrerPolicy = header("Referrer-Policy")

    private static func header(_ name: String) -> Self {
        guard let header = Self(name) else { preconditionFailure("\(name) is no name of a header.") }
        return header
    }
}
