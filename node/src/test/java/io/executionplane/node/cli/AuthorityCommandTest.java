package io.executionplane.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.store.DataDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityCommandTest {

  private static final String EVERYTHING = "--lane * --operation * --target * --class *";

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @TempDir private Path directory;

  // --- Keys

  @Test
  void makesAKeyThatOnlyItsOwnerCanReadAndAPublicHalfBesideIt() throws IOException {
    var file = directory.resolve("ci.jwk");

    assertThat(ep("authority keygen -o json --out " + file)).isEqualTo(ExitStatus.OK);

    var document = document();
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(file)).contains("\"d\"");
    assertThat(Path.of(document.get("public_key_file").textValue()))
        .isEqualTo(directory.resolve("ci.pub.jwk"))
        .content()
        .doesNotContain("\"d\"")
        .contains(document.get("key_id").textValue());
    assertThat(out.toString()).doesNotContain("\"d\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ci.jwk", "ci.pub.jwk"})
  void replacesNoKey(String name) throws IOException {
    var taken = Files.writeString(directory.resolve(name), "precious");

    var status = ep("authority keygen --out " + directory.resolve("ci.jwk"));

    assertThat(status).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString()).contains("--out: " + taken + " is there already");
    assertThat(taken).content().isEqualTo("precious");
  }

  // --- Issuing

  @Test
  void printsTheGrantAloneSoThatItCanBePiped() {
    assertThat(ep("authority issue " + EVERYTHING)).isEqualTo(ExitStatus.OK);

    assertThat(out.toString().strip()).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    assertThat(err.toString().lines()).singleElement().asString().contains("by local to user:");
  }

  @Test
  void writesTheGrantIntoAFileThatOnlyItsOwnerCanReadAndPrintsWhatItSays() throws IOException {
    var file = directory.resolve("my.grant");

    var status =
        ep(
            "authority issue --lane process --operation run --target local-process"
                + " --class local-process-weak --max-uses 5 --ttl 1h --subject ci --audience other"
                + " --budget-wall-clock 30s --budget-output-bytes 1000 --out "
                + file);

    assertThat(status).isEqualTo(ExitStatus.OK);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(out.toString())
        .doesNotContain(Files.readString(file).strip())
        .contains("process", "run", "local-process-weak", "at most 5", "ci", "other")
        .contains("at most 30000 ms", "at most 1000 bytes");
  }

  @Test
  void bindsTheGrantToThePayloadOfAFileHoweverItIsWritten() throws IOException {
    var payload = JsonNodeFactory.instance.objectNode().put("command", "echo");
    var file = Files.writeString(directory.resolve("payload"), "{ \"command\" :\n\"echo\" }\n");

    ep("authority issue -o json " + EVERYTHING + " --payload " + file);

    assertThat(document().at("/claims/payload_hash").textValue())
        .isEqualTo(Sha256.ofText(JsonObject.of(payload).canonical()).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "issue                                             | --lane",
        "issue --lane process                              | --operation",
        "issue " + EVERYTHING + " --max-uses 0             | max_uses",
        "issue " + EVERYTHING + " --max-uses many          | --max-uses",
        "issue " + EVERYTHING + " --ttl 10                 | --ttl",
        "issue " + EVERYTHING + " --ttl 367d               | --ttl must be at most 366d",
        "issue " + EVERYTHING + " --payload-hash abc       | --payload-hash must be",
        "issue " + EVERYTHING + " --payload /absent        | --payload: /absent cannot be read",
        "issue " + EVERYTHING + " --payload / --payload-hash x | exclude each other",
        "issue " + EVERYTHING + " --budget-wall-clock x    | --budget-wall-clock",
        "issue " + EVERYTHING + " --budget-output-bytes -1 | output_bytes",
        "issue " + EVERYTHING + " --key /absent            | --key and --issuer go together",
        "issue " + EVERYTHING + " --issuer ci              | --key and --issuer go together",
        "issue " + EVERYTHING + " --issuer ci --key /absent| issuer key /absent cannot be read",
        "issue " + EVERYTHING + " --out /absent/x          | --out: /absent/x cannot be written",
        "inspect                                           | TOKEN",
        "inspect nonsense                                  | what was given is not a signed grant",
        "revoke                                            | JTI",
        "revoke abc                                        | --reason",
        "keygen --out /absent/x                            | /absent/x cannot be written",
        "frob                                              | there is no command or option frob",
      })
  void refusesBadInputInOneLineThatNamesIt(String line, String named) {
    assertThat(ep("authority " + line.strip())).isEqualTo(ExitStatus.PLANE);

    assertThat(lastLine(err)).contains(named);
    assertThat(out.toString()).isEmpty();
  }

  // --- Inspecting

  @Test
  void saysThatAGrantCountsWithoutPrintingIt() {
    var token = issued(EVERYTHING + " --subject user:ada");

    assertThat(ep("authority inspect " + token)).isEqualTo(ExitStatus.OK);

    assertThat(out.toString()).contains("counts here  yes", "user:ada").doesNotContain(token);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void readsAGrantFromStandardInput() {
    var token = issued(EVERYTHING);
    var before = System.in;
    try {
      System.setIn(new ByteArrayInputStream((token + "\n").getBytes(UTF_8)));

      assertThat(ep("authority inspect -o json -")).isEqualTo(ExitStatus.OK);
    } finally {
      System.setIn(before);
    }
    assertThat(document().get("counts_here").booleanValue()).isTrue();
    assertThat(document().get("revoked").booleanValue()).isFalse();
  }

  @Test
  void saysWhyAGrantDoesNotCount() {
    ep("authority keygen --out " + directory.resolve("ci.jwk"));
    var stranger = issued(EVERYTHING + " --issuer ci --key " + directory.resolve("ci.jwk"));

    assertThat(ep("authority inspect " + stranger)).isEqualTo(1);
    assertThat(out.toString()).contains("no: the grant names an issuer that is not trusted here");

    var elsewhere = issued(EVERYTHING + " --audience other");
    assertThat(ep("authority inspect -o json " + elsewhere)).isEqualTo(1);
    assertThat(document().get("trusted").booleanValue()).isTrue();
    assertThat(document().get("objections").get(0).textValue()).contains("another plane");
  }

  @Test
  void saysThatItDoesNotKnowOfRevocationsWhileSomebodyElseHasTheStore() {
    var token = issued(EVERYTHING);
    ep("authority revoke other --reason test");
    try (var taken = DataDirectory.open(directory.resolve("data"), "a test")) {
      assertThat(taken.path()).isDirectory();

      assertThat(ep("authority inspect " + token)).isEqualTo(ExitStatus.OK);
    }
    assertThat(out.toString()).contains("yes; whether it was taken back is not known");
    assertThat(err.toString()).contains("in use by");
  }

  // --- Using and revoking

  @Test
  void runsUnderAGrantOfOnesOwnUntilItIsRevoked() {
    var file = directory.resolve("my.grant");
    ep("authority issue -o json " + EVERYTHING + " --subject ci --out " + file);
    var id = document().at("/claims/jti").textValue();
    var run = "run --no-stdin --grant " + file + " -- true";

    assertThat(ep(run)).isEqualTo(ExitStatus.OK);
    assertThat(ep("authority revoke -o json --reason lost " + id)).isEqualTo(ExitStatus.OK);
    assertThat(document().get("grant_id").textValue()).isEqualTo(id);
    assertThat(ep(run)).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString()).contains("the grant was taken back (authority_rejected/revoked)");
    assertThat(ep("authority inspect " + issuedIn(file))).isEqualTo(1);
    assertThat(out.toString()).contains("no: it was taken back");
  }

  @Test
  void countsTheUsesOfAGrant() {
    var file = directory.resolve("my.grant");
    ep("authority issue " + EVERYTHING + " --max-uses 1 --out " + file);
    var run = "run --no-stdin --grant " + file + " -- true";

    assertThat(ep(run)).isEqualTo(ExitStatus.OK);

    assertThat(ep(run)).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString()).contains("uses_exhausted");
  }

  @Test
  void runsUnderTheGrantOfAnIssuerThatTheConfigurationNames() throws IOException {
    var key = directory.resolve("ci.jwk");
    var grant = directory.resolve("ci.grant");
    var config =
        Files.writeString(
            directory.resolve("node.conf"),
            "execution-plane.authority.signed-grant.issuers = [ { issuer = ci, key-file = \"%s\" } ]"
                .formatted(directory.resolve("ci.pub.jwk")));
    ep("authority keygen --out " + key);
    ep("authority issue " + EVERYTHING + " --issuer ci --key " + key + " --out " + grant);

    assertThat(ep("authority inspect --config " + config + " " + issuedIn(grant)))
        .isEqualTo(ExitStatus.OK);
    assertThat(ep("run --no-stdin --config " + config + " --grant " + grant + " -- true"))
        .isEqualTo(ExitStatus.OK);
    assertThat(ep("run --no-stdin --grant " + grant + " -- true")).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString()).contains("issuer_unknown");
  }

  @ParameterizedTest
  @CsvSource({"'', does not hold one grant", "'one\ntwo', does not hold one grant"})
  void refusesAGrantFileThatIsNone(String content, String complaint) throws IOException {
    var file = Files.writeString(directory.resolve("my.grant"), content);

    assertThat(ep("run --grant " + file + " -- true")).isEqualTo(ExitStatus.PLANE);

    assertThat(lastLine(err)).contains("--grant: " + file + " " + complaint);
    assertThat(ep("run --grant /absent -- true")).isEqualTo(ExitStatus.PLANE);
    assertThat(lastLine(err)).contains("--grant: /absent cannot be read");
  }

  @Test
  void revokesNothingWhereThereIsNoStore() {
    assertThat(ep("authority revoke abc --reason test")).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString()).contains("there is no store in");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keygen", "issue", "inspect", "revoke"})
  void showsAnExampleInTheHelpOfEveryCommand(String command) {
    assertThat(ep("authority " + command + " --help")).isEqualTo(ExitStatus.OK);

    assertThat(out.toString()).contains("Example:").contains("  ep authority " + command);
  }

  private String issued(String options) {
    assertThat(ep("authority issue " + options)).isEqualTo(ExitStatus.OK);
    return out.toString().strip();
  }

  private static String issuedIn(Path file) {
    return GrantFile.read("--grant", file);
  }

  private JsonNode document() {
    return Json.parse(out.toString());
  }

  private static String lastLine(StringWriter written) {
    return written.toString().lines().reduce("", (before, line) -> line);
  }

  /** Each command prints on a fresh console. The data directory comes before what is to be run. */
  private int ep(String line) {
    out = new StringWriter();
    err = new StringWriter();
    var words = new ArrayList<>(List.of(line.split(" +")));
    if (!line.contains("keygen") && !line.contains("frob")) {
      var end = words.indexOf("--");
      words.addAll(
          end < 0 ? words.size() : end, List.of("--data", directory.resolve("data").toString()));
    }
    return Ep.run(
        new Console(
            new PrintWriter(out), new PrintWriter(err, true), new Terminals(true, false, false)),
        words.toArray(String[]::new));
  }
}
