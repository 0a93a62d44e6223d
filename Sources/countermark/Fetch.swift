import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Fetches one small file from a register.
enum Fetch {
  /// The bytes at an address; `nil` where it says that there is nothing.
  static func bytes(_ address: String, limit: Int) async throws -> [UInt8]? {
    guard let url = URL(string: address) else {
      throw FetchError(description: "\(address) is not an address")
    }
    var request = URLRequest(url: url)
    request.timeoutInterval = 30
    let data: Data
    let response: URLResponse
    do {
      (data, response) = try await URLSession.shared.data(for: request)
    } catch {
      throw FetchError(
        description: "\(address) could not be fetched: \(error.localizedDescription)")
    }
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    switch status {
    case 200:
      guard data.count <= limit else {
        throw FetchError(
          description:
            "\(address) has \(data.count) bytes where at most \(limit) are due; it was not "
            + "taken")
      }
      return [UInt8](data)
    case 404, 410: return nil
    default:
      throw FetchError(description: "\(address) answered \(status); try again later")
    }
  }
}

/// Why a file could not be fetched.
struct FetchError: Error, CustomStringConvertible {
  let description: String
}
