import Sales

/// What a row says of the workspace's own fields; nil takes a value away.
typealias OwnValues = [Identifier<FieldDefinition>: FieldValue?]

extension RowCells {
    /// The row's values of own fields; what cannot be one is noted as a problem.
    mutating func own(_ mapping: OwnMapping) -> OwnValues {
        guard let context = mapping.context else { return [:] }
        var values: OwnValues = [:]
        for field in mapping.definitions {
            switch own(field, context) {
            case .keep: break
            case .clear: values.updateValue(nil, forKey: field.id)
            case .set(let value): values.updateValue(value, forKey: field.id)
            }
        }
        return values
    }

    mutating func own(_ field: FieldDefinition, _ context: FieldContext) -> FieldChange<FieldValue> {
        switch field.type {
        case .money: amount(field.key).map { .money($0) }
        case .day: day(field.key).map { .day($0) }
        case .number: ownNumber(field.key).map { .number($0) }
        case .text, .yesNo, .choice, .choices, .link, .member: looked(up: field, context)
        }
    }

    private mutating func ownNumber(_ name: String) -> FieldChange<FieldNumber> {
        read(name) { bytes, field throws(ValueError) in
            do throws(ValueError) {
                let number = try field.numbers.number(bytes).times(field.cells.field.power)
                let rounds = field.cells.field.rounds
                return FieldNumber(millionths: try number.units(places: FieldNumber.decimals, rounding: rounds))
            } catch {
                throw error == .notAWholeNumber ? .own(.tooFine) : error
            }
        }
    }

    private mutating func looked(up field: FieldDefinition, _ context: FieldContext) -> FieldChange<FieldValue> {
        read(field.key) { bytes, _ throws(ValueError) in
            let found: FieldValue?
            do throws(FieldFault) {
                found = try field.value(of: String(decoding: bytes, as: UTF8.self), context)
            } catch {
                throw .own(error.problem)
            }
            guard let found else { throw .blank }
            return found
        }
    }
}
