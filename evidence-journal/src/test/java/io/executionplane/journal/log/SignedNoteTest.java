package io.executionplane.journal.log;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.evidence.log.LogKey;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.json.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

  private static final long SEED = 20_261_120L;

  // The example of the specification of signed notes.
  private static final String SPECIFIED_KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  private static final String SPECIFIED_NOTE =
      """
      This is an example message.

      \u2014 example.com/foo \
      Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
      """;

  // The published example of the checksum database of Go, with its published secret.
  private static final String KNOWN_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String KNOWN_SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String KNOWN_TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String KNOWN_SIGNATURE =
      "\u2014 PeterNeumann "
          + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6Ryy"
          + "BwJnAM=\n";

  private static final SigningKey ALICE = SigningKey.generate("example.com/alice");
  private static final SigningKey BOB = SigningKey.generate("example.com/bob");

  // --- Published examples

  @Test
  void believesTheExampleOfTheSpecification() {
    var note = SignedNote.parse(SPECIFIED_NOTE.getBytes(UTF_8));
    var key = VerifierKey.parse(SPECIFIED_KEY);

    var verdict = note.verify(List.of(key));

    assertThat(verdict).isEqualTo(new SignedNote.Verdict(List.of(key), List.of()));
    assertThat(note.text()).isEqualTo("This is an example message.\n");
    assertThat(key.text()).isEqualTo(SPECIFIED_KEY);
  }

  @Test
  void signsThePublishedNoteWithThePublishedSecret() {
    var secret = Base64.getDecoder().decode(KNOWN_SECRET);
    var pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420" + "00".repeat(32));
    System.arraycopy(secret, 1, pkcs8, pkcs8.length - 32, 32);

    var key = SigningKey.fromPem("PeterNeumann", pem(Base64.getEncoder().encodeToString(pkcs8)));
    var note = SignedNote.sign(KNOWN_TEXT, List.of(key));

    assertThat(key.verifier()).isEqualTo(VerifierKey.parse(KNOWN_KEY));
    assertThat(new String(note.bytes(), UTF_8)).isEqualTo(KNOWN_TEXT + "\n" + KNOWN_SIGNATURE);
  }

  // --- Signing and verifying

  @Test
  void comesBackFromItsBytesWithAllSignatures() {
    var note = SignedNote.sign("one\n\ntwo\n", List.of(ALICE, BOB));

    var read = SignedNote.parse(note.bytes());

    assertThat(read).isEqualTo(note);
    assertThat(read.verify(List.of(BOB.verifier(), ALICE.verifier())).verified())
        .containsExactly(ALICE.verifier(), BOB.verifier());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\n\n\n", "a\n\n", "\u00e9 \ud83d\ude00\u007f\n", "\u2014 a b\n"})
  void takesAnyTextThatEndsWithALineFeed(String text) {
    var note = SignedNote.sign(text, List.of(ALICE));

    assertThat(SignedNote.parse(note.bytes())).isEqualTo(note);
  }

  @Test
  void ignoresAndKeepsSignaturesOfUnknownKeys() {
    var strange =
        new NoteSignature("witness.example/\u00e9", "00000000", Bytes.copyOf(new byte[5]));
    var note = SignedNote.sign("text\n", List.of(ALICE, BOB)).with(strange);

    var read = SignedNote.parse(note.bytes());

    assertThat(read.signatures()).hasSize(3).endsWith(strange);
    assertThat(read.verify(List.of(ALICE.verifier())).isTrusted()).isTrue();
    assertThat(read.verify(List.of()).isTrusted()).isFalse();
    assertThat(read.verify(List.of(SigningKey.generate("example.com/alice").verifier())))
        .isEqualTo(new SignedNote.Verdict(List.of(), List.of()));
  }

  @Test
  void trustsNothingWhereAKnownKeyIsClaimedFalsely() {
    var forged = SignedNote.sign("other\n", List.of(BOB)).signatures().get(0);
    var note = SignedNote.sign("text\n", List.of(ALICE)).with(forged);

    var verdict = note.verify(List.of(ALICE.verifier(), BOB.verifier()));

    assertThat(verdict.verified()).containsExactly(ALICE.verifier());
    assertThat(verdict.failed()).containsExactly(BOB.verifier());
    assertThat(verdict.isTrusted()).isFalse();
    assertThat(note.verify(List.of(ALICE.verifier())).isTrusted()).isTrue();
  }

  @Test
  void believesNoSignatureWithABitFlippedNorOverAnotherText() {
    var note = SignedNote.sign("text\n", List.of(ALICE));
    var signature = note.signatures().get(0);

    for (var bit = 0; bit < 8 * Ed25519.SIGNATURE_BYTES; bit++) {
      var bytes = signature.signature().toArray();
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      var flipped = new NoteSignature(signature.keyName(), signature.keyId(), Bytes.copyOf(bytes));
      assertThat(new SignedNote("text\n", List.of(flipped)).verify(List.of(ALICE.verifier())))
          .as("bit %d", bit)
          .isEqualTo(new SignedNote.Verdict(List.of(), List.of(ALICE.verifier())));
    }
    for (var length : List.of(1, 63, 65, 128)) {
      var bytes = Bytes.copyOf(Arrays.copyOf(signature.signature().toArray(), length));
      assertThat(ALICE.verifier().verifies("text\n".getBytes(UTF_8), bytes)).isFalse();
    }
    assertThat(new SignedNote("texts\n", note.signatures()).verify(List.of(ALICE.verifier())))
        .matches(verdict -> !verdict.isTrusted());
  }

  @Test
  void readsWhatItWouldWriteOrRefusesWhateverIsDamaged() {
    var bytes = SignedNote.sign("one\n\ntwo\n", List.of(ALICE, BOB)).bytes();
    var random = new Random(SEED);

    for (var round = 0; round < 5000; round++) {
      var damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        assertThat(SignedNote.parse(damaged).bytes()).as("round %d", round).isEqualTo(damaged);
      } catch (MalformedLogDataException refused) {
        assertThat(refused).hasMessageNotContaining("alice");
      }
    }
  }

  // --- What is no note

  static Stream<byte[]> noNotes() {
    var line = KNOWN_SIGNATURE;
    return Stream.concat(
        Stream.of(
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n\n\n",
                "text\n" + line,
                "\n" + line,
                line,
                "text\n\n" + line.strip(),
                "text\n\n" + line + "\n",
                "text\n\n\n" + line + "\n",
                "text\n\n" + line + "trailing\n",
                "text\n\n" + line + " " + line,
                "text\n\n " + line,
                "text\r\n\r\n" + line,
                "te\txt\n\n" + line,
                "te\u0000xt\n\n" + line,
                "text\n\n" + line.replace("\u2014", "-"),
                "text\n\n" + line.replace("\u2014", "\u2013"),
                "text\n\n" + line.replace("\u2014 ", "\u2014"),
                "text\n\n" + line.replace("\u2014 ", "\u2014  "),
                "text\n\n" + line.replace("PeterNeumann ", ""),
                "text\n\n" + line.replace("PeterNeumann", ""),
                "text\n\n" + line.replace("PeterNeumann", "Peter+Neumann"),
                "text\n\n" + line.replace("PeterNeumann", "Peter\u00a0Neumann"),
                "text\n\n" + line.replace("PeterNeumann", "Peter\u0085Neumann"),
                "text\n\n" + line.replace("PeterNeumann", "Peter\u2003Neumann"),
                "text\n\n" + line.replace("PeterNeumann ", "PeterNeumann  "),
                "text\n\n" + line.replace("=\n", "\n"),
                "text\n\n" + line.replace("=\n", "==\n"),
                "text\n\n" + line.replace("M=\n", "N=\n"),
                "text\n\n" + line.replace("=\n", "= \n"),
                "text\n\n" + line.replace("/", "_"),
                "text\n\n\u2014 PeterNeumann \n",
                "text\n\n\u2014 PeterNeumann\n",
                "text\n\n\u2014 PeterNeumann AQID\n",
                "text\n\n\u2014 PeterNeumann AQIDBA==\n",
                "text\n\n" + line.repeat(SignedNote.SIGNATURES_MAX + 1),
                "x".repeat(SignedNote.BYTES_MAX) + "\n\n" + line)
            .map(note -> note.getBytes(UTF_8)),
        Stream.of(
            new byte[] {(byte) 0xff, '\n', '\n'},
            ("text\u0100\n\n" + line).getBytes(UTF_16),
            HexFormat.of().parseHex("c0800a0ae280942061206161")));
  }

  @ParameterizedTest
  @MethodSource("noNotes")
  void refusesWhatIsNoNote(byte[] bytes) {
    assertThatThrownBy(() -> SignedNote.parse(bytes)).isInstanceOf(MalformedLogDataException.class);
  }

  @Test
  void takesAsManySignaturesAsMayBeAndNoMore() {
    var most = Collections.nCopies(SignedNote.SIGNATURES_MAX, ALICE);

    var note = SignedNote.sign("text\n", most);

    assertThat(SignedNote.parse(note.bytes())).isEqualTo(note);
    assertThatThrownBy(() -> note.with(note.signatures().get(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SignedNote.sign("text\n", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no end", "a\r\n", "a\u0000\n", "\ud800\n"})
  void signsNoTextThatIsNone(String text) {
    assertThatThrownBy(() -> SignedNote.sign(text, List.of(ALICE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsAKeyOnceThatIsKnownTwice() {
    var note = SignedNote.sign("text\n", List.of(ALICE));
    var twice = new ArrayList<>(List.of(ALICE.verifier(), ALICE.verifier()));

    assertThat(note.verify(twice).verified()).containsExactly(ALICE.verifier());
  }

  // --- Keys

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "++",
        "a+b",
        "PeterNeumann+c74f20a3",
        "PeterNeumann+c74f20a3+",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peterneumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW=",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAA==",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
        "PeterNeumann+c74f20a3+AQ==",
        "PeterNeumann+c74f20a3+!!!!"
      })
  void refusesWhatIsNoKey(String text) {
    assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(MalformedLogDataException.class);
  }

  @Test
  void refusesAKeyThatIsNoPointOfTheCurve() {
    var noPoint = new byte[32];
    noPoint[0] = 2; // For this y the curve has no x.

    assertThatThrownBy(() -> VerifierKey.of("name", Bytes.copyOf(noPoint)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VerifierKey.parse("x".repeat(VerifierKey.TEXT_LENGTH_MAX) + "+a+b"))
        .isInstanceOf(MalformedLogDataException.class);
  }

  @Test
  void isTheKeyThatAnEntryOfTheLogNames() {
    var key = ALICE.verifier();

    var named = new LogKey(new LogName(key.name()), key.publicKey(), key.keyId());

    assertThat(key.logKey()).isEqualTo(named);
    assertThat(VerifierKey.of(named)).isEqualTo(key);
    assertThat(VerifierKey.parse(key.text())).isEqualTo(key);
  }

  @Test
  void keepsASecretKeyAcrossItsPemForm() {
    var read = SigningKey.fromPem("example.com/alice", ALICE.pem());

    assertThat(read.verifier()).isEqualTo(ALICE.verifier());
    assertThat(read.pem()).isEqualTo(ALICE.pem());
    assertThat(new String(ALICE.pem(), UTF_8))
        .startsWith("-----BEGIN PRIVATE KEY-----\n")
        .endsWith("\n-----END PRIVATE KEY-----\n");
  }

  @Test
  void makesAnotherSecretEachTimeAndNeverTellsIt() {
    var secret = new String(ALICE.pem(), UTF_8).split("\n", -1)[1];

    assertThat(SigningKey.generate("example.com/alice").verifier()).isNotEqualTo(ALICE.verifier());
    assertThat(ALICE.toString()).doesNotContain(secret).contains(ALICE.verifier().keyId());
  }

  static Stream<byte[]> noSecrets() {
    var whole = new String(ALICE.pem(), UTF_8);
    return Stream.of(
            "",
            "\n",
            whole.strip(),
            whole.replace("\n", "\r\n"),
            whole.replace("PRIVATE", "PUBLIC"),
            whole.replace("BEGIN PRIVATE", "BEGIN EC PRIVATE"),
            whole + whole,
            "\n" + whole,
            new String(pem(""), UTF_8),
            new String(pem("AAAA"), UTF_8),
            new String(pem("!"), UTF_8),
            whole.replace("MC4CAQAwBQYDK2Vw", "MC4CAQAwBQYDK2Vx"),
            whole.replace("MC4CAQAwBQYDK2Vw", "MC4CAQAwBQYDK2Vu"),
            "x".repeat(SigningKey.PEM_BYTES_MAX + 1))
        .map(text -> text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("noSecrets")
  void refusesWhatIsNoSecretKey(byte[] pem) {
    assertThatThrownBy(() -> SigningKey.fromPem("name", pem))
        .isInstanceOf(MalformedLogDataException.class);
  }

  private static byte[] pem(String base64) {
    return ("-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n")
        .getBytes(UTF_8);
  }
}
