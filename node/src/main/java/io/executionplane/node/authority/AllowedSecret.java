package io.executionplane.node.authority;

import com.typesafe.config.Config;
import io.executionplane.contracts.json.Sha256;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of the list: a secret, and what whoever knows it may do. Of the secret only a digest is
 * kept.
 *
 * @param name who that is, for the record; also the id by which it can be revoked
 * @param digest SHA-256 of the secret
 * @param wallClockMax longest time that an effect may take
 * @param outputBytesMax most bytes of its output
 */
public record AllowedSecret(
    String name,
    Sha256 digest,
    AllowList lanes,
    AllowList operations,
    AllowList targets,
    AllowList attestationClasses,
    Optional<Duration> wallClockMax,
    Optional<Long> outputBytesMax) {

  private static final String PATH = VerifierLimits.PATH + ".static-allow-list.entries";
  private static final int NAME_LENGTH_MAX = 256;

  /** Shorter ones can be guessed. */
  private static final int SECRET_LENGTH_MIN = 16;

  private static final Set<String> KEYS =
      Set.of(
          "name",
          "secret-file",
          "lanes",
          "operations",
          "targets",
          "attestation-classes",
          "wall-clock-max",
          "output-bytes-max");

  public AllowedSecret {
    require(
        !name.isBlank() && name.length() <= NAME_LENGTH_MAX,
        "name must be 1 to " + NAME_LENGTH_MAX + " characters");
  }

  /**
   * The list of a whole configuration. Reads the files that it names.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range, a file holds no secret, or a
   *     name or a secret is there twice
   */
  public static List<AllowedSecret> listedIn(Config config) {
    var entries = ListedSettings.at(config, PATH, KEYS).stream().map(AllowedSecret::from).toList();
    var names = new HashSet<String>();
    var digests = new HashSet<Sha256>();
    for (var entry : entries) {
      require(names.add(entry.name()), "the name " + entry.name() + " is there twice");
      require(digests.add(entry.digest()), "the secret of " + entry.name() + " is there twice");
    }
    return entries;
  }

  private static AllowedSecret from(Config section) {
    var secret = SecretFile.firstLine(Path.of(section.getString("secret-file")));
    require(
        secret.length() >= SECRET_LENGTH_MIN,
        "the secret in "
            + section.getString("secret-file")
            + " is shorter than "
            + SECRET_LENGTH_MIN
            + " characters");
    return new AllowedSecret(
        section.getString("name"),
        Sha256.ofText(secret),
        names(section, "lanes"),
        names(section, "operations"),
        names(section, "targets"),
        names(section, "attestation-classes"),
        section.hasPath("wall-clock-max")
            ? Optional.of(section.getDuration("wall-clock-max"))
            : Optional.empty(),
        section.hasPath("output-bytes-max")
            ? Optional.of(section.getBytes("output-bytes-max"))
            : Optional.empty());
  }

  /** What is not listed allows nothing. */
  private static AllowList names(Config section, String key) {
    return AllowList.of(section.hasPath(key) ? section.getStringList(key) : List.of());
  }

  /** Takes as long for a wrong secret as for the right one. */
  boolean isOf(Sha256 presented) {
    return MessageDigest.isEqual(digest.hash(), presented.hash());
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(PATH + ": " + rule);
    }
  }
}
