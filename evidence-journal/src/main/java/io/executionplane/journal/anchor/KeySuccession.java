package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.KeyAdded;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.log.Handover;
import io.executionplane.journal.log.KnownKeys;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.log.TiledTree;
import io.executionplane.journal.log.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a stored log: from the one that its first entry names over every handover, as far as
 * they lead into the tree that was signed last.
 */
final class KeySuccession {

  private final LogName name;
  private final TreeHead head;
  private final TiledTree tree;
  private final List<VerifierKey> keys = new ArrayList<>();
  private KnownKeys known = new KnownKeys(List.of());
  private @Nullable String objection;

  private KeySuccession(LogReader log, LogName name, TreeHead head) {
    this.name = name;
    this.head = head;
    this.tree = new TiledTree(head.size(), log);
  }

  /**
   * Follows the keys of a log.
   *
   * @param head the tree that the handovers must lead into
   */
  static KeySuccession of(LogReader log, LogName name, TreeHead head) {
    var succession = new KeySuccession(log, name, head);
    succession.begin(log);
    for (var handover : log.handovers(head.size())) {
      succession.follow(handover);
    }
    return succession;
  }

  private void begin(LogReader log) {
    var first = log.entries(0, 1);
    var added = first.isEmpty() ? Optional.<KeyAdded>empty() : added(first.get(0).toArray());
    if (head.size() == 0 || added.isEmpty()) {
      objection = "it does not begin with its key";
    } else if (!tree.prove(0).verifies(first.get(0).toArray(), head.root())) {
      objection = "its key is not in the tree that was signed";
    } else {
      keys.add(VerifierKey.of(added.get().key()));
      known = new KnownKeys(keys);
    }
  }

  private static Optional<KeyAdded> added(byte[] entry) {
    try {
      return LogEntry.decode(entry) instanceof KeyAdded added
          ? Optional.of(added)
          : Optional.empty();
    } catch (MalformedJsonException | ContractViolationException damaged) {
      return Optional.empty();
    }
  }

  private void follow(LogProof proof) {
    if (objection == null) {
      var place = "the handover of " + proof.checkpoint().checkpoint().head().size() + " entries ";
      try {
        objection = follow(Handover.of(name, proof)).map(place::concat).orElse(null);
      } catch (MalformedLogDataException wrong) {
        objection = place + wrong.getMessage();
      }
    }
  }

  private Optional<String> follow(Handover handover) {
    var before = handover.checkpoint().checkpoint().head();
    if (!tree.proveGrowthFrom(before.size()).verifies(before.root(), head.root())) {
      return Optional.of("is not in the tree that was signed");
    }
    return switch (known.follow(handover)) {
      case FOLLOWED -> {
        keys.add(handover.added());
        yield Optional.empty();
      }
      case SKIPPED -> Optional.of("is not signed by the key before it");
      case AMBIGUOUS -> Optional.of("adds a key that cannot be told from another");
      case FORGED -> Optional.of("has a signature that is wrong");
      case NOT_SIGNED_BY_ADDED -> Optional.of("is not signed by the key that it adds");
    };
  }

  /** Why the keys cannot be followed; nothing if they can. */
  Optional<String> objection() {
    return Optional.ofNullable(objection);
  }

  /** Why a checkpoint of this log is not to be believed; nothing if it is. */
  Optional<String> objection(SignedCheckpoint checkpoint) {
    return objection().or(() -> known.objection(name.text(), checkpoint));
  }

  /** The key that signs now; none where they cannot be followed. */
  Optional<VerifierKey> current() {
    return objection != null ? Optional.empty() : Optional.of(keys.get(keys.size() - 1));
  }
}
