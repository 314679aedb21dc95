package io.executionplane.node.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedGrantSettingsTest {

  @TempDir private Path directory;

  @Test
  void trustsTheDirectorysOwnKeyUnlessItIsToldNotTo() {
    var own = IssuerKey.generate();

    assertThat(settings(true, "").trusted(Optional.of(own)).keys())
        .containsEntry(IssuerKey.LOCAL_ISSUER, own.publicKey());
    assertThat(settings(false, "").trusted(Optional.of(own)).keys()).isEmpty();
    assertThat(settings(true, "").trusted(Optional.empty()).keys()).isEmpty();
  }

  @Test
  void trustsAnIssuerByTheJwkOfItsPublicKey() {
    var key = IssuerKey.create(directory.resolve("ci.jwk"));
    key.writePublic(directory.resolve("ci.pub.jwk"));

    var trusted = settings(true, issuer("ci", "ci.pub.jwk")).trusted(Optional.empty());

    assertThat(trusted.keys()).containsOnlyKeys("ci").containsEntry("ci", key.publicKey());
  }

  @Test
  void trustsAnIssuerByThePemOfItsPublicKey() throws IOException {
    var key = IssuerKey.generate();
    pem(key.publicKey().getEncoded());

    var trusted = settings(true, issuer("ci", "key.pem")).trusted(Optional.empty());

    assertThat(trusted.keyOf("ci")).contains(key.publicKey());
  }

  @Test
  void wantsNoPrivateKey() {
    IssuerKey.create(directory.resolve("ci.jwk"));

    assertThatThrownBy(() -> settings(true, issuer("ci", "ci.jwk")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "execution-plane.authority.signed-grant.issuers: key-file %s/ci.jwk holds a private"
                + " key; only its public half is wanted here",
            directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no key", "{}", "{\"kty\":\"OKP\"}", "-----BEGIN PUBLIC KEY-----\n!"})
  void refusesAFileThatHoldsNoKey(String content) throws IOException {
    Files.writeString(directory.resolve("ci.pub.jwk"), content);

    assertThatThrownBy(() -> settings(true, issuer("ci", "ci.pub.jwk")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ci.pub.jwk holds n");
  }

  @Test
  void refusesAKeyOfAnotherAlgorithm() throws IOException, GeneralSecurityException {
    pem(KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic().getEncoded());

    assertThatThrownBy(() -> settings(true, issuer("ci", "key.pem")))
        .hasMessageContaining("holds no Ed25519 key");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> settings(true, issuer("ci", "absent")))
        .hasMessageContaining("absent cannot be read");
  }

  @Test
  void refusesAnIssuerThatIsNamedTwiceOrLikeTheDirectorysOwn() {
    IssuerKey.create(directory.resolve("ci.jwk")).writePublic(directory.resolve("ci.pub.jwk"));
    var ci = issuer("ci", "ci.pub.jwk");

    assertThatThrownBy(() -> settings(true, ci + "," + ci))
        .hasMessageContaining("ci is there twice");
    assertThatThrownBy(() -> settings(true, issuer("local", "ci.pub.jwk")))
        .hasMessageContaining("issuer must not be local");
  }

  @Test
  void refusesAKeyThatNothingWouldRead() {
    assertThatThrownBy(() -> settings(true, "{ issuer = ci, algorithm = RS256 }"))
        .hasMessageContaining("signed-grant.issuers[0].algorithm is not a setting");
  }

  private void pem(byte[] encoded) throws IOException {
    Files.writeString(
        directory.resolve("key.pem"),
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(encoded)
            + "\n-----END PUBLIC KEY-----\n");
  }

  private String issuer(String name, String file) {
    return "{ issuer = %s, key-file = \"%s\" }".formatted(name, directory.resolve(file));
  }

  private static SignedGrantSettings settings(boolean own, String issuers) {
    return SignedGrantSettings.from(
        ConfigFactory.parseString(
            "execution-plane.authority.signed-grant { own-key-trusted = %s, issuers = [%s] }"
                .formatted(own, issuers)));
  }
}
