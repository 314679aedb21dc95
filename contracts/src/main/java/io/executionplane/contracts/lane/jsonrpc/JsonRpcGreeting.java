package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import java.util.Optional;

/**
 * What the lane says before anything else, and waits for the answer of, so that the caller need
 * not: the {@code initialize} request of a protocol, and the notification that it is done.
 */
@Tagged("protocol")
public sealed interface JsonRpcGreeting {

  /**
   * A server of the Model Context Protocol: {@code initialize}, then {@code
   * notifications/initialized}.
   *
   * @param protocolVersion the protocol's version, a date such as {@code 2025-06-18}
   * @param clientName who the peer is told it talks to
   * @param clientVersion that client's version
   * @param capabilities what the client offers; absent means nothing
   */
  @Tag("mcp")
  record Mcp(
      @NotBlank @Length(max = 32) String protocolVersion,
      @NotBlank @Length(max = 256) String clientName,
      @NotBlank @Length(max = 64) String clientVersion,
      Optional<JsonObject> capabilities)
      implements JsonRpcGreeting {

    private static final Rules RULES = Rules.of(Mcp.class);

    public Mcp {
      RULES.check(protocolVersion, clientName, clientVersion, capabilities).orThrow();
    }
  }

  /**
   * A language server: {@code initialize}, then {@code initialized}; at the end {@code shutdown}
   * and {@code exit}.
   *
   * @param rootUri the workspace; absent means that none is open
   * @param clientName who the peer is told it talks to
   * @param clientVersion that client's version
   * @param capabilities what the client offers; absent means nothing
   * @param initializationOptions what this server wants to know besides
   */
  @Tag("lsp")
  record Lsp(
      @NotBlank @Length(max = 8_192) Optional<String> rootUri,
      @NotBlank @Length(max = 256) String clientName,
      @NotBlank @Length(max = 64) Optional<String> clientVersion,
      Optional<JsonObject> capabilities,
      Optional<JsonObject> initializationOptions)
      implements JsonRpcGreeting {

    private static final Rules RULES = Rules.of(Lsp.class);

    public Lsp {
      RULES
          .check(rootUri, clientName, clientVersion, capabilities, initializationOptions)
          .orThrow();
    }
  }
}
