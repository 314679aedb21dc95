package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lane.http.HttpMethod;
import java.util.List;

/** What a snapshot registered when it was loaded: names by kind. */
public record SnapshotExports(
    @NotBlank @Length(max = 64) String sdkVersion,
    @NotBlank @Length(max = 64) String runtimeVersion,
    @NotBlank @Length(max = 512) @Size(max = 10_000) List<String> tools,
    @NotBlank @Length(max = 512) @Size(max = 10_000) List<String> agents,
    @NotBlank @Length(max = 512) @Size(max = 10_000) List<String> flows,
    @NotBlank @Length(max = 512) @Size(max = 10_000) List<String> routers,
    @Size(max = 10_000) List<HttpHandler> httpHandlers,
    @Size(max = 1_000) List<McpServer> mcpServers) {

  private static final Rules RULES = Rules.of(SnapshotExports.class);

  public SnapshotExports {
    RULES
        .check(sdkVersion, runtimeVersion, tools, agents, flows, routers, httpHandlers, mcpServers)
        .orThrow();
    tools = List.copyOf(tools);
    agents = List.copyOf(agents);
    flows = List.copyOf(flows);
    routers = List.copyOf(routers);
    httpHandlers = List.copyOf(httpHandlers);
    mcpServers = List.copyOf(mcpServers);
  }

  /**
   * A handler of HTTP requests.
   *
   * @param path begins with a slash
   */
  public record HttpHandler(HttpMethod method, @Length(max = 500) String path) {

    private static final Rules RULES = Rules.of(HttpHandler.class);

    public HttpHandler {
      RULES
          .check(method, path)
          .and(() -> path.startsWith("/"), "path", "must begin with a slash")
          .orThrow();
    }
  }

  /** A server of MCP tools. */
  public record McpServer(
      @NotBlank @Length(max = 512) String name,
      @NotBlank @Length(max = 512) @Size(max = 10_000) List<String> tools) {

    private static final Rules RULES = Rules.of(McpServer.class);

    public McpServer {
      RULES.check(name, tools).orThrow();
      tools = List.copyOf(tools);
    }
  }
}
