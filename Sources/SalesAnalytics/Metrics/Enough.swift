/// From how many cases on a figure is shown; docs/metrics.md states both.
package enum Enough {
    package static let forShare = 20
    package static let forMedian = 10
}
