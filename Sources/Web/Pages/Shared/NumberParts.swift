import Rules

/// A number, part by part, with what each part says.
struct NumberParts: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    let digits: String
    let name: String
    let meaning: String
  }

  let parts: [Part]

  init(_ number: FilingNumber, _ texts: Texts) {
    let digits = number.digits
    func part(_ from: Int, _ count: Int) -> String { String(digits.dropFirst(from).prefix(count)) }
    let region = number.regionCode
    let regionName: String
    if region == .demonstration {
      regionName = texts["meaning-region-demonstration"]
    } else if region.isAdministrativeDivision {
      regionName = Regions.name(region.digits)[texts.language]
    } else {
      regionName = texts["meaning-region-unknown"]
    }
    parts = [
      Part(digits: part(0, 6), name: texts["part-region"], meaning: regionName),
      Part(digits: part(6, 7), name: texts["part-subject"], meaning: texts["meaning-subject"]),
      Part(
        digits: part(13, 2), name: texts["part-category"],
        meaning: number.category.map { texts[$0.name] } ?? texts["meaning-category-unknown"]),
      Part(
        digits: part(15, 2), name: texts["part-year"],
        meaning: texts.fill("meaning-year", ["year": String(number.year)])),
      Part(
        digits: part(17, 3), name: texts["part-serial"],
        meaning: texts.fill("meaning-serial", ["n": String(number.serial)])),
      Part(
        digits: part(20, 1), name: texts["part-check"],
        meaning: number.checkDigitHolds
          ? texts["meaning-check-holds"]
          : texts.fill("meaning-check-fails", ["digit": String(number.expectedCheckDigit)])),
    ]
  }

  init(_ number: GenerativeAINumber, _ texts: Texts) {
    let place: String
    if let province = number.province {
      place = texts[province.name]
    } else {
      place = texts[number.isCentralEnterprise ? "meaning-central" : "meaning-place-unknown"]
    }
    var parts = [
      Part(digits: number.place, name: texts["part-place"], meaning: place),
      Part(digits: number.name, name: texts["part-name"], meaning: texts["meaning-name"]),
      Part(
        digits: number.date.iso, name: texts["part-date"], meaning: texts["meaning-date"]),
      Part(
        digits: number.kind == .registration ? "S" : "–", name: texts["part-kind"],
        meaning: texts[
          number.kind == .registration
            ? "meaning-generative-registration" : "meaning-generative-filing"]),
    ]
    if let serial = number.serial {
      parts.append(
        Part(
          digits: String(String(10_000 + serial).suffix(4)), name: texts["part-serial"],
          meaning: ""))
    }
    self.parts = parts
  }

  /// For the partial `decode`.
  func bindings(_ texts: Texts) -> Bindings {
    [
      "parts": .list(
        parts.enumerated().map { place, part in
          [
            "class": .text("part-\(place + 1)"),
            "digits": .text(part.digits),
            "name": .text(part.name),
            "meaning": .runs(part.meaning, texts),
          ]
        })
    ]
  }
}
