package io.executionplane.node.cli;

import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.http.HttpEndpoint;
import io.executionplane.node.http.HttpSettings;
import io.executionplane.node.http.caller.OperatorToken;
import io.executionplane.node.remote.ServedDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where others come in: an endpoint that knows the token of the data directory, and the sign there
 * that says where it is.
 */
record OpenDoor(HttpEndpoint endpoint, URI base, ServedDirectory sign) implements AutoCloseable {

  /** Opens it. */
  static OpenDoor of(ExecutionPlane plane, HttpSettings settings, Path directory) {
    try {
      var token = OperatorToken.loadOrCreate(directory);
      var endpoint = HttpEndpoint.start(plane, settings, settings.callers(token, plane.tenantId()));
      var base = URI.create(endpoint.scheme() + "://" + Addresses.text(endpoint.address()));
      return new OpenDoor(endpoint, base, ServedDirectory.announce(directory, base));
    } catch (IOException failure) {
      throw new CliException("the data directory cannot be served: " + failure.getMessage());
    }
  }

  /** Takes the sign down; nothing new is taken on. */
  void retire() {
    sign.close();
    endpoint.drain();
  }

  @Override
  public void close() {
    retire();
    endpoint.close();
  }
}
