package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.log.ChunkRange;
import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.evidence.log.LogEntry.Erased;
import io.executionplane.contracts.evidence.log.LogEntry.KeyAdded;
import io.executionplane.contracts.evidence.log.LogEntry.KeyRetired;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
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
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A small log with fixed keys, in memory: other executions stand around the one that counts. */
final class SampleLog {

  static final LogName NAME = new LogName("execution-plane/0123456789abcdef");
  static final SigningKey KEY = key(1);
  private static final String PKCS8_BEGIN = "302e020100300506032b657004220420";

  private final List<LogEntry> entries = new ArrayList<>();
  private final List<SigningKey> keys = new ArrayList<>();
  private final List<LogProof> handovers = new ArrayList<>();
  private List<SigningKey> signers = List.of();
  private int others;

  private SampleLog(SigningKey first) {
    keys.add(first);
    entries.add(
        new KeyAdded(NAME, first.verifier().logKey(), "the log's first key", Payloads.NOON));
  }

  // --- Keys

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

  // --- Growing

  static SampleLog beganWith(SigningKey key) {
    return new SampleLog(key);
  }

  SampleLog others(int count) {
    for (var i = 0; i < count; i++) {
      add(other(others++));
    }
    return this;
  }

  private void add(LogEntry entry) {
    entries.add(entry);
    signers = List.of(current());
  }

  SampleLog anchored(ExecutionRef ref, ChainHead head, boolean terminal) {
    add(anchor(ref, head, terminal));
    return this;
  }

  SampleLog anchored(SampleRecord record) {
    return anchored(record.ref(), record.head(), true);
  }

  SampleLog erased(ExecutionRef ref, StreamName stream, long from, long to) {
    var range = new ChunkRange(from, to);
    add(new Erased(NAME, ref, stream, range, "asked for", Payloads.NOON.plusSeconds(2)));
    return this;
  }

  /** Changes the key, as both keys sign. */
  SampleLog handedOverTo(SigningKey next) {
    return handedOverTo(next, List.of(current(), next));
  }

  SampleLog handedOverTo(SigningKey next, List<SigningKey> signers) {
    entries.add(new KeyAdded(NAME, next.verifier().logKey(), "rotated", Payloads.NOON));
    entries.add(new KeyRetired(NAME, current().verifier().logKey(), "rotated", Payloads.NOON));
    handovers.add(proof(entries.size() - 2, signers));
    keys.add(next);
    this.signers = signers;
    return this;
  }

  /** Has somebody else sign it than the newest key. */
  SampleLog signedBy(SigningKey... signers) {
    this.signers = List.of(signers);
    return this;
  }

  private SigningKey current() {
    return keys.get(keys.size() - 1);
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

  // --- What it says

  /** What the log says of an execution whose chain has this head. */
  static LogExcerpt excerpt(ExecutionRef ref, ChainHead head, boolean terminal) {
    return excerpt(ref, head, terminal, KEY, 7);
  }

  static LogExcerpt excerpt(
      ExecutionRef ref, ChainHead head, boolean terminal, SigningKey key, int othersBefore) {
    return beganWith(key).others(othersBefore).anchored(ref, head, terminal).others(5).excerpt(ref);
  }

  LogProof handover(int number) {
    return handovers.get(number);
  }

  /** Of the entry that added the newest key, under the log as it is now. */
  LogProof proofOfAdded(List<SigningKey> signers) {
    var added = indices(KeyAdded.class::isInstance);
    return proof(added.get(added.size() - 1), signers);
  }

  /** What it says of an execution, signed by whoever signs for it now. */
  LogExcerpt excerpt(ExecutionRef ref) {
    var anchors =
        indices(entry -> entry instanceof Anchor anchor && anchor.execution().equals(ref));
    var newest = anchors.get(anchors.size() - 1);
    return new LogExcerpt(
        NAME,
        keys.stream().map(SigningKey::verifier).toList(),
        Optional.of(
            new ProvenEntry(
                Bytes.copyOf(entries.get(newest).canonical()), without(proof(newest, signers)))),
        handovers,
        indices(entry -> entry instanceof Erased erased && erased.execution().equals(ref)).stream()
            .map(index -> proof(index, signers))
            .toList());
  }

  private List<Integer> indices(Predicate<LogEntry> wanted) {
    return IntStream.range(0, entries.size())
        .filter(i -> wanted.test(entries.get(i)))
        .boxed()
        .toList();
  }

  private static LogProof without(LogProof extra) {
    return new LogProof(extra.inclusion(), extra.checkpoint());
  }

  /** Of an entry, which is the extra bytes, in the log as it is now. */
  private LogProof proof(int index, List<SigningKey> signers) {
    var growth = LogTree.empty().grow(entries.stream().map(LogEntry::leafHash).toList());
    var tree = growth.tree();
    var tiled = new TiledTree(tree.size(), tile -> hashes(growth.tiles(), tile));
    var checkpoint = SignedCheckpoint.sign(new Checkpoint(NAME.text(), tree.head()), signers);
    var entry = Bytes.copyOf(entries.get(index).canonical());
    return new LogProof(entry, tiled.prove(index), checkpoint);
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
