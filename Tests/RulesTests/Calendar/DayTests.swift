import Rules
import Testing

@Suite("Days")
struct DayTests {
  @Test(
    "A moment becomes the Beijing day, which turns at 16:00 UTC",
    arguments: [
      (0, "1970-01-01"),
      (57_599, "1970-01-01"),
      (57_600, "1970-01-02"),
      (-28_800, "1970-01-01"),
      (-28_801, "1969-12-31"),
      (1_767_196_799, "2025-12-31"),
      (1_767_196_800, "2026-01-01"),
      (Int.max, "9999-12-31"),
      (Int.min, "0001-01-01"),
    ])
  func beijing(seconds: Int, day: String) {
    #expect(Day(beijingSecondsSinceEpoch: seconds).iso == day)
  }

  @Test("Every day number of five centuries reads back, and weeks go on without a gap")
  func numbers() throws {
    var weekday = Day(number: -100_000).weekday
    for number in -100_000...100_000 {
      let day = Day(number: number)
      #expect(Day(iso: day.iso) == day)
      #expect(day.weekday == weekday)
      weekday = weekday % 7 + 1
    }
  }

  @Test(
    "What is no date is refused",
    arguments: [
      "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20260101", "2026-01-32", "0000-01-01",
      "２026-01-01", "2026-01-01 ", "",
    ])
  func refused(text: String) { #expect(Day(iso: text) == nil) }
}
