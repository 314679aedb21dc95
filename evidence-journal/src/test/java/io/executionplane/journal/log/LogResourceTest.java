package io.executionplane.journal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.json.Bytes;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogResourceTest {

  private static final long SEED = 20_261_120L;
  private static final long INDEX_MAX = (1L << 55) - 1;

  record Spelled(String path, LogResource resource) {}

  static List<Spelled> spelled() {
    return List.of(
        new Spelled("tile/0/000", new HashTile(0, 0, 256)),
        new Spelled("tile/0/000.p/1", new HashTile(0, 0, 1)),
        new Spelled("tile/63/999.p/255", new HashTile(63, 999, 255)),
        new Spelled("tile/0/x001/000", new HashTile(0, 1000, 256)),
        new Spelled("tile/1/x001/x234/067", new HashTile(1, 1_234_067, 256)),
        new Spelled("tile/entries/x001/x234/067.p/12", new EntryBundle(1_234_067, 12)),
        new Spelled("tile/0/x036/x028/x797/x018/x963/967", new HashTile(0, INDEX_MAX, 256)));
  }

  @ParameterizedTest
  @MethodSource("spelled")
  void isSpelledAsTheSpecificationSays(Spelled spelled) {
    assertThat(spelled.resource().path()).isEqualTo(spelled.path());
    assertThat(LogResource.parse(spelled.path())).contains(spelled.resource());
  }

  @Test
  void comesBackFromItsPathWhateverItIs() {
    var random = new Random(SEED);

    for (var round = 0; round < 20_000; round++) {
      var index = random.nextLong() >>> (9 + random.nextInt(55));
      var width = 1 + random.nextInt(256);
      var resource =
          random.nextBoolean()
              ? new HashTile(random.nextInt(64), index, width)
              : new EntryBundle(index, width);

      assertThat(LogResource.parse(resource.path())).as("round %d", round).contains(resource);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "tile",
        "tile/0",
        "tile/0/",
        "tile//000",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/067",
        "tile/0/x001",
        "tile/0/001/234",
        "tile/0/x001/x234",
        "tile/0/X001/234",
        "tile/0/xx01/234",
        "tile/0/x1/234",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/a/000",
        "tile/0/-01",
        "tile/0/+01",
        "tile/0/00a",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/-1",
        "tile/0/000.p/1/",
        "tile/0/000.p/1.p/1",
        "tile/0/000.p/99999999999999999999",
        "tile/0/x001.p/234",
        "tile/0/000 ",
        " tile/0/000",
        "tile/0/000\n",
        "tile/0/../0/000",
        "tile/0/..",
        "tile/0/%30%30%30",
        "tile/\u0660/000",
        "tile/0/\u0660\u0660\u0660",
        "TILE/0/000",
        "tiles/0/000",
        "tile/entries",
        "tile/entries/",
        "tile/Entries/000",
        "tile/entries/0",
        "tile/entries/000.p/0",
        "tile/0/x036/x028/x797/x018/x963/968",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/x001/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/000",
        "checkpoint"
      })
  void refusesEveryOtherPath(String path) {
    assertThat(LogResource.parse(path)).isEmpty();
  }

  @Test
  void refusesAPathOfAnyLength() {
    assertThat(LogResource.parse("tile/0/" + "x001/".repeat(100_000) + "000")).isEmpty();
  }

  @Test
  void refusesAPlaceThatNoTreeHas() {
    Stream.<Runnable>of(
            () -> new HashTile(-1, 0, 1),
            () -> new HashTile(64, 0, 1),
            () -> new HashTile(0, -1, 1),
            () -> new HashTile(0, INDEX_MAX + 1, 1),
            () -> new HashTile(0, 0, 0),
            () -> new HashTile(0, 0, 257),
            () -> new EntryBundle(-1, 1),
            () -> new EntryBundle(INDEX_MAX + 1, 1),
            () -> new EntryBundle(0, 0),
            () -> new EntryBundle(0, 257))
        .forEach(
            wrong -> assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class));
  }

  // --- What a bundle holds

  @Test
  void countsTheBytesOfEachEntry() {
    var bundle = EntryBundle.encode(List.of(new byte[] {7, 8, 9}, new byte[0], new byte[] {5}));

    assertThat(bundle).containsExactly(0, 3, 7, 8, 9, 0, 0, 0, 1, 5);
  }

  @Test
  void givesItsEntriesBack() {
    var random = new Random(SEED);
    for (var width : List.of(1, 2, 255, 256)) {
      var entries =
          IntStream.range(0, width)
              .mapToObj(i -> new byte[i == 0 ? EntryBundle.ENTRY_BYTES_MAX : random.nextInt(300)])
              .toList();
      entries.forEach(random::nextBytes);

      var decoded = new EntryBundle(0, width).decode(EntryBundle.encode(entries));

      assertThat(decoded).isEqualTo(entries.stream().map(Bytes::copyOf).toList());
    }
  }

  @Test
  void refusesAnEntryThatIsTooLongForItsCount() {
    var tooLong = List.of(new byte[EntryBundle.ENTRY_BYTES_MAX + 1]);

    assertThatThrownBy(() -> EntryBundle.encode(tooLong))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static List<byte[]> brokenBundlesOfTwo() {
    return List.of(
        new byte[] {},
        new byte[] {0},
        new byte[] {0, 1},
        new byte[] {0, 1, 9},
        new byte[] {0, 1, 9, 0},
        new byte[] {0, 1, 9, 0, 2, 9},
        new byte[] {0, 1, 9, 0, 1, 9, 0},
        new byte[] {0, 1, 9, 0, 1, 9, 0, 0},
        new byte[] {0, 1, 9, 0, 1, 9, 0, 1, 9},
        new byte[] {(byte) 0xff, (byte) 0xff, 9});
  }

  @ParameterizedTest
  @MethodSource("brokenBundlesOfTwo")
  void refusesABundleThatIsNotExactlyItsEntries(byte[] broken) {
    var bundle = new EntryBundle(0, 2);

    assertThatThrownBy(() -> bundle.decode(broken)).isInstanceOf(MalformedLogDataException.class);
  }
}
