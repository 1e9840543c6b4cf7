import Sales

extension NameBook {
    /// English names: brand, trade, legal form.
    static let english = NameBook(
        currency: .usDollar,
        timeZone: "America/New_York",
        regions: [
            Region(
                name: "East",
                cities: ["Boston", "Philadelphia", "Baltimore", "Charlotte", "Atlanta", "Pittsburgh"]
            ),
            Region(name: "Central", cities: ["Chicago", "Columbus", "Detroit", "Milwaukee", "Dallas", "Houston"]),
            Region(name: "West", cities: ["Seattle", "Portland", "Denver", "Phoenix", "Sacramento", "San Diego"]),
        ],
        firstParts: [
            "North", "South", "Bright", "Clear", "Green", "Silver", "Stone", "River", "Oak", "Iron", "Blue",
            "Maple", "Harbor", "Summit", "Cedar", "Lake", "Red", "Fair", "Gold", "Ash", "West", "Elm", "High",
            "White", "Long", "Spring", "Copper", "Winter", "Sun", "Black",
        ],
        secondParts: [
            "field", "bridge", "haven", "ridge", "wood", "ford", "gate", "point", "well", "stone", "brook", "ton",
            "side", "mark", "view", "land", "way", "crest", "vale", "mere",
        ],
        trades: [
            Trade(word: "Software", industry: "Software"),
            Trade(word: "Systems", industry: "Software"),
            Trade(word: "Analytics", industry: "Software"),
            Trade(word: "Precision", industry: "Machinery"),
            Trade(word: "Automation", industry: "Machinery"),
            Trade(word: "Machine Works", industry: "Machinery"),
            Trade(word: "Electronics", industry: "Electronics"),
            Trade(word: "Optics", industry: "Electronics"),
            Trade(word: "Semiconductor", industry: "Electronics"),
            Trade(word: "Medical", industry: "Healthcare"),
            Trade(word: "Biotech", industry: "Healthcare"),
            Trade(word: "Foods", industry: "Food and beverage"),
            Trade(word: "Logistics", industry: "Logistics"),
            Trade(word: "Freight", industry: "Logistics"),
            Trade(word: "Energy", industry: "Energy"),
            Trade(word: "Solar", industry: "Energy"),
            Trade(word: "Materials", industry: "Chemicals"),
            Trade(word: "Automotive", industry: "Automotive"),
            Trade(word: "Packaging", industry: "Packaging"),
            Trade(word: "Textiles", industry: "Textiles"),
        ],
        legalForms: ["Inc.", "LLC", "Corp.", "Group"],
        cityFirst: false,
        separator: " ",
        familyNames: [
            "Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Miller", "Davis", "Wilson", "Anderson",
            "Taylor", "Thomas", "Moore", "Martin", "Lee", "Thompson", "White", "Harris", "Clark", "Lewis",
            "Robinson", "Walker", "Young", "Allen", "King", "Wright", "Scott", "Hill", "Green", "Adams", "Nelson",
            "Baker", "Hall", "Rivera", "Campbell", "Mitchell", "Carter", "Roberts", "Evans", "Turner", "Parker",
            "Collins", "Edwards", "Stewart", "Morris", "Murphy", "Cook", "Rogers", "Morgan", "Cooper",
        ],
        givenNames: [
            "Emma", "Liam", "Olivia", "Noah", "Ava", "Ethan", "Sophia", "Lucas", "Mia", "Mason", "Grace", "Henry",
            "Chloe", "Jack", "Hannah", "Daniel", "Zoe", "Samuel", "Claire", "Owen", "Nora", "Isaac", "Ruby",
            "Caleb", "Alice", "Julian", "Lucy", "Aaron", "Naomi", "Simon", "Helen", "Victor", "Laura", "Martin",
            "Paula", "Adrian", "Diana", "Peter", "Irene", "Oscar", "Maria", "David", "Julia", "Kevin", "Anna",
            "Robert", "Karen", "Philip", "Susan", "George",
        ],
        familyNameFirst: false,
        items: englishItems,
        headOffice: "Sales",
        groupNames: ["Team 1", "Team 2", "Team 3", "Team 4"]
    )

    private static let englishItems: [Item] = [
        Item(
            name: "Production Execution Suite",
            code: "MES-200",
            category: "Software",
            unit: "license",
            taxRate: 0,
            price: 168000,
            quantity: 3
        ),
        Item(
            name: "Warehouse Manager",
            code: "WMS-100",
            category: "Software",
            unit: "license",
            taxRate: 0,
            price: 98000,
            quantity: 3
        ),
        Item(
            name: "Machine Gateway",
            code: "IOT-24",
            category: "Hardware",
            unit: "piece",
            taxRate: 0,
            price: 4800,
            quantity: 40
        ),
        Item(
            name: "Quality Trace",
            code: "QTS-100",
            category: "Software",
            unit: "license",
            taxRate: 0,
            price: 76000,
            quantity: 2
        ),
        Item(
            name: "Energy Monitor",
            code: "EMS-50",
            category: "Software",
            unit: "license",
            taxRate: 0,
            price: 58000,
            quantity: 3
        ),
        Item(
            name: "Rugged Handheld",
            code: "PDA-8",
            category: "Hardware",
            unit: "piece",
            taxRate: 0,
            price: 2600,
            quantity: 60
        ),
        Item(
            name: "Implementation",
            code: "SRV-IMP",
            category: "Services",
            unit: "day",
            taxRate: 0,
            price: 3200,
            quantity: 45
        ),
        Item(
            name: "Annual Support",
            code: "SRV-YEAR",
            category: "Services",
            unit: "year",
            taxRate: 0,
            price: 36000,
            quantity: 3
        ),
    ]
}
