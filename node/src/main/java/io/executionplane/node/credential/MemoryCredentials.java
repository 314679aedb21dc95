package io.executionplane.node.credential;

import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.Secret;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that the host keeps in memory, under whatever handles it likes. Recognises those that it
 * was given; they may be changed while the node runs.
 */
public final class MemoryCredentials implements CredentialResolver {

  private final Map<CredentialHandle, Secret> values = new ConcurrentHashMap<>();

  /** Sets or changes the value behind a handle. */
  public MemoryCredentials put(String handle, String value) {
    values.put(new CredentialHandle(handle), Secret.of(value));
    return this;
  }

  /** Forgets a value; what runs keeps it. */
  public void remove(String handle) {
    values.remove(new CredentialHandle(handle));
  }

  @Override
  public String resolverId() {
    return "memory";
  }

  @Override
  public boolean recognises(CredentialHandle handle) {
    return values.containsKey(handle);
  }

  @Override
  public CompletionStage<Secret> resolve(CredentialHandle handle, CredentialContext context) {
    var value = values.get(handle);
    return value == null
        ? CompletableFuture.failedStage(new CredentialUnavailable("it was taken away"))
        : CompletableFuture.completedStage(value);
  }
}
