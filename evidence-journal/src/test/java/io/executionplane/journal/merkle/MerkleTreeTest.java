package io.executionplane.journal.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.json.Sha256;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  /** The leaves with which implementations of RFC 6962 and RFC 9162 compare themselves. */
  private static final List<byte[]> KNOWN_LEAVES =
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
          .toList();

  /** The roots over the first 0, 1, 2 … 8 of them. */
  private static final List<String> KNOWN_ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void hasThePublishedRoots() {
    var roots =
        IntStream.rangeClosed(0, KNOWN_LEAVES.size())
            .mapToObj(size -> MerkleTree.root(KNOWN_LEAVES.subList(0, size)))
            .map(Sha256::text);

    assertThat(roots)
        .containsExactlyElementsOf(KNOWN_ROOTS.stream().map("sha256:"::concat).toList());
  }

  @Test
  void growsLeafByLeafToTheRootOfTheDefinition() {
    var leaves = randomLeaves(200, 20_260_101);
    var range = new CompactRange();

    for (var size = 0; size <= leaves.size(); size++) {
      assertThat(range.size()).isEqualTo(size);
      assertThat(range.root()).as("size %d", size).isEqualTo(defined(leaves.subList(0, size)));
      if (size < leaves.size()) {
        range.append(leaves.get(size));
      }
    }
  }

  @Test
  void provesEveryLeafOfEverySize() {
    var leaves = randomLeaves(200, 20_260_102);

    for (var size = 1; size <= leaves.size(); size++) {
      var tree = leaves.subList(0, size);
      var root = defined(tree);
      for (var index = 0; index < size; index++) {
        assertThat(MerkleTree.prove(tree, index).verifies(leaves.get(index), root))
            .as("leaf %d of %d", index, size)
            .isTrue();
      }
    }
  }

  @Test
  void provesNoLeafAtAnotherPlaceNorInAnotherTree() {
    var leaves = randomLeaves(33, 20_260_103);
    var root = MerkleTree.root(leaves);

    for (var index = 0; index < leaves.size(); index++) {
      var proof = MerkleTree.prove(leaves, index);
      var elsewhere = (index + 1) % leaves.size();
      var leaf = leaves.get(index);
      assertThat(proof.verifies(leaves.get(elsewhere), root)).isFalse();
      assertThat(proof.verifies(leaf, MerkleTree.root(leaves.subList(0, 32)))).isFalse();
      assertThat(new InclusionProof(elsewhere, 33, proof.path()).verifies(leaf, root)).isFalse();
    }
  }

  @Test
  void refusesAProofWhoseShapeIsWrong() {
    var leaves = randomLeaves(5, 20_260_104);
    var root = MerkleTree.root(leaves);
    var path = MerkleTree.prove(leaves, 2).path();
    var longer = new ArrayList<>(path);
    longer.add(root);

    var wrong =
        List.of(
            new InclusionProof(-1, 5, path),
            new InclusionProof(5, 5, path),
            new InclusionProof(2, 0, path),
            new InclusionProof(2, 5, List.of()),
            new InclusionProof(2, 5, path.subList(0, path.size() - 1)),
            new InclusionProof(2, 5, longer));

    assertThat(wrong).noneMatch(proof -> proof.verifies(leaves.get(2), root));
  }

  @Test
  void refusesAProofThatLiesAboutPlaceOrSizeThoughItsHashesAreRight() {
    var leaves = randomLeaves(2, 20_260_106);
    var alone = MerkleTree.root(leaves.subList(1, 2));
    var both = MerkleTree.root(leaves);
    var sibling = MerkleTree.prove(leaves, 1).path();

    assertThat(new InclusionProof(0, 1, List.of()).verifies(leaves.get(1), alone)).isTrue();
    assertThat(new InclusionProof(1, 1, List.of()).verifies(leaves.get(1), alone)).isFalse();
    assertThat(new InclusionProof(-1, 1, List.of()).verifies(leaves.get(1), alone)).isFalse();
    assertThat(new InclusionProof(0, 2, List.of()).verifies(leaves.get(1), alone)).isFalse();
    assertThat(new InclusionProof(1, 2, sibling).verifies(leaves.get(1), both)).isTrue();
    assertThat(new InclusionProof(0, 1, sibling).verifies(leaves.get(1), both)).isFalse();
  }

  @Test
  void provesNothingAboutALeafThatIsNotThere() {
    var leaves = randomLeaves(3, 20_260_105);

    assertThatThrownBy(() -> MerkleTree.prove(leaves, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** RFC 9162, 2.1.1, word for word: slow, recursive, and written without the code under test. */
  private static Sha256 defined(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return Sha256.of();
    }
    if (leaves.size() == 1) {
      return Sha256.of(new byte[] {0}, leaves.get(0));
    }
    var split = 1;
    while (split * 2 < leaves.size()) {
      split *= 2;
    }
    return Sha256.of(
        new byte[] {1},
        defined(leaves.subList(0, split)).hash(),
        defined(leaves.subList(split, leaves.size())).hash());
  }

  private static List<byte[]> randomLeaves(int count, long seed) {
    var random = new Random(seed);
    return Stream.generate(
            () -> {
              var leaf = new byte[32];
              random.nextBytes(leaf);
              return leaf;
            })
        .limit(count)
        .toList();
  }
}
