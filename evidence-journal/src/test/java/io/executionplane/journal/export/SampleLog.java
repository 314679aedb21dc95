package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.export.LogExcerpt.ProvenEntry;
import io.executionplane.journal.log.Checkpoint;
import io.executionplane.journal.log.HashTile;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.LogTree;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.log.SigningKey;
import io.executionplane.journal.log.StoredTile;
import io.executionplane.journal.log.TiledTree;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.sample.Payloads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A small log with a fixed key, in memory: other executions stand around the one that counts. */
final class SampleLog {

  static final LogName NAME = new LogName("execution-plane/0123456789abcdef");
  static final SigningKey KEY = key(1);
  private static final String PKCS8_BEGIN = "302e020100300506032b657004220420";

  private SampleLog() {}

  /** The same key for the same number. */
  static SigningKey key(int number) {
    return key(NAME, number);
  }

  static SigningKey key(LogName name, int number) {
    var secret = new byte[32];
    Arrays.fill(secret, (byte) number);
    var der = HexFormat.of().parseHex(PKCS8_BEGIN + HexFormat.of().formatHex(secret));
    var pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getEncoder().encodeToString(der)
            + "\n-----END PRIVATE KEY-----\n";
    return SigningKey.fromPem(name.text(), pem.getBytes(StandardCharsets.US_ASCII));
  }

  static List<VerifierKey> trusted() {
    return List.of(KEY.verifier());
  }

  /** What the log says of an execution whose chain has this head. */
  static LogExcerpt excerpt(ExecutionRef ref, ChainHead head, boolean terminal) {
    return excerpt(ref, head, terminal, KEY, 7);
  }

  static LogExcerpt excerpt(
      ExecutionRef ref, ChainHead head, boolean terminal, SigningKey key, int othersBefore) {
    var entries = new ArrayList<LogEntry>();
    entries.add(
        new LogEntry.KeyAdded(NAME, key.verifier().logKey(), "the log's first key", Payloads.NOON));
    for (var i = 0; i < othersBefore; i++) {
      entries.add(other(i));
    }
    var index = entries.size();
    entries.add(anchor(ref, head, terminal));
    for (var i = 0; i < 5; i++) {
      entries.add(other(othersBefore + i));
    }
    return new LogExcerpt(
        NAME,
        List.of(key.verifier()),
        Optional.of(
            new ProvenEntry(
                Bytes.copyOf(entries.get(index).canonical()), proof(entries, index, key))));
  }

  static Anchor anchor(ExecutionRef ref, ChainHead head, boolean terminal) {
    return new Anchor(
        NAME,
        ref,
        head.seq(),
        head.hash(),
        terminal ? Anchor.State.TERMINAL : Anchor.State.OPEN,
        Payloads.NOON.plusSeconds(1));
  }

  private static Anchor other(int number) {
    return new Anchor(
        NAME,
        ExecutionRef.derive("default", "other-" + number),
        1,
        Sha256.ofText("other-" + number),
        Anchor.State.TERMINAL,
        Payloads.NOON);
  }

  private static LogProof proof(List<LogEntry> entries, int index, SigningKey key) {
    var growth = LogTree.empty().grow(entries.stream().map(LogEntry::leafHash).toList());
    var tree = growth.tree();
    var tiled = new TiledTree(tree.size(), tile -> hashes(growth.tiles(), tile));
    var checkpoint = SignedCheckpoint.sign(new Checkpoint(NAME.text(), tree.head()), List.of(key));
    return new LogProof(tiled.prove(index), checkpoint);
  }

  private static byte[] hashes(List<StoredTile> tiles, HashTile wanted) {
    return tiles.stream()
        .filter(each -> each.tile().level() == wanted.level())
        .filter(each -> each.tile().index() == wanted.index())
        .map(each -> Arrays.copyOf(each.hashes().toArray(), wanted.bytes()))
        .findFirst()
        .orElseThrow();
  }
}
