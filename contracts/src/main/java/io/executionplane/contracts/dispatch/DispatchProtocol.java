package io.executionplane.contracts.dispatch;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.packet.ExecutionIntent;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.JsonRpcExecutionIntent;
import io.executionplane.contracts.packet.ProcessExecutionIntent;
import io.executionplane.contracts.surface.ExecutionSurface;
import java.util.Arrays;
import java.util.Optional;

/** The protocols that can be dispatched: what a route's protocol must be one of. */
public enum DispatchProtocol {
  HTTP("http", "http.unary", HttpExecutionIntent.class),
  JSONRPC("jsonrpc", "jsonrpc.unary", JsonRpcExecutionIntent.class),
  PROCESS("process", "process.run", ProcessExecutionIntent.class);

  private final String wireName;
  private final String capability;
  private final Class<? extends ExecutionIntent> intentType;

  DispatchProtocol(
      String wireName, String capability, Class<? extends ExecutionIntent> intentType) {
    this.wireName = wireName;
    this.capability = capability;
    this.intentType = intentType;
  }

  /** The protocol that a route names; empty if it cannot be dispatched. */
  public static Optional<DispatchProtocol> named(String protocol) {
    return Arrays.stream(values()).filter(each -> each.wireName.equals(protocol)).findFirst();
  }

  /** How routes and envelopes name it. */
  public String wireName() {
    return wireName;
  }

  /** What a lane must be able to do to run an intent of this protocol, for example http.unary. */
  public String capability() {
    return capability;
  }

  /** The contract of its intents. */
  public Contract<? extends ExecutionIntent> intentContract() {
    return switch (this) {
      case HTTP -> HttpExecutionIntent.CONTRACT;
      case JSONRPC -> JsonRpcExecutionIntent.CONTRACT;
      case PROCESS -> ProcessExecutionIntent.CONTRACT;
    };
  }

  boolean takes(ExecutionIntent intent) {
    return intentType.isInstance(intent);
  }

  /** Where the effect happens; empty for a network call, which happens nowhere in particular. */
  static Optional<ExecutionSurface> surface(ExecutionRoute route, ExecutionIntent intent) {
    if (intent instanceof ProcessExecutionIntent process) {
      return Optional.of(process.surface());
    }
    if (intent instanceof JsonRpcExecutionIntent) {
      var resolved = route.resolvedTarget().flatMap(target -> target.executionSurface());
      return Optional.of(resolved.orElseGet(ExecutionSurface::local));
    }
    return Optional.empty();
  }
}
