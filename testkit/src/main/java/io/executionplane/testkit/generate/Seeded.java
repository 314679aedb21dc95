package io.executionplane.testkit.generate;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A source of random test data that its seed determines. Ranges include both ends.
 *
 * <p>The sequence is that of {@link Random}, whose algorithm is part of its contract: a seed means
 * the same data on every Java platform. Not safe for use by many threads.
 */
public final class Seeded {

  /** The system property that fixes the seed; {@link #cases} and {@link #always} then run once. */
  public static final String PROPERTY = "execution-plane.seed";

  private static final SecureRandom SEEDS = new SecureRandom();

  private final long seed;
  private final Random random;

  private Seeded(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  public static Seeded of(long seed) {
    return new Seeded(seed);
  }

  /** The seed of the system property, if it is set, else a new one. Print it when a test fails. */
  public static Seeded fresh() {
    var fixed = Long.getLong(PROPERTY);
    return of(fixed == null ? SEEDS.nextLong() : fixed);
  }

  /** Independent sources, for a parameterized test: each case is named by its seed. */
  public static Stream<Seeded> cases(int count) {
    return Stream.generate(Seeded::fresh).limit(Long.getLong(PROPERTY) == null ? count : 1);
  }

  /**
   * Checks a law over many cases.
   *
   * @throws AssertionError for the first case that fails, naming its seed
   */
  public static void always(int cases, Consumer<Seeded> law) {
    cases(cases).forEach(seeded -> seeded.check(law));
  }

  private void check(Consumer<Seeded> law) {
    try {
      law.accept(this);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("fails for " + this + ": " + failure.getMessage(), failure);
    }
  }

  // --- Numbers and choices

  public int between(int min, int max) {
    return min + random.nextInt(Math.addExact(Math.subtractExact(max, min), 1));
  }

  public long anyLong() {
    return random.nextLong();
  }

  /** True one time in so many. */
  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  @SafeVarargs
  public final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  // --- Sequences

  public <T> List<T> listOf(int count, Supplier<T> element) {
    return Stream.generate(element).limit(count).toList();
  }

  public byte[] bytes(int min, int max) {
    var bytes = new byte[between(min, max)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Cuts bytes into pieces of 1 to {@code pieceMax} bytes which, joined, are the bytes again. */
  public List<byte[]> pieces(byte[] whole, int pieceMax) {
    var pieces = new ArrayList<byte[]>();
    for (var at = 0; at < whole.length; at += pieces.get(pieces.size() - 1).length) {
      pieces.add(Arrays.copyOfRange(whole, at, Math.min(whole.length, at + between(1, pieceMax))));
    }
    return pieces;
  }

  // --- Text

  /** Lower-case letters. */
  public String word(int min, int max) {
    return text(min, max, () -> between('a', 'z'));
  }

  /** Any characters, with all that makes trouble: controls, quotes, astral planes, bidi marks. */
  public String text(int min, int max) {
    return text(min, max, this::codePoint);
  }

  private String text(int min, int max, Supplier<Integer> codePoint) {
    var text = new StringBuilder();
    listOf(between(min, max), codePoint).forEach(text::appendCodePoint);
    return text.toString();
  }

  private int codePoint() {
    return switch (between(0, 5)) {
      case 0 -> between(0, 0x1f);
      case 1 -> oneOf((int) '"', (int) '\\', (int) '/', 0x7f, 0x2028, 0x202e, 0xfeff, 0xfffd);
      case 2 -> between(0x10000, Character.MAX_CODE_POINT);
      case 3 -> oneIn(2) ? between(0x80, 0xd7ff) : between(0xe000, 0xffff);
      default -> between(' ', '~');
    };
  }

  @Override
  public String toString() {
    return "seed " + seed + " (again with -D" + PROPERTY + "=" + seed + ")";
  }
}
