package io.executionplane.node.authority.http;

import com.typesafe.config.Config;
import io.executionplane.node.authority.VerifierLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The section {@code execution-plane.authority.http}; {@code reference.conf} says what each key
 * means.
 *
 * @param url https, or this machine: an authority is a secret
 * @param sendsPayload whether the service is told the payload, and not only its digest
 * @param authorizationFile file whose first line is the value of the header {@code Authorization}
 * @param connectWithin longest time until a connection is there
 * @param answerWithin longest time until an answer begins
 * @param answerBytesMax most bytes of an answer
 */
public record PolicyServiceSettings(
    URI url,
    boolean sendsPayload,
    Optional<Path> authorizationFile,
    Duration connectWithin,
    Duration answerWithin,
    int answerBytesMax) {

  private static final String PATH = VerifierLimits.PATH + ".http";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int ANSWER_BYTES_LEAST = 1024;
  private static final int ANSWER_BYTES_MOST = 1024 * 1024;

  public PolicyServiceSettings {
    requireUrl(url);
    requireBetween(connectWithin, "connect-within");
    requireBetween(answerWithin, "answer-within");
    require(
        answerBytesMax >= ANSWER_BYTES_LEAST && answerBytesMax <= ANSWER_BYTES_MOST,
        "answer-bytes-max",
        "must be 1 KiB to 1 MiB");
  }

  /**
   * What a whole configuration says; empty if it names no service.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static Optional<PolicyServiceSettings> from(Config config) {
    var section = config.getConfig(PATH);
    if (section.getString("url").isEmpty()) {
      return Optional.empty();
    }
    var file = section.getString("authorization-file");
    return Optional.of(
        new PolicyServiceSettings(
            url(section.getString("url")),
            section.getBoolean("send-payload"),
            file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)),
            section.getDuration("connect-within"),
            section.getDuration("answer-within"),
            (int) Math.min(Integer.MAX_VALUE, section.getBytes("answer-bytes-max"))));
  }

  private static URI url(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException notQuoted) {
      throw new IllegalArgumentException(PATH + ".url is no URL");
    }
  }

  private static void requireUrl(URI url) {
    var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    require(
        url.getHost() != null
            && (scheme.equals("https")
                || (scheme.equals("http") && THIS_MACHINE.contains(url.getHost()))),
        "url",
        "must be an https URL, or an http URL of this machine: what is sent there is secret");
    require(
        url.getRawUserInfo() == null && url.getRawFragment() == null,
        "url",
        "must hold no user, password or fragment");
  }

  private static void requireBetween(Duration value, String key) {
    require(
        value.compareTo(Duration.ofMillis(10)) >= 0 && value.compareTo(Duration.ofMinutes(1)) <= 0,
        key,
        "must be 10 ms to 1 minute");
  }

  private static void require(boolean condition, String key, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(PATH + "." + key + " " + rule);
    }
  }
}
