/// The regime that a filing stands under.
///
/// Counts of different tracks are never added up.
///
/// A track is data, not a closed set: a rulebook of another jurisdiction brings its own. The name
/// is lower-case ASCII with hyphens and is used as it is in addresses and leaves.
public struct Track: RawRepresentable, Hashable, Sendable, Codable {
  /// The name as it stands in addresses and leaves.
  public let rawValue: String

  /// The track of that name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// 深度合成服务算法备案: the filing of deep-synthesis algorithms.
  public static let deepSynthesis = Track(rawValue: "deep-synthesis")
  /// 互联网信息服务算法备案: the filing of recommendation and other algorithms.
  public static let recommendation = Track(rawValue: "recommendation")
  /// 生成式人工智能服务: filing and registration of generative-AI services.
  public static let generativeAI = Track(rawValue: "generative-ai")
}

/// How an organization offers a deep-synthesis algorithm.
///
/// Deep Synthesis Provisions, article 23.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
  /// 服务提供者: offers the service to users.
  case provider
  /// 服务技术支持者: supplies the technique to those who do.
  case technicalSupporter = "technical-supporter"
}
