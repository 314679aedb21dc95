package io.executionplane.journal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTreeTest {

  private static final long SEED = 20_261_120L;

  @Test
  void hasThePublishedRootsOverTheWellKnownLeaves() {
    var leaves =
        Stream.of(
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .map(MerkleTree::leafHash)
            .map(Sha256::ofHash)
            .toList();

    var head = LogTree.empty().grow(leaves).tree().head();

    assertThat(head)
        .isEqualTo(
            new TreeHead(
                8,
                new Sha256(
                    "sha256:5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")));
  }

  @Test
  void growsLeafByLeafToTheRootOfTheDefinition() {
    var leaves = DefinedTree.randomLeaves(300, SEED);
    var tiles = new MemoryTiles();
    var tree = LogTree.empty();

    for (var size = 0; size <= leaves.size(); size++) {
      var head = new TreeHead(size, DefinedTree.root(leaves.subList(0, size)));
      assertThat(tree.head()).isEqualTo(head);
      assertThat(LogTree.at(size, tiles).head()).as("from tiles, size %d", size).isEqualTo(head);
      assertThat(new TiledTree(size, tiles).head()).isEqualTo(head);
      if (size < leaves.size()) {
        var growth = tree.grow(leaves.subList(size, size + 1));
        tiles.store(growth.tiles());
        tree = growth.tree();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 257, 511, 512, 4097, 65_535, 65_536, 65_537, 70_000})
  void growsInStepsOfAnySizeAndIsOpenedAnewInBetween(int size) {
    var leaves = DefinedTree.randomLeaves(size, SEED + size);
    var random = new Random(SEED + size);
    var tiles = new MemoryTiles();
    var tree = LogTree.empty();

    while (tree.size() < size) {
      var from = (int) tree.size();
      var to = Math.min(size, from + random.nextInt(1 + size / 3));
      var growth = tree.grow(leaves.subList(from, to));

      assertThat(growth.tiles().stream().map(StoredTile::tile))
          .as("%d to %d", from, to)
          .containsExactlyInAnyOrderElementsOf(TileGrowth.tiles(from, to).toList());
      tiles.store(growth.tiles());
      tree = random.nextBoolean() ? growth.tree() : LogTree.at(to, tiles);
    }

    var root = DefinedTree.root(leaves);
    assertThat(tree.head()).isEqualTo(new TreeHead(size, root));
    assertThat(new TiledTree(size, tiles).head().root()).isEqualTo(root);
  }

  @Test
  void holdsInEachTileWhatTheSpecificationDefines() {
    var leaves = DefinedTree.randomLeaves(70_000, SEED);

    var stored = LogTree.empty().grow(leaves).tiles();

    assertThat(stored).hasSize(273 + 1 + 1 + 1 + 1);
    for (var each : stored) {
      var span = 1 << (8 * each.tile().level());
      var hashes = each.hashes().toArray();
      for (var i = 0; i < each.tile().width(); i += 37) {
        var begin = (int) (each.tile().index() * 256 + i) * span;
        var defined = DefinedTree.root(leaves.subList(begin, begin + span));
        assertThat(HexFormat.of().formatHex(hashes, i * 32, (i + 1) * 32))
            .isEqualTo(HexFormat.of().formatHex(defined.hash()));
      }
    }
  }

  @Test
  void goesOnFromWhereItWasWhenAGrowthIsThrownAway() {
    var leaves = DefinedTree.randomLeaves(600, SEED);
    var tree = LogTree.empty().grow(leaves.subList(0, 250)).tree();

    tree.grow(leaves.subList(0, 600));
    var grown = tree.grow(leaves.subList(250, 600)).tree();

    assertThat(tree.head()).isEqualTo(new TreeHead(250, DefinedTree.root(leaves.subList(0, 250))));
    assertThat(grown.head()).isEqualTo(new TreeHead(600, DefinedTree.root(leaves)));
  }

  @Test
  void changesNothingWithoutLeaves() {
    var tree = LogTree.empty().grow(DefinedTree.randomLeaves(300, SEED)).tree();

    var growth = tree.grow(List.of());

    assertThat(growth.tiles()).isEmpty();
    assertThat(growth.tree().head()).isEqualTo(tree.head());
  }

  @Test
  void refusesATileOfTheWrongLength() {
    assertThatThrownBy(() -> LogTree.at(3, tile -> new byte[64]))
        .isInstanceOf(MalformedLogDataException.class)
        .hasMessageContaining("tile/0/000.p/3");
    assertThatThrownBy(() -> new StoredTile(new HashTile(0, 0, 3), Bytes.copyOf(new byte[64])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogTree.at(-1, tile -> new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // --- Which tiles change

  @ParameterizedTest
  @CsvSource({
    "0, 0, ''",
    "0, 1, tile/0/000.p/1",
    "1, 1, ''",
    "254, 255, tile/0/000.p/255",
    "255, 256, tile/0/000 tile/1/000.p/1",
    "256, 257, tile/0/001.p/1",
    "250, 520, tile/0/000 tile/0/001 tile/0/002.p/8 tile/1/000.p/2",
    "65535, 65536, tile/0/255 tile/1/000 tile/2/000.p/1",
    "69999, 70000, tile/0/273.p/112",
    "69887, 69888, tile/0/272 tile/1/001.p/17"
  })
  void changesTheTilesOnTheWayOfTheNewLeaves(long from, long to, String expected) {
    var paths = TileGrowth.tiles(from, to).map(HashTile::path).toList();

    assertThat(String.join(" ", paths)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, ''",
    "0, 1, tile/entries/000.p/1",
    "255, 256, tile/entries/000",
    "250, 520, tile/entries/000 tile/entries/001 tile/entries/002.p/8",
    "256, 256, ''"
  })
  void changesTheBundlesOfTheNewEntries(long from, long to, String expected) {
    var paths = TileGrowth.bundles(from, to).map(EntryBundle::path).toList();

    assertThat(String.join(" ", paths)).isEqualTo(expected);
  }

  @Test
  void namesTheTilesOfTheLargestTree() {
    var last = TileGrowth.tiles(Long.MAX_VALUE - 1, Long.MAX_VALUE).toList();

    assertThat(last).extracting(HashTile::level).containsExactly(0);
    assertThat(last.get(0).width()).isEqualTo(255);
    assertThatThrownBy(() -> TileGrowth.tiles(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TileGrowth.bundles(-1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // --- Proofs

  @Test
  void provesEveryLeafOfEverySizeUpTo40AndNothingElse() {
    var leaves = DefinedTree.randomLeaves(40, SEED);
    var tiles = new MemoryTiles();
    tiles.store(LogTree.empty().grow(leaves).tiles());

    for (var size = 1; size <= 40; size++) {
      var tree = leaves.subList(0, size);
      var root = DefinedTree.root(tree);
      for (var index = 0; index < size; index++) {
        var proof = new TiledTree(size, tiles).prove(index);

        assertThat(proof.path()).isEqualTo(DefinedTree.inclusion(index, tree));
        assertThat(proof.verifiesHash(tree.get(index).hash(), root)).isTrue();
        ProofDamage.of(proof)
            .forEach(
                damaged ->
                    assertThat(damaged.verifiesHash(leaves.get((int) proof.index()).hash(), root))
                        .as("%s instead of %s", damaged, proof)
                        .isFalse());
      }
    }
  }

  @Test
  void provesEveryGrowthUpToSize40AndNothingElse() {
    var leaves = DefinedTree.randomLeaves(40, SEED);
    var roots =
        IntStream.rangeClosed(0, 40)
            .mapToObj(size -> DefinedTree.root(leaves.subList(0, size)))
            .toList();
    var tiles = new MemoryTiles();
    tiles.store(LogTree.empty().grow(leaves).tiles());

    for (var to = 0; to <= 40; to++) {
      for (var from = 0; from <= to; from++) {
        var proof = new TiledTree(to, tiles).proveGrowthFrom(from);
        var fromRoot = roots.get(from);
        var toRoot = roots.get(to);

        assertThat(proof.path()).isEqualTo(DefinedTree.consistency(from, leaves.subList(0, to)));
        assertThat(proof.verifies(fromRoot, toRoot)).as("%d to %d", from, to).isTrue();
        assertThat(proof.verifies(ProofDamage.flipped(fromRoot, 7), toRoot)).isFalse();
        // Of every tree the empty one is the beginning: then nothing is said of the larger root.
        assertThat(proof.verifies(fromRoot, ProofDamage.flipped(toRoot, 250)))
            .isEqualTo(from == 0 && to > 0);
        ProofDamage.of(proof)
            .forEach(
                damaged ->
                    assertThat(damaged.verifies(fromRoot, toRoot))
                        .as("%s instead of %s", damaged, proof)
                        .isFalse());
      }
    }
  }

  @Test
  void provesInALargeTreeFromAFewTiles() {
    var leaves = DefinedTree.randomLeaves(70_000, SEED);
    var tiles = new MemoryTiles();
    tiles.store(LogTree.empty().grow(leaves).tiles());
    var random = new Random(SEED);

    for (var round = 0; round < 40; round++) {
      var size = 1 + random.nextInt(leaves.size());
      var index = random.nextInt(size);
      var from = random.nextInt(size + 1);
      var root = DefinedTree.root(leaves.subList(0, size));
      tiles.read.clear();

      var inclusion = new TiledTree(size, tiles).prove(index);
      var readForInclusion = tiles.read.size();
      var growth = new TiledTree(size, tiles).proveGrowthFrom(from);

      assertThat(inclusion.verifiesHash(leaves.get(index).hash(), root)).isTrue();
      assertThat(growth.verifies(DefinedTree.root(leaves.subList(0, from)), root)).isTrue();
      assertThat(readForInclusion).isLessThanOrEqualTo(6);
      assertThat(tiles.read).hasSizeLessThanOrEqualTo(12);
    }
  }

  @Test
  void provesNothingThatIsNotThere() {
    var tree = new TiledTree(3, tile -> new byte[tile.bytes()]);

    assertThatThrownBy(() -> tree.prove(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.prove(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.leafHash(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.proveGrowthFrom(4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.proveGrowthFrom(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsALeafAgain() {
    var leaves = DefinedTree.randomLeaves(300, SEED);
    var tiles = new MemoryTiles();
    tiles.store(LogTree.empty().grow(leaves).tiles());
    var tree = new TiledTree(300, tiles);

    var found = new ArrayList<Sha256>();
    for (var index = 0; index < 300; index++) {
      found.add(tree.leafHash(index));
    }

    assertThat(found).isEqualTo(leaves);
    assertThat(tiles.read).hasSize(2);
    assertThat(tiles.count()).isEqualTo(3);
  }
}
