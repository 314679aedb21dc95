package io.executionplane.node.authority;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The section {@code execution-plane.authority.signed-grant}; {@code reference.conf} says what each
 * key means.
 *
 * @param ownKeyTrusted whether grants count that the data directory's own key signed
 * @param issuers the public keys of other issuers, by their names
 */
public record SignedGrantSettings(boolean ownKeyTrusted, Map<String, PublicKey> issuers) {

  private static final String PATH = VerifierLimits.PATH + ".signed-grant";
  private static final String ISSUERS = PATH + ".issuers";
  private static final int NAME_LENGTH_MAX = 256;

  public SignedGrantSettings {
    issuers = Map.copyOf(issuers);
    for (var issuer : issuers.keySet()) {
      require(
          !issuer.isBlank() && issuer.length() <= NAME_LENGTH_MAX,
          "issuer must be 1 to " + NAME_LENGTH_MAX + " characters");
      require(
          !issuer.equals(IssuerKey.LOCAL_ISSUER),
          "issuer must not be " + issuer + ", which names the data directory's own key");
    }
  }

  /**
   * What a whole configuration says. Reads the files that it names.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range, or a file holds no key
   */
  public static SignedGrantSettings from(Config config) {
    var issuers = new HashMap<String, PublicKey>();
    for (var section : ListedSettings.at(config, ISSUERS, Set.of("issuer", "key-file"))) {
      var issuer = section.getString("issuer");
      var key = key(Path.of(section.getString("key-file")));
      require(issuers.put(issuer, key) == null, "issuer " + issuer + " is there twice");
    }
    return new SignedGrantSettings(config.getBoolean(PATH + ".own-key-trusted"), issuers);
  }

  private static PublicKey key(Path file) {
    try {
      return PublicKeyFile.read(file);
    } catch (IllegalArgumentException unusable) {
      throw new IllegalArgumentException(ISSUERS + ": key-file " + unusable.getMessage(), unusable);
    }
  }

  /**
   * Whose grants count.
   *
   * @param own the key of the data directory; absent where it does not count whatever is set
   */
  public TrustedIssuers trusted(Optional<IssuerKey> own) {
    var keys = new HashMap<>(issuers);
    own.filter(key -> ownKeyTrusted)
        .ifPresent(key -> keys.put(IssuerKey.LOCAL_ISSUER, key.publicKey()));
    return new TrustedIssuers(keys);
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(ISSUERS + ": " + rule);
    }
  }
}
