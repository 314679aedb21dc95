package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What an exported directory holds, and what is missing in it and why. It vouches for nothing:
 * whoever can change the directory can change it as well.
 *
 * @param v version of this form
 * @param format {@link #FORMAT}
 * @param log the log of the journal; absent where none was begun
 * @param eventCount lines of {@code events.jsonl}
 * @param commitmentsOnly whether content was left out on purpose
 * @param streams each stream of which chunks are stored, by name
 * @param missing what is not there, in the order of {@link What} and {@link Why}
 * @param files SHA-256 of every file but this one and the content of chunks, by name
 */
public record ExportManifest(
    @Range(min = 1, max = 1) int v,
    @NotBlank String format,
    ExecutionRef executionRef,
    Optional<LogName> log,
    @Range(min = 0) long eventCount,
    boolean commitmentsOnly,
    List<ExportedStream> streams,
    List<Missing> missing,
    Map<String, Sha256> files) {

  /** The version that this code writes. */
  public static final int VERSION = 1;

  /** What a directory of this kind calls itself. */
  public static final String FORMAT = "execution-plane/export";

  public static final Contract<ExportManifest> CONTRACT = Contract.of(ExportManifest.class);

  private static final Rules RULES = Rules.of(ExportManifest.class);

  public ExportManifest {
    RULES
        .check(v, format, executionRef, log, eventCount, commitmentsOnly, streams, missing, files)
        .and(format, FORMAT::equals, "format", "must be " + FORMAT)
        .and(streams, ExportManifest::areInOrder, "streams", "must be in order, each once")
        .and(files, streams, ExportManifest::isWhole, "files", "must be those of such an export")
        .orThrow();
    streams = List.copyOf(streams);
    missing = List.copyOf(missing);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    RULES
        .check(v, format, executionRef, log, eventCount, commitmentsOnly, streams, missing, files)
        .and(
            missing,
            absent(log, files.containsKey(ExportLayout.ANCHOR), commitmentsOnly, streams)::equals,
            "missing",
            "must say what is missing")
        .orThrow();
  }

  /**
   * What is known of one stream's chunks.
   *
   * @param chunkCount stored chunks, erased ones included
   * @param byteCount their bytes, those of erased chunks left out
   * @param erasedCount chunks of which only the commitment is left
   */
  public record ExportedStream(
      StreamName stream,
      @Range(min = 0) long chunkCount,
      @Range(min = 0) long byteCount,
      @Range(min = 0) long erasedCount) {

    private static final Rules RULES = Rules.of(ExportedStream.class);

    public ExportedStream {
      RULES
          .check(stream, chunkCount, byteCount, erasedCount)
          .and(() -> erasedCount <= chunkCount, "erasedCount", "must be at most chunk_count")
          .orThrow();
    }
  }

  /** Something that an export could have and this one has not. */
  public record Missing(What what, Why why) {

    private static final Rules RULES = Rules.of(Missing.class);

    public Missing {
      RULES.check(what, why).orThrow();
    }
  }

  /** What can be missing. */
  public enum What {
    /** Anchor, proof, checkpoint and keys. */
    PROOF,
    /** Bytes of chunks. */
    CONTENT
  }

  /** Why something is missing. */
  public enum Why {
    /** The journal has no log. */
    NO_LOG,
    /** The log had no anchor of this execution when it was exported. */
    NOT_ANCHORED,
    /** Whoever exported wanted commitments only. */
    COMMITMENTS_ONLY,
    /** It was erased before. */
    ERASED
  }

  /** The manifest of some files, with what follows from them. */
  static ExportManifest of(
      ExecutionRef ref,
      Optional<LogName> log,
      long eventCount,
      boolean commitmentsOnly,
      List<ExportedStream> streams,
      SortedMap<String, Sha256> files) {
    var anchored = files.containsKey(ExportLayout.ANCHOR);
    return new ExportManifest(
        VERSION,
        FORMAT,
        ref,
        log,
        eventCount,
        commitmentsOnly,
        streams,
        absent(log, anchored, commitmentsOnly, streams),
        files);
  }

  /**
   * Reads a manifest.
   *
   * @throws MalformedJsonException if the bytes are not canonical JSON
   * @throws ContractViolationException if they are no manifest
   */
  static ExportManifest decode(byte[] canonical) {
    var manifest = CONTRACT.decode(canonical);
    if (!Arrays.equals(manifest.canonical(), canonical)) {
      throw new MalformedJsonException("not in canonical form");
    }
    return manifest;
  }

  /** The bytes of {@code manifest.json}. */
  public byte[] canonical() {
    return CONTRACT.canonical(this);
  }

  /** Whether it holds a proof that the execution is in the log. */
  public boolean hasProof() {
    return files.containsKey(ExportLayout.ANCHOR);
  }

  /** The handovers of the log, in its order. */
  List<String> handovers() {
    return proofs(files, ExportLayout.HANDOVERS, ExportLayout.HANDOVERS_MAX);
  }

  /** The erasures of the execution, in the order of the log. */
  List<String> erasures() {
    return proofs(files, ExportLayout.ERASURES, files.size());
  }

  // --- Rules

  private static boolean areInOrder(List<ExportedStream> streams) {
    var names = streams.stream().map(ExportedStream::stream).toList();
    return names.stream().sorted().distinct().toList().equals(names);
  }

  private static boolean isWhole(Map<String, Sha256> files, List<ExportedStream> streams) {
    var expected = new HashSet<>(Set.of(ExportLayout.EVENTS, ExportLayout.SCHEMA));
    streams.forEach(each -> expected.add(ExportLayout.chunks(each.stream().text())));
    if (files.containsKey(ExportLayout.ANCHOR)) {
      expected.addAll(ExportLayout.OF_THE_LOG);
      expected.addAll(proofs(files, ExportLayout.HANDOVERS, ExportLayout.HANDOVERS_MAX));
      expected.addAll(proofs(files, ExportLayout.ERASURES, files.size()));
    }
    return files.keySet().equals(expected);
  }

  /** The proofs of a directory: from number 0 to the first that is not there. */
  private static List<String> proofs(Map<String, Sha256> files, String directory, int most) {
    return IntStream.range(0, most)
        .mapToObj(number -> ExportLayout.proof(directory, number))
        .takeWhile(files::containsKey)
        .toList();
  }

  private static List<Missing> absent(
      Optional<LogName> log,
      boolean anchored,
      boolean commitmentsOnly,
      List<ExportedStream> streams) {
    var absent = new ArrayList<Missing>();
    if (!anchored) {
      absent.add(new Missing(What.PROOF, log.isEmpty() ? Why.NO_LOG : Why.NOT_ANCHORED));
    }
    if (commitmentsOnly) {
      absent.add(new Missing(What.CONTENT, Why.COMMITMENTS_ONLY));
    }
    if (streams.stream().anyMatch(each -> each.erasedCount() > 0)) {
      absent.add(new Missing(What.CONTENT, Why.ERASED));
    }
    return absent;
  }
}
