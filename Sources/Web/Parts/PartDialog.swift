import Sales
import Storage

/// The form of one part of an opportunity, in a dialog of the page.
struct PartDialog: Encodable {
    /// What buttons and drafts call it, `line-new`.
    var key: String
    var heading: String
    var action: String
    /// The version of a part that is changed.
    var partVersion: String?
    /// The identifier of a new part, so that a form that is sent twice makes one.
    var newID: String?
    var fields: [PartField]
    var save: String
    var isNewName = false
    var isOpen = false
    var partFault: String?

    /// Opens it with what was typed and why that could not be kept.
    mutating func take(_ draft: PartDraft, _ words: Words) {
        isOpen = true
        partFault = Fault(draft.error).sentence(words)
        for index in fields.indices { fields[index].take(draft.form) }
        guard let unknown = draft.error as? ContactQuestion, unknown.mayCreate else { return }
        isNewName = true
        save = words("parts.createContact", ["name": draft.form["contact"]])
    }
}

/// What somebody typed into the form of a part that could not be kept.
struct PartDraft: Sendable {
    var key: String
    var form: FormFields
    var error: any Error = PartError.alreadyThere
}

/// A field of the form of a part.
struct PartField: Encodable {
    var name: String
    var label: String
    var value = ""
    var options: [PartOption] = []
    var suggestions: [String] = []
    var listID: String?
    var isText = false
    var isNumber = false
    var isArea = false
    var isSelect = false
    var isCheck = false
    var isChecked = false
    var isRequired = false

    mutating func take(_ form: FormFields) {
        value = form[name]
        isChecked = form[name] == "yes"
        for index in options.indices { options[index].isChosen = options[index].value == value }
    }

    static func number(_ name: String, _ label: String, _ value: String, isRequired: Bool = false) -> PartField {
        PartField(name: name, label: label, value: value, isNumber: true, isRequired: isRequired)
    }

    static func area(_ name: String, _ label: String, _ value: String) -> PartField {
        PartField(name: name, label: label, value: value, isArea: true)
    }

    static func select(_ name: String, _ label: String, _ options: [PartOption], isRequired: Bool = false) -> PartField
    {
        PartField(name: name, label: label, options: options, isSelect: true, isRequired: isRequired)
    }

    static func check(_ name: String, _ label: String, _ isChecked: Bool) -> PartField {
        PartField(name: name, label: label, isCheck: true, isChecked: isChecked)
    }

    static func suggesting(_ name: String, _ label: String, _ suggestions: [String], list: String) -> PartField {
        PartField(name: name, label: label, suggestions: suggestions, listID: list, isText: true, isRequired: true)
    }
}

struct PartOption: Encodable {
    var value: String
    var name: String
    var isChosen = false
    /// The product's list price in the lines' currency, as people type it.
    var price = ""
}
