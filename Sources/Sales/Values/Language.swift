/// A language of the product.
package enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case simplifiedChinese = "zh-Hans"
    case traditionalChinese = "zh-Hant"
}

/// A text in the three languages of the product.
package struct LocalizedText: Hashable, Sendable {
    package var english: String
    package var simplifiedChinese: String
    package var traditionalChinese: String

    package init(_ english: String, _ simplifiedChinese: String, _ traditionalChinese: String) {
        self.english = english
        self.simplifiedChinese = simplifiedChinese
        self.traditionalChinese = traditionalChinese
    }

    package subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .simplifiedChinese: simplifiedChinese
        case .traditionalChinese: traditionalChinese
        }
    }
}
