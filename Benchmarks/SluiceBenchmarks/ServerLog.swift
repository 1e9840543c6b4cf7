import Foundation

/// What a server wrote of its requests, one JSON object a line.
struct ServerLog {
    private var seconds: [String: Double] = [:]

    /// Reads the log that is written so far; lines that tell of no request are passed over.
    init(_ file: URL) throws {
        let decoder = JSONDecoder()
        for line in try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")) {
            guard let entry = try? decoder.decode(Entry.self, from: line), let request = entry.request,
                let milliseconds = entry.milliseconds.flatMap({ Double($0) })
            else { continue }
            seconds[request] = milliseconds / 1000
        }
    }

    /// How long the server took for the request with that identifier: from when it was read to when its answer stood.
    func seconds(of request: String) -> Double? { seconds[request] }

    private struct Entry: Decodable {
        var request: String?
        var milliseconds: String?

        enum CodingKeys: String, CodingKey {
            case request = "hb.request.id"
            case milliseconds
        }
    }
}
