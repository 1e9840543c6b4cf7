import SQLEngines

/// The schema, in the order in which it grew.
///
/// A shipped migration is never edited and knows no Swift type. Instants are `BIGINT` milliseconds, days `TEXT`,
/// money `BIGINT` minor units beside its currency, enumerations the words that `Sales` uses.
package let migrations: [Migration] = [
    Migration(name: "0001 workspaces and people", steps: workspacesAndPeople.map { .sql($0) }),
    Migration(name: "0002 customers and products", steps: customersAndProducts.map { .sql($0) }),
    Migration(name: "0003 pipelines", steps: pipelineTables.map { .sql($0) }),
    Migration(name: "0004 opportunities", steps: opportunitySteps),
    Migration(name: "0005 changes and imports", steps: changesAndImports.map { .sql($0) }),
    Migration(name: "0006 signing in and rights", steps: signInAndRights.map { .sql($0) }),
    Migration(name: "0007 search", steps: searchSteps + mergeSteps),
    Migration(name: "0008 lists", steps: listSteps),
    Migration(name: "0009 settings", steps: settingsTables.map { .sql($0) }),
    Migration(name: "0011 import plans", steps: importPlanTables.map { .sql($0) }),
    Migration(name: "0012 fields", steps: fieldTables.map { .sql($0) }),
    Migration(name: "0013 notes and files", steps: noteAndFileTables.map { .sql($0) }),
    Migration(name: "0014 parts of opportunities", steps: (tagTables + partTables).map { .sql($0) }),
    Migration(name: "0015 merged fields", steps: mergedFieldSteps),
    Migration(name: "0016 planner statistics", steps: plannerStatistics),
    Migration(name: "0017 board order", steps: boardOrder),
    Migration(name: "0018 orders of all", steps: ordersOfAll),
    Migration(name: "0019 activities", steps: activitySteps),
]
