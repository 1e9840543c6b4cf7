import Sales

// The faults of the rules of tags and of an opportunity's parts.

extension Fault {
    init(_ error: TagError) {
        switch error {
        case .nameTaken: self.init(rule: "tagNameTaken")
        case .tooLong: self.init(rule: "tagTooLong")
        case .tooMany: self.init(rule: "tooManyTags")
        case .retired(let name):
            self.init(rule: "tagRetired")
            values = ["name": name]
        case .sameTag: self.init(rule: "sameTag")
        }
    }

    init(_ error: LineError) {
        switch error {
        case .quantityUnfit: self.init(rule: "quantityUnfit")
        case .discountUnfit: self.init(rule: "discountUnfit")
        case .priceMissing: self.init(rule: "priceMissing")
        case .priceNegative: self.init(rule: "priceNegative")
        case .sumTooLarge: self.init(rule: "sumTooLarge")
        case .otherCurrency: self.init(rule: "otherCurrency")
        }
    }
}
