@testable import Register

/// The life of a case in the plainest words: who may do what when, written down by hand and apart
/// from the code that is tested.
struct ReferenceCase {
  enum Who: CaseIterable {
    /// Acts for the organization; acts for none; reviews; reviews and decides, twice; administers.
    case applicant, stranger, officer, first, second, administrator
    /// Works for the authority and acts for the organization as well.
    case both
  }

  var state = "draft"
  var inHand: Who?
  var recommendedBy: Who?
  var recommendation = ""
  var round = 0
  var isAnswered = true
  var isErased = false

  private static let reviewers: Set<Who> = [.officer, .first, .second]
  private static let deciders: Set<Who> = [.first, .second]

  /// Takes a step; whether it was allowed.
  mutating func take(_ step: Step, by who: Who) -> Bool {
    switch step {
    case .submit(let answers):
      guard who == .applicant else { return false }
      guard state == "draft" || state == "returned" && answers else { return false }
      state = "submitted"
      round += 1
    case .withdraw:
      guard who == .applicant,
        ["draft", "submitted", "returned", "recommended"].contains(state)
      else { return false }
      state = "withdrawn"
      inHand = nil
    case .claim:
      guard Self.reviewers.contains(who), state == "submitted", inHand == nil else { return false }
      inHand = who
    case .release:
      guard Self.reviewers.contains(who), state == "submitted", inHand != nil else { return false }
      inHand = nil
    case .giveBack:
      guard state == "submitted", inHand == who else { return false }
      state = "returned"
      inHand = nil
    case .recommend(let files):
      guard state == "submitted", inHand == who else { return false }
      state = "recommended"
      recommendation = files ? "file" : "refuse"
      recommendedBy = who
    case .sendBack:
      guard Self.deciders.contains(who), state == "recommended", recommendedBy != who else {
        return false
      }
      state = "submitted"
      recommendedBy = nil
    case .approve:
      guard Self.deciders.contains(who), state == "recommended", recommendedBy != who,
        recommendation == "file"
      else { return false }
      state = "approved"
    case .refuse:
      guard Self.deciders.contains(who), state == "recommended", recommendedBy != who,
        recommendation == "refuse"
      else { return false }
      state = "refused"
    case .publish:
      guard Self.deciders.contains(who), state == "approved" else { return false }
      state = "published"
    case .erase:
      // Of a refused one it is kept for as long as the decision can be contested.
      guard who == .applicant, state == "withdrawn", !isErased else { return false }
      isErased = true
    }
    return true
  }

  enum Step {
    case submit(answers: Bool)
    case withdraw, claim, release, giveBack
    case recommend(files: Bool)
    case sendBack, approve, refuse, publish, erase

    static func random(using random: inout some RandomNumberGenerator) -> Step {
      switch Int.random(in: 0..<17, using: &random) {
      case 0, 1, 2: .submit(answers: Bool.random(using: &random))
      case 3: Int.random(in: 0..<4, using: &random) == 0 ? .withdraw : .claim
      case 4, 5, 6: .claim
      case 7: .release
      case 8: .giveBack
      case 9, 10: .recommend(files: Int.random(in: 0..<3, using: &random) > 0)
      case 11: .sendBack
      case 12, 13: .approve
      case 14: .refuse
      case 15: .erase
      default: .publish
      }
    }
  }
}
