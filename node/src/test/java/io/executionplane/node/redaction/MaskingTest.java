package io.executionplane.node.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.StreamName;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MaskingTest {

  private static final int CASES = 3_000;

  private final MaskTally tally = new MaskTally();

  static LongStream seeds() {
    return LongStream.of(new Random().nextLong(), 1, 2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void masksWhatLookingAtTheWholeWouldMask(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < CASES; i++) {
      var patterns = patterns(random);
      var whole = whole(random, patterns);
      var counted = new MaskTally();

      var out = masked(whole, patterns, random, counted);

      var expected = NaiveMasking.of(whole, patterns);
      assertThat(ByteBuffer.wrap(out)).as("case %d", i).isEqualTo(expected.masked());
      assertThat(counted.event(StreamName.STDOUT).map(event -> event.count()).orElse(0L))
          .isEqualTo(expected.ranges());
      assertThat(counted.event(StreamName.STDOUT).map(event -> event.bytes()).orElse(0L))
          .isEqualTo(expected.bytes());
    }
  }

  /** Of two or three letters, so that they overlap, and begin and end alike. */
  private static List<byte[]> patterns(Random random) {
    var letters = 2 + random.nextInt(2);
    return Stream.generate(() -> letters(random, letters, 1 + random.nextInt(8)))
        .limit(1 + random.nextInt(6))
        .toList();
  }

  private static byte[] letters(Random random, int letters, int length) {
    var bytes = new byte[length];
    for (var i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(letters));
    }
    return bytes;
  }

  private static byte[] whole(Random random, List<byte[]> patterns) {
    var whole = new ByteArrayOutputStream();
    for (var i = random.nextInt(12); i > 0; i--) {
      whole.writeBytes(letters(random, 4, random.nextInt(5)));
      var pattern = patterns.get(random.nextInt(patterns.size()));
      whole.write(pattern, 0, random.nextInt(4) == 0 ? pattern.length / 2 : pattern.length);
    }
    return whole.toByteArray();
  }

  private static byte[] masked(
      byte[] whole, List<byte[]> patterns, Random random, MaskTally counted) {
    var longest = patterns.stream().mapToInt(pattern -> pattern.length).max().orElseThrow();
    var masking = new Masking(SecretPatterns.of(patterns), counted);
    var out = new ByteArrayOutputStream();
    for (var at = 0; at < whole.length; ) {
      var to = Math.min(whole.length, at + random.nextInt(7));
      out.writeBytes(masking.take(Arrays.copyOfRange(whole, at, to)));
      assertThat(masking.keptBack()).isLessThan(longest);
      at = to;
    }
    out.writeBytes(masking.rest());
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "secret, a secret b, a ****** b",
    "secret, secretsecret, ************",
    "secret, at the end secret, at the end ******",
    "secret, at the end secre, at the end secre",
    "secret, sesecret, se******",
    "'secret,secretive', secretive secreti, ********* ******i",
    "'abcd,cdef', abcdef abcde, ****** ****e",
    "'abab', ababab, ******",
  })
  void masksByteByByte(String secrets, String shown, String masked) {
    var patterns = Stream.of(secrets.split(",")).map(each -> each.getBytes(ISO_8859_1)).toList();
    var masking = new Masking(SecretPatterns.of(patterns), tally);

    var out = new StringBuilder();
    for (var each : shown.getBytes(ISO_8859_1)) {
      out.append(new String(masking.take(new byte[] {each}), ISO_8859_1));
    }
    out.append(new String(masking.rest(), ISO_8859_1));

    assertThat(out).hasToString(masked);
  }

  @Test
  void keepsNothingBackThatCannotBecomeASecret() {
    var masking = new Masking(SecretPatterns.of(List.of("secret".getBytes(ISO_8859_1))), tally);

    assertThat(masking.take("name? ".getBytes(ISO_8859_1))).hasSize(6);
    assertThat(masking.take("secret".getBytes(ISO_8859_1))).hasSize(6);
    assertThat(masking.take("sec".getBytes(ISO_8859_1))).isEmpty();
    assertThat(masking.take("tor".getBytes(ISO_8859_1))).hasSize(6);
    assertThat(masking.keptBack()).isZero();
  }

  @Test
  void keepsLessThanTheLongestFormHoweverMuchPasses() {
    var secret = "a".repeat(SecretForms.LENGTH_MAX - 1) + "b";
    var forms = SecretForms.of(List.of(secret));
    var longest = forms.stream().map(form -> form.length).max(Comparator.naturalOrder());
    var masking = new Masking(SecretPatterns.of(forms), tally);
    var flood = "a".repeat(64 * 1024).getBytes(ISO_8859_1);

    var passed = 0L;
    var kept = new ArrayList<Integer>();
    for (var i = 0; i < 500; i++) {
      passed += masking.take(flood).length;
      kept.add(masking.keptBack());
    }

    assertThat(kept).allMatch(each -> each < longest.orElseThrow());
    assertThat(passed + masking.keptBack()).isEqualTo(500L * flood.length);
  }
}
