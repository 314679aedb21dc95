package io.executionplane.journal.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of one log that somebody knows: those he began with, and those that they handed over to.
 * Each is believed for checkpoints of any size, until a handover retires it: then up to that size.
 */
public final class KnownKeys {

  private final Map<VerifierKey, Long> believedUpTo = new LinkedHashMap<>();

  /**
   * The keys to begin with.
   *
   * @param known keys of the log, not those of witnesses
   * @throws IllegalArgumentException if two of them cannot be told apart
   */
  public KnownKeys(Collection<VerifierKey> known) {
    Argument.require(areDistinct(known), "two known keys have the same name and id");
    known.forEach(key -> believedUpTo.put(key, Long.MAX_VALUE));
  }

  /** Whether signatures tell keys apart: no two different ones have the same name and id. */
  public static boolean areDistinct(Collection<VerifierKey> keys) {
    var names = keys.stream().map(key -> key.name() + "+" + key.keyId()).distinct().count();
    return names == keys.stream().distinct().count();
  }

  /** What a handover comes to. */
  public enum Outcome {
    /** The added key is known from now on, and the one before is retired. */
    FOLLOWED,
    /** No known key signed it: whoever knows a later key only sees this. */
    SKIPPED,
    /** Another key has the name and the id of the added one. */
    AMBIGUOUS,
    /** A signature claims to be of one of the keys, and is not. */
    FORGED,
    /** Only the key before signed it. */
    NOT_SIGNED_BY_ADDED
  }

  /** Follows the next handover, in the order of the log. */
  public Outcome follow(Handover handover) {
    var added = handover.added();
    if (!areDistinct(with(believedUpTo.keySet(), added))) {
      return Outcome.AMBIGUOUS;
    }
    var size = handover.checkpoint().checkpoint().head().size();
    var before = believedAt(size).stream().filter(key -> !key.equals(added)).toList();
    var signers = handover.checkpoint().note().verify(with(before, added));
    if (!signers.failed().isEmpty()) {
      return Outcome.FORGED;
    }
    var retired = signers.verified().stream().filter(before::contains).toList();
    if (retired.isEmpty()) {
      return Outcome.SKIPPED;
    }
    if (!signers.verified().contains(added)) {
      return Outcome.NOT_SIGNED_BY_ADDED;
    }
    retired.forEach(key -> believedUpTo.put(key, size));
    believedUpTo.putIfAbsent(added, Long.MAX_VALUE);
    return Outcome.FOLLOWED;
  }

  /** The keys that are believed for a checkpoint of some size. */
  public List<VerifierKey> believedAt(long size) {
    return believedUpTo.entrySet().stream()
        .filter(each -> size <= each.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Why a checkpoint is not to be believed; nothing if it is.
   *
   * @param origin the log that it must be of
   */
  public Optional<String> objection(String origin, SignedCheckpoint checkpoint) {
    return checkpoint.objection(origin, believedAt(checkpoint.checkpoint().head().size()));
  }

  private static List<VerifierKey> with(Collection<VerifierKey> keys, VerifierKey added) {
    var all = new ArrayList<>(keys);
    all.add(added);
    return all;
  }
}
