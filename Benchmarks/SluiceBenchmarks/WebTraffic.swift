import Foundation
import Synchronization

/// Members who ask a server at the same time, each over a connection of their own.
final class WebTraffic: Sendable {
    struct Figures {
        var seconds: [WebRoute: [Double]] = [:]
        var bytes: [WebRoute: Int] = [:]
        var answers: [WebRoute: WebClient.Answer] = [:]
        /// The identifiers that the server gave the requests.
        var requests: [WebRoute: [String]] = [:]
        var refused: [String] = []
        var count: Int { seconds.values.reduce(0) { $0 + $1.count } }
    }

    private let figures = Mutex(Figures())
    private let next = Atomic(0)

    /// Lets all ask for so many seconds, with a pause between the requests of each.
    static func run(
        _ members: [WebMember],
        port: UInt16,
        seconds: Double,
        pause: Double,
        _ request: @escaping @Sendable (WebRoute, WebMember, Int) -> String
    ) -> Figures {
        let traffic = WebTraffic()
        let done = DispatchSemaphore(value: 0)
        let end = ContinuousClock.now + .seconds(seconds)
        for (index, member) in members.enumerated() {
            Thread.detachNewThread {
                // Not all in step.
                usleep(UInt32(pause * 1e6 * Double(index) / Double(members.count)))
                traffic.ask(member, port, until: end, pause, request)
                done.signal()
            }
        }
        for _ in members { done.wait() }
        return traffic.figures.withLock { $0 }
    }

    private func ask(
        _ member: WebMember,
        _ port: UInt16,
        until end: ContinuousClock.Instant,
        _ pause: Double,
        _ request: (WebRoute, WebMember, Int) -> String
    ) {
        let client = WebClient(port: port)
        while ContinuousClock.now < end {
            let number = next.wrappingAdd(1, ordering: .relaxed).newValue
            // 37 and 100 have no common divisor, so that a hundred requests are the whole mix.
            let route = WebRoute(at: number * 37)
            let text = request(route, member, number)
            let start = ContinuousClock.now
            guard let answer = try? client.send(text) else {
                figures.withLock { $0.refused.append("\(route.name): no answer") }
                return
            }
            note(route, answer, (ContinuousClock.now - start).inSeconds)
            if pause > 0 { usleep(UInt32(pause * 1e6)) }
        }
    }

    private func note(_ route: WebRoute, _ answer: WebClient.Answer, _ seconds: Double) {
        figures.withLock { figures in
            guard answer.status < 400 else { return figures.refused.append("\(route.name): \(answer.status)") }
            figures.seconds[route, default: []].append(seconds)
            figures.bytes[route] = max(figures.bytes[route] ?? 0, answer.body.count)
            figures.answers[route] = answer
            if let request = answer["X-Request-Id"] { figures.requests[route, default: []].append(request) }
        }
    }
}
