import ArgumentParser
import Foundation
import Logging

/// How the server's log is written, on standard error.
struct LogOptions: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @Option(name: .customLong("log-level"), help: "What is logged: debug, info, notice, warning or error.")
    var level = Level.notice
    @Option(name: .customLong("log-format"), help: "text, or json with one object a line.") var format = Format.text

    enum Level: String, CaseIterable, ExpressibleByArgument {
        case debug, info, notice, warning, error
    }

    var logger: Logger {
        var logger = Logger(label: "sluice") { [format] label in
            switch format {
            case .text: StreamLogHandler.standardError(label: label)
            case .json: JSONLogHandler()
            }
        }
        logger.logLevel = Logger.Level(rawValue: level.rawValue) ?? .notice
        return logger
    }
}

/// A log of one JSON object a line, for programs that gather logs.
struct JSONLogHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" }
        fields["time"] = Date().ISO8601Format(.init(includingFractionalSeconds: true))
        fields["level"] = event.level.rawValue
        fields["message"] = "\(event.message)"
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? JSONSerialization.data(withJSONObject: fields, options: options) else { return }
        FileHandle.standardError.write(line + Data("\n".utf8))
    }
}
