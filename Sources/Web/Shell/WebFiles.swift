import Foundation

/// What the pages are made of beside the data: texts, templates, and the files that browsers ask for.
package struct WebFiles: Sendable {
    let messages: Messages
    let templates: Templates
    let assets: Assets

    /// Reads the product's own; what is missing or unreadable among them is thrown with its name.
    package init() throws {
        let folder = Bundle.module.bundleURL
        messages = try Messages(folder: folder.appending(path: "Messages"))
        assets = try Assets(folder: folder.appending(path: "Public"))
        templates = try Templates(
            folder: folder.appending(path: "Templates"),
            messages: messages,
            assets: assets.base
        )
    }
}
