package io.executionplane.journal.sink;

import com.typesafe.config.Config;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where CloudEvents are sent and how. {@code reference.conf} explains each.
 *
 * @param url http or https, without user, password or fragment
 * @param mode whether a request carries one event or a batch
 * @param header a header whose value is a secret
 * @param connectWithin longest time until a connection is there, 10 ms to 1 min
 * @param answerWithin longest time until an answer begins, 10 ms to 10 min
 */
public record CloudEventsSettings(
    String sinkId,
    URI url,
    Mode mode,
    Optional<SecretHeader> header,
    Duration connectWithin,
    Duration answerWithin) {

  /** Where the section is. */
  public static final String PATH = SinkSettings.PATH + ".cloudevents";

  /** How events are put into requests. */
  public enum Mode {
    /** One event for each request. */
    STRUCTURED,
    /** All events of a delivery in one request. */
    BATCHED
  }

  /**
   * A header whose value is in a file, which is read for each request, so that it can be changed.
   *
   * @param name of the header
   * @param file its first line is the value
   */
  public record SecretHeader(String name, Path file) {}

  public CloudEventsSettings {
    requireUrl(url);
    require(
        header.isEmpty() || isSecret(url),
        "header-file",
        "must only be sent over https, or to this machine");
    requireBetween(connectWithin, Duration.ofMinutes(1), "connect-within");
    requireBetween(answerWithin, Duration.ofMinutes(10), "answer-within");
  }

  /**
   * What the section {@link #PATH} of a whole configuration says; empty if it names no address.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static Optional<CloudEventsSettings> from(Config config) {
    var section = config.getConfig(PATH);
    if (section.getString("url").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CloudEventsSettings(
            section.getString("sink-id"),
            url(section.getString("url")),
            Words.of(Mode.class, section, "mode", PATH),
            header(section),
            section.getDuration("connect-within"),
            section.getDuration("answer-within")));
  }

  private static Optional<SecretHeader> header(Config section) {
    var name = section.getString("header-name");
    var file = section.getString("header-file");
    require(name.isEmpty() == file.isEmpty(), "header-name", "and header-file go together");
    return name.isEmpty() ? Optional.empty() : Optional.of(new SecretHeader(name, Path.of(file)));
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
        (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null,
        "url",
        "must be an http or https URL");
    require(
        url.getRawUserInfo() == null && url.getRawFragment() == null,
        "url",
        "must hold no user, password or fragment");
  }

  private static boolean isSecret(URI url) {
    var host = url.getHost();
    return url.getScheme().equalsIgnoreCase("https")
        || host.equals("localhost")
        || host.equals("[::1]")
        || host.equals("127.0.0.1");
  }

  private static void requireBetween(Duration value, Duration max, String key) {
    require(
        value.compareTo(Duration.ofMillis(10)) >= 0 && value.compareTo(max) <= 0,
        key,
        "must be 10 ms to " + max.toMillis() + " ms");
  }

  private static void require(boolean condition, String key, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(PATH + "." + key + " " + rule);
    }
  }
}
