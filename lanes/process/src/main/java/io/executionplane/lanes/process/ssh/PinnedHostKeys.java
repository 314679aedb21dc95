package io.executionplane.lanes.process.ssh;

import io.executionplane.lanes.spi.LaneFailure;
import java.io.IOException;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.signature.Signature;
import org.jspecify.annotations.Nullable;

/** The keys by which a target is recognized. A server that has none of them is another one. */
final class PinnedHostKeys implements ServerKeyVerifier {

  static {
    SshCryptography.prepare();
  }

  private static final AttributeKey<String> SEEN = new AttributeKey<>();
  private static final AttributeKey<Attempt> ATTEMPT = new AttributeKey<>();

  private final List<PublicKey> keys;

  private PinnedHostKeys(List<PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads keys as {@code ssh-keyscan} writes them, without the host.
   *
   * @throws IllegalArgumentException when one is none
   */
  static PinnedHostKeys parse(List<String> entries) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("must have at least one key");
    }
    return new PinnedHostKeys(entries.stream().map(PinnedHostKeys::key).toList());
  }

  private static PublicKey key(String entry) {
    try {
      return PublicKeyEntry.parsePublicKeyEntry(entry.strip())
          .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
    } catch (IOException | GeneralSecurityException | RuntimeException malformed) {
      throw new IllegalArgumentException(
          "must have keys such as \"ssh-ed25519 AAAA…\", and one is none", malformed);
    }
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey seen) {
    var fingerprint = KeyUtils.getFingerPrint(seen);
    session.setAttribute(SEEN, fingerprint);
    Attempt.of(session).ifPresent(attempt -> attempt.seen.set(fingerprint));
    return keys.stream().anyMatch(key -> KeyUtils.compareKeys(key, seen));
  }

  /** Fingerprint of the key that the server showed. */
  static Optional<String> seen(ClientSession session) {
    return Optional.ofNullable(session.getAttribute(SEEN));
  }

  /**
   * One attempt to connect, which remembers the key that the server showed. A server with the wrong
   * key can be turned away before whoever connects has been given a session.
   */
  static final class Attempt {

    private final AtomicReference<@Nullable String> seen = new AtomicReference<>();

    /** What goes with the connection, so that the verifier finds this attempt. */
    AttributeRepository context() {
      return AttributeRepository.ofKeyValuePair(ATTEMPT, this);
    }

    private static Optional<Attempt> of(ClientSession session) {
      return Optional.ofNullable(session.getConnectionContext())
          .map(context -> context.getAttribute(ATTEMPT));
    }
  }

  /** Why the server was not taken for the target, if its key is the reason. */
  Optional<LaneFailure> refusal(Attempt attempt, String address) {
    return Optional.ofNullable(attempt.seen.get())
        .filter(fingerprint -> !fingerprints().contains(fingerprint))
        .map(
            fingerprint ->
                SshFailures.hostKeyRefused(
                    address
                        + " showed the host key "
                        + fingerprint
                        + ", expected was "
                        + String.join(" or ", fingerprints())));
  }

  /** Of each key, as {@code ssh-keygen -l} says it. */
  List<String> fingerprints() {
    return keys.stream().map(KeyUtils::getFingerPrint).toList();
  }

  /** Kinds of the keys first, so that a server with several shows one that can be recognized. */
  List<NamedFactory<Signature>> inOrder(List<NamedFactory<Signature>> signatures) {
    var kinds = keys.stream().map(KeyUtils::getKeyType).collect(Collectors.toSet());
    return signatures.stream()
        .sorted(
            Comparator.comparing(
                each -> !kinds.contains(KeyUtils.getCanonicalKeyType(each.getName()))))
        .toList();
  }
}
