package io.executionplane.journal.log;

import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.ConsistencyProof;
import io.executionplane.journal.merkle.InclusionProof;
import java.util.ArrayList;
import java.util.List;

/** Every small way in which a proof can be wrong. */
final class ProofDamage {

  private ProofDamage() {}

  static Sha256 flipped(Sha256 hash, int bit) {
    var bytes = hash.hash();
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    return Sha256.ofHash(bytes);
  }

  /**
   * A proof with another size is damaged only where that size gives the way to the root another
   * shape: it is the signed checkpoint that ties a root to its size.
   */
  static List<InclusionProof> of(InclusionProof proof) {
    var damaged = new ArrayList<InclusionProof>();
    for (var path : paths(proof.path())) {
      damaged.add(new InclusionProof(proof.index(), proof.size(), path));
    }
    for (var index = -1; index <= proof.size(); index++) {
      if (index != proof.index()) {
        damaged.add(new InclusionProof(index, proof.size(), proof.path()));
      }
    }
    var shape = DefinedTree.inclusionShape((int) proof.index(), (int) proof.size());
    for (var size = (int) proof.index() + 1; size <= 70; size++) {
      if (!DefinedTree.inclusionShape((int) proof.index(), size).equals(shape)) {
        damaged.add(new InclusionProof(proof.index(), size, proof.path()));
      }
    }
    return damaged;
  }

  static List<ConsistencyProof> of(ConsistencyProof proof) {
    var damaged = new ArrayList<ConsistencyProof>();
    for (var path : paths(proof.path())) {
      damaged.add(new ConsistencyProof(proof.fromSize(), proof.toSize(), path));
    }
    for (var from = -1; from <= proof.toSize() + 1; from++) {
      if (from != proof.fromSize()) {
        damaged.add(new ConsistencyProof(from, proof.toSize(), proof.path()));
      }
    }
    if (proof.fromSize() > 0) {
      damaged.add(new ConsistencyProof(proof.fromSize(), proof.fromSize() - 1, proof.path()));
      damaged.add(new ConsistencyProof(proof.fromSize(), -1, proof.path()));
    }
    return damaged;
  }

  private static List<List<Sha256>> paths(List<Sha256> path) {
    var damaged = new ArrayList<List<Sha256>>();
    for (var i = 0; i < path.size(); i++) {
      for (var bit = i % 5; bit < 256; bit += 51) {
        var flipped = new ArrayList<>(path);
        flipped.set(i, flipped(path.get(i), bit));
        damaged.add(flipped);
      }
      var shorter = new ArrayList<>(path);
      shorter.remove(i);
      damaged.add(shorter);
    }
    var longer = new ArrayList<>(path);
    longer.add(Sha256.ofText("one more"));
    damaged.add(longer);
    return damaged;
  }
}
