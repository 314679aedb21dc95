package io.executionplane.contracts.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.evidence.log.LogEntry.Erased;
import io.executionplane.contracts.evidence.log.LogEntry.KeyAdded;
import io.executionplane.contracts.evidence.log.LogEntry.KeyRetired;
import io.executionplane.contracts.evidence.log.LogEntry.RollbackAccepted;
import io.executionplane.contracts.evidence.log.NodeEntry.GrantRevoked;
import io.executionplane.contracts.evidence.log.NodeEntry.RequestsShed;
import io.executionplane.contracts.evidence.log.NodeEntry.TargetChange;
import io.executionplane.contracts.evidence.log.NodeEntry.TargetChanged;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.samples.RandomContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogEntryTest {

  private static final long SEED = 20_261_120L;
  private static final LogName LOG = new LogName("example.com/executions");
  private static final Instant AT = Instant.parse("2026-11-20T08:27:52.123456789Z");
  private static final ExecutionRef REF = new ExecutionRef("ex_iasfhgwlefngwug2bqmonwbizc");
  private static final Sha256 HEAD = Sha256.ofText("head");
  private static final LogKey KEY = LogKey.of(LOG, Bytes.copyOf(new byte[32]));
  private static final String REASON = "r".repeat(LogEntry.REASON_LENGTH_MAX);

  /** The name on disk of a kind of entry, one of it, and how that is written. */
  record Named(String kind, LogEntry entry, String json) {}

  static List<Named> entries() {
    var at = "{'at':'2026-11-20T08:27:52.123456Z',";
    var log = "'log':'example.com/executions',";
    var key =
        "'key':{'key_id':'b29db99c','name':'example.com/executions','public_key':'"
            + KEY.publicKey().base64()
            + "'}";
    var why = "'reason':'" + REASON + "',";
    return List.of(
        new Named(
            "anchor",
            new Anchor(LOG, REF, 3, HEAD, Anchor.State.OPEN, AT),
            at
                + "'execution':'"
                + REF
                + "','head':'"
                + HEAD
                + "','kind':'anchor',"
                + log
                + "'seq':3,'state':'open','v':1}"),
        new Named(
            "key_added",
            new KeyAdded(LOG, KEY, REASON, AT),
            at + key + ",'kind':'key_added'," + log + why + "'v':1}"),
        new Named(
            "key_retired",
            new KeyRetired(LOG, KEY, REASON, AT),
            at + key + ",'kind':'key_retired'," + log + why + "'v':1}"),
        new Named(
            "erased",
            new Erased(LOG, REF, StreamName.STDOUT, new ChunkRange(0, 7), REASON, AT),
            at
                + "'chunks':{'from':0,'to':7},'execution':'"
                + REF
                + "','kind':'erased',"
                + log
                + why
                + "'stream':'stdout','v':1}"),
        new Named(
            "rollback_accepted",
            new RollbackAccepted(LOG, new TreeHead(9, HEAD), new TreeHead(7, HEAD), "root", AT),
            at
                + "'by':'root','found':{'root':'"
                + HEAD
                + "','size':7},'kind':'rollback_accepted',"
                + log
                + "'lost':{'root':'"
                + HEAD
                + "','size':9},'v':1}"),
        new Named(
            "target_changed",
            new TargetChanged(
                LOG, "n1", "t1", TargetChange.DRAINED, Optional.of("ada"), REASON, AT),
            at
                + "'by':'ada','change':'drained','kind':'target_changed',"
                + log
                + "'node_id':'n1',"
                + why
                + "'target':'t1','v':1}"),
        new Named(
            "grant_revoked",
            new GrantRevoked(LOG, "n1", "local", "g1", "ada", REASON, AT),
            at
                + "'by':'ada','grant_id':'g1','issuer':'local','kind':'grant_revoked',"
                + log
                + "'node_id':'n1',"
                + why
                + "'v':1}"),
        new Named(
            "requests_shed",
            new RequestsShed(LOG, "n1", "t", 3, "tenant_queued", 2, 1, AT),
            at
                + "'budget':'tenant_queued','count':3,'kind':'requests_shed',"
                + log
                + "'node_id':'n1','queued':1,'running':2,'tenant':'t','v':1}"));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void isWrittenAsTheFormatSays(Named named) {
    var written = new String(named.entry().canonical(), StandardCharsets.UTF_8);

    assertThat(written).isEqualTo(named.json().replace('\'', '"'));
  }

  @Test
  void saysThatAnExecutionIsOver() {
    var anchor = new Anchor(LOG, REF, 3, HEAD, Anchor.State.TERMINAL, AT);

    var written = new String(anchor.canonical(), StandardCharsets.UTF_8);

    assertThat(written).contains("\"state\":\"terminal\"");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void comesBackFromItsBytesUnderItsNameOnDisk(Named named) {
    var bytes = named.entry().canonical();

    assertThat(LogEntry.decode(bytes)).isEqualTo(named.entry());
    assertThat(LogEntry.contract().encode(named.entry()).get("kind").textValue())
        .isEqualTo(named.kind());
  }

  @Test
  void hasAnExampleHereOfEveryKind() {
    var kinds = leaves(LogEntry.class).map(type -> type.getAnnotation(Tag.class).value());

    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(entries().stream().map(Named::kind).toList());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .flatMap(each -> each.isSealed() ? leaves(each) : Stream.of(each));
  }

  @Test
  void comesBackWhateverItSays() {
    var random = new RandomContracts(SEED);

    for (var round = 0; round < 2000; round++) {
      var entry = random.some(LogEntry.class);
      var bytes = entry.canonical();

      assertThat(LogEntry.decode(bytes)).as("seed %d, round %d", SEED, round).isEqualTo(entry);
      assertThat(bytes).hasSizeLessThanOrEqualTo(LogEntry.BYTES_MAX);
    }
  }

  @Test
  void isHashedAsALeaf() {
    var entry = entries().get(0).entry();

    assertThat(entry.leafHash()).isEqualTo(Sha256.of(new byte[] {0}, entry.canonical()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"kind\":\"anchor\"}",
        "{\"kind\":\"other\",\"v\":1}",
        "{\"v\":1}"
      })
  void refusesWhatIsNoEntry(String json) {
    assertThatThrownBy(() -> LogEntry.decode(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfAny(MalformedJsonException.class, ContractViolationException.class);
  }

  @Test
  void refusesAnotherSpellingOfTheSameEntry() {
    var canonical = new String(entries().get(0).entry().canonical(), StandardCharsets.UTF_8);

    for (var other :
        List.of(
            " " + canonical,
            canonical + "\n",
            canonical.replace("\"seq\":3", "\"seq\":3.0"),
            canonical.replace("123456Z", "123456000Z"),
            canonical.replace("\"v\":1", "\"v\": 1"))) {
      assertThatThrownBy(() -> LogEntry.decode(other.getBytes(StandardCharsets.UTF_8)))
          .as(other)
          .isInstanceOfAny(MalformedJsonException.class, ContractViolationException.class);
    }
  }

  @Test
  void refusesAnotherVersion() {
    var canonical = new String(entries().get(0).entry().canonical(), StandardCharsets.UTF_8);
    var next = canonical.replace("\"v\":1", "\"v\":2").getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> LogEntry.decode(next))
        .satisfies(
            refused ->
                assertThat(refused.violations())
                    .extracting(Violation::pointer)
                    .containsExactly("/v"));
  }

  @Test
  void refusesMoreBytesThanABundleCanCount() {
    var tooLong = new byte[LogEntry.BYTES_MAX + 1];

    assertThatThrownBy(() -> LogEntry.decode(tooLong))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("65535");
  }

  @Test
  void acceptsNoRollbackToWhereItWas() {
    var head = new TreeHead(9, HEAD);

    assertThatThrownBy(() -> new RollbackAccepted(LOG, head, head, "root", AT))
        .isInstanceOf(ContractViolationException.class);
  }

  @Test
  void knowsTheIdOfAKey() {
    assertThatThrownBy(() -> new LogKey(LOG, KEY.publicKey(), "00000000"))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("key_id");
    assertThatThrownBy(() -> LogKey.of(LOG, Bytes.copyOf(new byte[31])))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("public_key");
    assertThat(KEY.keyId()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a+b", "a\nb", "\u00e9", "a\u007f", "a\u0000"})
  void refusesANameThatWouldNotLookLikeItself(String name) {
    assertThatThrownBy(() -> new LogName(name)).isInstanceOf(ContractViolationException.class);
  }

  @Test
  void takesANameOf255CharactersAndNoLonger() {
    assertThat(new LogName("x".repeat(255)).text()).hasSize(255);
    assertThat(LogName.isName("x".repeat(256))).isFalse();
  }

  @Test
  void erasesAtLeastOneChunk() {
    assertThatThrownBy(() -> new ChunkRange(4, 4)).isInstanceOf(ContractViolationException.class);
    assertThatThrownBy(() -> new ChunkRange(-1, 4)).isInstanceOf(ContractViolationException.class);
  }
}
