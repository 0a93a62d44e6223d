/// The arguments of a program as C hands them over.
public typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// One input: where it begins, and how many bytes it has; 0 is given back.
public typealias Target = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

/// Hands a program to libFuzzer, which calls `target` with one input after the other.
///
/// The package manager calls the start of a program by a name of its own, `PROGRAM_main`, so that
/// libFuzzer's `main` is never reached.
///
/// - Returns: The exit code.
public func drive(_ count: CInt, _ arguments: Arguments, _ target: Target) -> CInt {
  var (count, arguments) = (count, Optional(arguments))
  return runFuzzer(&count, &arguments, target)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments?>,
  _ target: Target
) -> CInt
