import FuzzCases
public import LibFuzzer

/// The first byte says which parser gets the rest: CBOR, JUMBF, COSE, CMS, ASN.1, claims and the others.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let selector = bytes.first, let one = FuzzCase.parser(selector, in: cases) else { return 0 }
  do {
    _ = try one.answer(Array(bytes.dropFirst()))
  } catch {
    precondition(false, "\(one.name): \(error)")
  }
  return 0
}

private let cases = (try? FuzzCase.parsers()) ?? []

/// What the package manager calls the start of this program; libFuzzer takes it from there.
@_cdecl("fuzz_credentials_main")
public func start(_ count: CInt, _ arguments: Arguments) -> CInt {
  // Keys and seeds are made before the first input, whose time is limited.
  precondition(!cases.isEmpty, "the parsers' keys and seeds cannot be made")
  return drive(count, arguments, fuzz)
}
