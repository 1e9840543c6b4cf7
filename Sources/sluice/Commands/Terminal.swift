import Foundation
import Sales

/// Where commands write: results to standard output, everything else to standard error.
enum Terminal {
    static func write(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    static func tell(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

    /// Whether somebody looks at standard error, so that progress is worth drawing.
    static var isWatched: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }

    static var columns: Int {
        var size = winsize()
        let known = ioctl(FileHandle.standardOutput.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return known ? Int(size.ws_col) : 100
    }
}

/// Counts and rate of long work, drawn on one line of the terminal four times a second.
final class Progress {
    private let noun: String
    private let start = ContinuousClock.now
    private var drawn = ContinuousClock.now

    init(_ noun: String) { self.noun = noun }

    func update(_ count: Int) {
        guard Terminal.isWatched, ContinuousClock.now - drawn > .milliseconds(250) else { return }
        drawn = .now
        draw(count)
    }

    func finish(_ count: Int) {
        guard Terminal.isWatched else { return }
        draw(count)
        FileHandle.standardError.write(Data("\n".utf8))
    }

    private func draw(_ count: Int) {
        let elapsed = ContinuousClock.now - start
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let rate = seconds > 0 ? Int(Double(count) / seconds) : 0
        FileHandle.standardError.write(Data("\r\u{1B}[K\(count.grouped) \(noun), \(rate.grouped)/s".utf8))
    }
}
