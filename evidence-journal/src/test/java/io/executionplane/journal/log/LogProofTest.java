package io.executionplane.journal.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.InclusionProof;
import io.executionplane.journal.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogProofTest {

  private static final long SEED = 20_261_120L;
  private static final String ORIGIN = "example.com/executions";
  private static final SigningKey KEY = SigningKey.generate(ORIGIN);
  private static final List<VerifierKey> KEYS = List.of(KEY.verifier());
  private static final List<byte[]> ENTRIES =
      IntStream.range(0, 300).mapToObj(i -> ("entry " + i).getBytes(UTF_8)).toList();
  private static final LogTree.Growth LOG =
      LogTree.empty().grow(ENTRIES.stream().map(MerkleTree::leafHash).map(Sha256::ofHash).toList());
  private static final SignedCheckpoint SIGNED = signed(new Checkpoint(ORIGIN, LOG.tree().head()));

  // --- Checkpoints

  @Test
  void readsTheExampleOfTheSpecification() {
    var example =
        """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        \u2014 example.com/behind-the-sofa \
        Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        """;

    var read = SignedCheckpoint.parse(example.getBytes(UTF_8));

    assertThat(read.checkpoint().origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(read.checkpoint().head().size()).isEqualTo(20_852_163);
    assertThat(read.checkpoint().head().root())
        .isEqualTo(
            Sha256.ofHash(
                Base64.getDecoder().decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")));
    assertThat(read.bytes()).isEqualTo(example.getBytes(UTF_8));
  }

  @Test
  void believesWhatTheLogSigned() {
    var read = SignedCheckpoint.parse(SIGNED.bytes());

    assertThat(read).isEqualTo(SIGNED);
    assertThat(read.objection(ORIGIN, KEYS)).isEmpty();
  }

  @Test
  void saysWhyACheckpointIsNotToBeBelieved() {
    var stranger = List.of(SigningKey.generate(ORIGIN).verifier());
    var other = signed(new Checkpoint(ORIGIN, new TreeHead(7, MerkleTree.EMPTY_ROOT)));
    var forged = SIGNED.with(other.note().signatures().get(0));

    assertThat(SIGNED.objection("example.com/other", KEYS))
        .hasValue("the checkpoint is of another log");
    assertThat(SIGNED.objection(ORIGIN, stranger))
        .hasValue("no known key of the log signed the checkpoint");
    assertThat(forged.objection(ORIGIN, KEYS)).hasValue("a signature of the checkpoint is wrong");
  }

  @Test
  void carriesExtensionsTheLargestSizeAndTheEmptyLog() {
    var empty = new Checkpoint("any origin + at all", new TreeHead(0, MerkleTree.EMPTY_ROOT));
    var largest =
        new Checkpoint(
            ORIGIN, new TreeHead(Checkpoint.SIZE_MAX, Sha256.ofText("x")), List.of("a", "b c"));

    assertThat(Checkpoint.parse(empty.text())).isEqualTo(empty);
    assertThat(Checkpoint.parse(largest.text())).isEqualTo(largest);
  }

  static Stream<String> noCheckpoints() {
    var root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    return Stream.of(
        "",
        "\n",
        "o\n1\n",
        "o\n1\n" + root,
        "\n1\n" + root + "\n",
        "o\n\n" + root + "\n",
        "o\n1\n\n",
        "o\n1\n\n" + root + "\n",
        "o\n01\n" + root + "\n",
        "o\n-1\n" + root + "\n",
        "o\n+1\n" + root + "\n",
        "o\n1 \n" + root + "\n",
        "o\n 1\n" + root + "\n",
        "o\n1.0\n" + root + "\n",
        "o\n0x1\n" + root + "\n",
        "o\n\u0661\n" + root + "\n",
        "o\n9007199254740992\n" + root + "\n",
        "o\n18446744073709551616\n" + root + "\n",
        "o\n00\n" + root + "\n",
        "o\n0\n" + root + "\n",
        "o\n1\n" + root + "\n\n",
        "o\n1\n" + root + "\n\nextension\n",
        "o\n1\n" + root + "\nextension\n\n",
        "o\n1\n" + root + " \n",
        "o\n1\n" + root.replace("=", "") + "\n",
        "o\n1\n" + root.replace("2I=", "2J=") + "\n",
        "o\n1\nAAAA\n",
        "o\n1\n" + "A".repeat(44) + "\n",
        "o\n1\nsha256:" + "0".repeat(64) + "\n");
  }

  @ParameterizedTest
  @MethodSource("noCheckpoints")
  void refusesWhatIsNoCheckpoint(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedLogDataException.class);
  }

  @Test
  void signsNoCheckpointThatIsNone() {
    var head = new TreeHead(1, Sha256.ofText("x"));

    Stream.<Runnable>of(
            () -> new Checkpoint("", head),
            () -> new Checkpoint("a\nb", head),
            () -> new Checkpoint(ORIGIN, new TreeHead(0, Sha256.ofText("x"))),
            () -> new Checkpoint(ORIGIN, head, List.of("")),
            () -> new Checkpoint(ORIGIN, head, List.of("a\n")),
            () -> new SignedCheckpoint(SIGNED.note(), new Checkpoint(ORIGIN, head)))
        .forEach(
            wrong -> assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class));
  }

  // --- Proofs

  @Test
  void provesEveryEntryToWhoKnowsOnlyTheKey() {
    for (var index = 0; index < ENTRIES.size(); index++) {
      var bytes = new LogProof(inclusion(index), SIGNED).bytes();

      var read = LogProof.parse(bytes);

      assertThat(read.objection(ENTRIES.get(index), ORIGIN, KEYS)).as("entry %d", index).isEmpty();
      assertThat(read.bytes()).isEqualTo(bytes);
      assertThat(read.objection(ENTRIES.get((index + 1) % 300), ORIGIN, KEYS))
          .hasValue("the entry is not where the proof says");
    }
  }

  @Test
  void isWrittenAsTheSpecificationSays() {
    var proof = new LogProof(Bytes.copyOf(new byte[] {1, 2, 3}), inclusion(299), SIGNED);

    var text = new String(proof.bytes(), UTF_8);

    assertThat(text)
        .startsWith("c2sp.org/tlog-proof@v1\nextra AQID\nindex 299\n")
        .endsWith("\n\n" + new String(SIGNED.bytes(), UTF_8));
    assertThat(text.lines().skip(3).limit(proof.inclusion().path().size()))
        .containsExactlyElementsOf(
            proof.inclusion().path().stream()
                .map(hash -> Base64.getEncoder().encodeToString(hash.hash()))
                .toList());
    assertThat(LogProof.parse(proof.bytes())).isEqualTo(proof);
  }

  @Test
  void provesNothingOnceAByteOfItIsAnother() {
    var entry = ENTRIES.get(77);
    var bytes = new LogProof(inclusion(77), SIGNED).bytes();
    var random = new Random(SEED);

    for (var at = 0; at < bytes.length; at++) {
      var damaged = bytes.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      assertThat(isBelieved(damaged, entry)).as("byte %d", at).isFalse();
    }
  }

  @Test
  void provesNothingWithAnotherIndexSizeOrRoot() {
    var entry = ENTRIES.get(77);
    var head = SIGNED.checkpoint().head();

    for (var index = 0; index < 300; index++) {
      var moved = new InclusionProof(index, 300, inclusion(77).path());
      assertThat(new LogProof(moved, SIGNED).objection(entry, ORIGIN, KEYS).isEmpty())
          .isEqualTo(index == 77);
    }
    for (var other :
        List.of(
            new TreeHead(299, head.root()),
            new TreeHead(301, head.root()),
            new TreeHead(300, ProofDamage.flipped(head.root(), 9)))) {
      // The log's own signature, over another text than the one that it signed.
      var checkpoint = new Checkpoint(ORIGIN, other);
      var note = new SignedNote(checkpoint.text(), SIGNED.note().signatures());
      var proof =
          new LogProof(
              new InclusionProof(77, other.size(), inclusion(77).path()),
              new SignedCheckpoint(note, checkpoint));
      assertThat(proof.objection(entry, ORIGIN, KEYS))
          .hasValue("a signature of the checkpoint is wrong");
    }
  }

  static Stream<String> noProofs() {
    var whole = new String(new LogProof(inclusion(77), SIGNED).bytes(), UTF_8);
    var hash = Base64.getEncoder().encodeToString(new byte[32]) + "\n";
    var note = new String(SIGNED.bytes(), UTF_8);
    return Stream.of(
        "",
        "\n\n",
        note,
        "\n" + whole,
        " " + whole,
        whole.strip(),
        whole + "\n",
        whole.replace("\n", "\r\n"),
        whole.replace("@v1", "@v2"),
        whole.replace("index 77\n", ""),
        whole.replace("index 77", "index  77"),
        whole.replace("index 77", "index 077"),
        whole.replace("index 77", "index -77"),
        whole.replace("index 77", "index +77"),
        whole.replace("index 77", "index"),
        whole.replace("index 77", "index "),
        whole.replace("index 77", "Index 77"),
        whole.replace("index 77", "index 300"),
        whole.replace("index 77", "index 9223372036854775808"),
        whole.replace("index 77", "index 77\nindex 77"),
        whole.replace("index 77", "extra \nindex 77"),
        whole.replace("index 77", "extra\nindex 77"),
        whole.replace("index 77", "extra AQ\nindex 77"),
        whole.replace("index 77", "extra AQID\nextra AQID\nindex 77"),
        whole.replace("index 77", "index 77\nextra AQID"),
        whole.replace("index 77\n", "index 77\nAAAA\n"),
        whole.replace("index 77\n", "index 77\n " + hash),
        whole.replace("index 77\n", "index 77\n\n"),
        whole.replace("index 77\n", "index 77\n" + hash.repeat(54)),
        whole.replace("index 77\n", "index 77\n" + "A".repeat(44) + "\n"),
        whole.replace("\n\n" + note, "\n" + note),
        whole.replace("\n" + note, "\n\n" + note),
        whole.replace(note, ""),
        "c2sp.org/tlog-proof@v1\n\n" + note,
        "x".repeat(LogProof.BYTES_MAX + 1));
  }

  @ParameterizedTest
  @MethodSource("noProofs")
  void refusesWhatIsNoProof(String text) {
    assertThatThrownBy(() -> LogProof.parse(text.getBytes(UTF_8)))
        .isInstanceOf(MalformedLogDataException.class);
  }

  @Test
  void makesNoProofThatCannotBeRead() {
    var path = new ArrayList<>(Collections.nCopies(54, Sha256.ofText("x")));

    Stream.<Runnable>of(
            () -> new LogProof(new InclusionProof(77, 299, List.of()), SIGNED),
            () -> new LogProof(new InclusionProof(300, 300, List.of()), SIGNED),
            () -> new LogProof(new InclusionProof(-1, 300, List.of()), SIGNED),
            () -> new LogProof(new InclusionProof(77, 300, path), SIGNED),
            () ->
                new LogProof(
                    Bytes.copyOf(new byte[LogProof.EXTRA_BYTES_MAX + 1]), inclusion(77), SIGNED))
        .forEach(
            wrong -> assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class));
    var largest =
        new LogProof(Bytes.copyOf(new byte[LogProof.EXTRA_BYTES_MAX]), inclusion(77), SIGNED);
    assertThat(LogProof.parse(largest.bytes())).isEqualTo(largest);
  }

  private static boolean isBelieved(byte[] bytes, byte[] entry) {
    try {
      return LogProof.parse(bytes).objection(entry, ORIGIN, KEYS).isEmpty();
    } catch (MalformedLogDataException refused) {
      return false;
    }
  }

  private static InclusionProof inclusion(int index) {
    var tiles = new MemoryTiles();
    tiles.store(LOG.tiles());
    return new TiledTree(300, tiles).prove(index);
  }

  private static SignedCheckpoint signed(Checkpoint checkpoint) {
    return SignedCheckpoint.sign(checkpoint, List.of(KEY));
  }
}
