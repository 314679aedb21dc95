package io.executionplane.benchmarks;

import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Proofs that entries are in the log, made from what is stored and checked. */
record LogProofs(LogReader reader, VerifierKey key) {

  private static final int PROOFS = 2000;
  private static final int HASH_BYTES = Sha256.of().hash().length;

  /** Of entries at random places among so many. */
  void prove(int leaves) {
    var random = new Random(1);
    var nanos = new ArrayList<Long>();
    var bytes = 0;
    for (var i = 0; i < PROOFS; i++) {
      var index = (long) random.nextInt(leaves);
      var begun = System.nanoTime();
      var proof = reader.prove(index);
      nanos.add(System.nanoTime() - begun);
      requireRight(index, proof);
      bytes = Math.max(bytes, proof.inclusion().path().size() * HASH_BYTES);
    }
    var latencies = Latencies.ofNanos(nanos);
    System.out.printf(
        "  a proof                 %10d bytes of hashes, %.2f ms p50, %.2f ms p99%n",
        bytes, latencies.millis(50), latencies.millis(99));
  }

  private void requireRight(long index, LogProof proof) {
    var entry = reader.entries(index, 1).get(0).toArray();
    var origin = proof.checkpoint().checkpoint().origin();
    var objection = proof.objection(entry, origin, List.of(key));
    if (objection.isPresent()) {
      throw new IllegalStateException("entry " + index + ": " + objection.get());
    }
  }
}
