import Sales

extension SalesCompany.Plan {
    /// What happens after a stay in one open stage, for a rep, channel and customer type of no effect.
    package struct Flow: Hashable, Sendable {
        /// One probability per open stage: onward, skipping, or back; its own is 0.
        package var toStages: [Double]
        package var toWon: Double
        package var toLost: Double
        /// The days of a stay, for a customer type of factor 1.
        package var dwell: Distribution

        package init(toStages: [Double], toWon: Double, toLost: Double, dwell: Distribution) {
            self.toStages = toStages
            self.toWon = toWon
            self.toLost = toLost
            self.dwell = dwell
        }
    }

    /// How often a lost sale comes back, to which open stage, and after how many days.
    package struct Reopening: Hashable, Sendable {
        package var probability: Double
        package var stage: Int
        package var pause: Distribution

        package init(probability: Double, stage: Int, pause: Distribution) {
            self.probability = probability
            self.stage = stage
            self.pause = pause
        }
    }

    /// Where opportunities come from; quality is added to the log-odds of not losing.
    package struct Channel: Hashable, Sendable {
        package var name: String
        package var share: Double
        package var quality: Double

        package init(name: String, share: Double, quality: Double) {
            self.name = name
            self.share = share
            self.quality = quality
        }
    }

    /// A kind of customer: how many are, how slow, how large, how ready to buy.
    package struct CustomerType: Hashable, Sendable {
        package var name: String
        package var size: String
        package var employees: ClosedRange<Int>
        package var share: Double
        package var dwellFactor: Double
        package var amountFactor: Double
        package var quality: Double
    }

    /// How many reps, and how far their skill (in log-odds) and their discipline differ.
    package struct TeamPlan: Hashable, Sendable {
        package var reps: Int
        package var skillSpread: Double
        package var disciplineSpread: Double
    }

    /// When what happened is entered: at once, some days late, or in bulk before the weekly meeting.
    package struct EntryLag: Hashable, Sendable {
        package var lateShare: Double
        package var lateDays: Double
        package var bulkShare: Double
        /// Within the hours of the same day, for the rest; 0 for at once.
        package var sameDayHours: Double

        package init(lateShare: Double, lateDays: Double, bulkShare: Double, sameDayHours: Double) {
            self.lateShare = lateShare
            self.lateDays = lateDays
            self.bulkShare = bulkShare
            self.sameDayHours = sameDayHours
        }

        package static let none = EntryLag(lateShare: 0, lateDays: 0, bulkShare: 0, sameDayHours: 0)
    }

    /// What else changes besides the stage, as probabilities.
    package struct Habits: Hashable, Sendable {
        /// Per stay.
        package var amountChange: Double
        /// Created without an amount.
        package var amountMissing: Double
        /// Signed at another amount than offered.
        package var discount: Double
        /// When the expected close date has passed.
        package var push: Double
        /// Per opportunity.
        package var ownerChange: Double
        /// Per opportunity: dragged to a wrong stage and taken back.
        package var wrongDrag: Double
        /// How much longer a stay lasts that ends in a loss.
        package var lingering: Double

        /// Nothing but stages changes.
        package static let stagesOnly = Habits(
            amountChange: 0,
            amountMissing: 0,
            discount: 0,
            push: 0,
            ownerChange: 0,
            wrongDrag: 0,
            lingering: 1
        )
    }
}
