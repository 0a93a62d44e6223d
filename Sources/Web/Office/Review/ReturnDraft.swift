import Register

/// What an officer has ticked to go back, as it was typed: complete or not.
struct ReturnDraft: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    var isTicked = false
    var reason = ""
    var remedy = ""
  }

  /// What was typed, by place.
  var items: [String: Item] = [:]
  /// The places as ticked, in the order of the form.
  var places: [String] = []
  /// Ticked places without a reason.
  var faults: [String] = []
  /// Whether nothing was ticked at all.
  var isEmpty = false

  init() {}

  /// Reads the form of the review page.
  init(_ form: FormFields) {
    for place in form.texts("return") where items[place]?.isTicked != true {
      items[place, default: Item()].isTicked = true
      places.append(place)
    }
    for place in places {
      items[place]?.reason = form.text("reason:" + place) ?? ""
      items[place]?.remedy = form.text("remedy:" + place) ?? ""
      let isWritten = items[place]?.reason.unicodeScalars.contains {
        !$0.properties.isWhitespace
      }
      if isWritten != true { faults.append(place) }
    }
    isEmpty = places.isEmpty
  }

  /// What goes back; `nil` where something has to be written first.
  var complete: [ReturnItem]? {
    guard !isEmpty, faults.isEmpty else { return nil }
    return places.compactMap { place in
      items[place].map { ReturnItem(place: place, reason: $0.reason, remedy: $0.remedy) }
    }
  }
}
