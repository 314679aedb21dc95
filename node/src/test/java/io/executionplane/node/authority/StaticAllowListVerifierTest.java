package io.executionplane.node.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.node.authority.AuthorityVerdict.Denied;
import io.executionplane.node.authority.AuthorityVerdict.Granted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticAllowListVerifierTest {

  private static final String SECRET = "correct horse battery staple";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void writeSecret() throws IOException {
    file = secretFile("nightly", SECRET);
  }

  @Test
  void grantsWhoeverKnowsTheSecretWhatIsListedBesideIt() {
    var verifier =
        verifier("targets = [small], attestation-classes = [\"*\"], wall-clock-max = 1 minute");

    var grant = ((Granted) judge(verifier, SECRET, "process", "run")).grant();

    assertThat(grant.evidence().subject()).contains("nightly");
    assertThat(grant.evidence().grantId()).contains("nightly");
    assertThat(grant.targets().allows("small")).isTrue();
    assertThat(grant.targets().allows("large")).isFalse();
    assertThat(grant.attestationClasses().allows("local-process-weak")).isTrue();
    assertThat(grant.wallClockMax()).contains(Duration.ofMinutes(1));
    assertThat(grant.outputBytesMax()).isEmpty();
  }

  @Test
  void allowsNothingThatIsNotListed() {
    var verifier = verifier("");

    var grant = ((Granted) judge(verifier, SECRET, "process", "run")).grant();

    assertThat(grant.targets().allows("small")).isFalse();
    assertThat(grant.attestationClasses().allows("local-process-weak")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"http, run, lane_not_covered", "process, session, operation_not_covered"})
  void refusesAnotherLaneOrOperation(String lane, String operation, String code) {
    assertThat(((Denied) judge(verifier(""), SECRET, lane, operation)).code()).isEqualTo(code);
  }

  @Test
  void recognisesTheListedSecretsAndNothingElse() {
    var verifier = verifier("");

    assertThat(verifier.recognises(new AuthorityRef(SECRET))).isTrue();
    assertThat(verifier.recognises(new AuthorityRef(SECRET + " "))).isFalse();
    assertThat(verifier.recognises(new AuthorityRef(SECRET.substring(1)))).isFalse();
    assertThat(((Denied) judge(verifier, "another", "process", "run")).code())
        .isEqualTo("not_listed");
  }

  @Test
  void keepsNothingOfTheSecretButItsDigest() {
    var entries = AllowedSecret.listedIn(list(entry("nightly", file, "")));

    assertThat(entries.toString()).doesNotContain("horse");
  }

  @ParameterizedTest
  @CsvSource({
    "too short, is shorter than 16 characters",
    "'', is empty",
  })
  void refusesASecretThatIsNone(String secret, String complaint) throws IOException {
    var other = secretFile("other", secret);

    assertThatThrownBy(() -> AllowedSecret.listedIn(list(entry("other", other, ""))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(other.toString())
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("too short");
  }

  @Test
  void refusesASecretThatIsNotThereOrThatEverybodyCanRead() throws IOException {
    var absent = directory.resolve("absent");
    assertThatThrownBy(() -> AllowedSecret.listedIn(list(entry("other", absent, ""))))
        .hasMessage(absent + " cannot be read");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> AllowedSecret.listedIn(list(entry("other", file, ""))))
        .hasMessageContaining(file + " can be used by everybody");
  }

  @Test
  void refusesANameOrASecretThatIsThereTwice() throws IOException {
    var other = secretFile("other", "another long enough secret");

    assertThatThrownBy(
            () -> AllowedSecret.listedIn(list(entry("one", file, ""), entry("one", other, ""))))
        .hasMessageContaining("the name one is there twice");
    assertThatThrownBy(
            () -> AllowedSecret.listedIn(list(entry("one", file, ""), entry("two", file, ""))))
        .hasMessageContaining("the secret of two is there twice");
  }

  @Test
  void refusesAKeyThatNothingWouldRead() {
    assertThatThrownBy(() -> verifier("wallclock-max = 1 minute"))
        .hasMessage(
            "execution-plane.authority.static-allow-list.entries[0].wallclock-max is not a"
                + " setting");
  }

  private StaticAllowListVerifier verifier(String more) {
    return new StaticAllowListVerifier(AllowedSecret.listedIn(list(entry("nightly", file, more))));
  }

  private static Config list(String... entries) {
    return ConfigFactory.parseString(
        "execution-plane.authority.static-allow-list.entries = ["
            + String.join(",", entries)
            + "]");
  }

  private static String entry(String name, Path secret, String more) {
    return "{ name = %s, secret-file = \"%s\", lanes = [process], operations = [run]\n%s }"
        .formatted(name, secret, more);
  }

  private Path secretFile(String name, String secret) throws IOException {
    var made =
        Files.createFile(
            directory.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    return Files.writeString(made, secret + "\n");
  }

  private static AuthorityVerdict judge(
      AuthorityVerifier verifier, String secret, String lane, String operation) {
    var request = AdmissionRequest.of(lane, operation, JsonObject.empty());
    return verifier
        .verify(
            new AuthorityRef(secret),
            new AuthorityContext(
                "execution-plane", "default", request, request.payloadHash(), Instant.EPOCH))
        .toCompletableFuture()
        .join();
  }
}
