/// Reads yes and no in the ways that programs and people write them.
package enum Answer {
    package static func isYes(_ text: String) throws(ValueError) -> Bool {
        switch text.lowercased() {
        case "yes", "y", "true", "t", "1", "x", "on", "是", "对", "有": true
        case "no", "n", "false", "f", "0", "off", "否", "不", "无": false
        default: throw .notYesOrNo
        }
    }
}
