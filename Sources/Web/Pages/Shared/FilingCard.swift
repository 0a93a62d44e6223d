import Record
import Register
import Rules

/// A filing in a list of results.
struct FilingCard: Hashable, Sendable {
  let key: String
  let number: FilingNumber?
  /// The number as printed.
  let printedNumber: String
  let algorithm: String
  let organization: String
  let organizationID: String
  let role: Role?
  let category: String?
  let products: [Product]
  let places: [RowPlace]
  let status: FilingStatus
  let since: PublicDate?
}

extension FilingCard {
  init(_ view: FilingView) {
    self.init(
      key: view.key, number: view.number, printedNumber: view.facts.number,
      algorithm: view.facts.algorithm, organization: view.facts.organization,
      organizationID: view.organizationID, role: view.facts.role, category: view.facts.category,
      products: view.facts.products, places: view.places, status: view.status,
      since: view.statusSince)
  }

  /// For the partial `card`.
  ///
  /// `page` is the organization on whose page the card stands; its name is left out.
  func bindings(_ texts: Texts, _ time: TimeView, onPageOf page: String? = nil) -> Bindings {
    [
      "address": .page(.filing(key: key, time), texts),
      "algorithm": .text(algorithm),
      "number": .number(number, printed: printedNumber),
      "products": products.isEmpty
        ? .absent : .text(products.map(\.text).joined(separator: "、")),
      "organization": organization == page
        ? .absent
        : .object([
          "name": .text(organization),
          "address": .page(.organization(id: organizationID, time), texts),
        ]),
      "role": .optional(role.map { texts[Words.name($0)] }),
      "category": .optional(role == nil ? categoryName(texts) : nil),
      "places": .list(
        places.map { place in
          [
            "name": .text(texts[Words.list(place.list)]),
            "address": .text(PageAddress.listRow(place, texts.language, time)),
          ]
        }),
      "status": .status(status, texts),
      "since": status == .inForce ? .absent : .optional(Times.since(since, texts)),
    ]
  }

  /// The category in words; as printed where the number does not tell it.
  private func categoryName(_ texts: Texts) -> String? {
    number?.category.map { texts.capitalized($0.name) } ?? category
  }
}

extension Product {
  /// The product as one text, 名称（形态）.
  var text: String { form.map { "\(name)（\($0)）" } ?? name }
}

/// Dates in sentences.
enum Times {
  /// Since when a status holds; that the date is not known, where it is not.
  static func since(_ date: PublicDate?, _ texts: Texts) -> String {
    date.map { texts.fill("since", ["date": $0.description]) } ?? texts["since-unknown"]
  }
}
