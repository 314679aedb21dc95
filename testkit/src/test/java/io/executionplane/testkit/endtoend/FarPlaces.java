package io.executionplane.testkit.endtoend;

import com.typesafe.config.Config;
import io.executionplane.lanes.process.ProcessLaneSettings;
import io.executionplane.testkit.guest.GuestUnderTest;
import io.executionplane.testkit.guest.GuestUnderTest.Door;
import io.executionplane.testkit.ssh.EmbeddedSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A machine behind SSH and a guest, both of which are this machine in truth. */
record FarPlaces(EmbeddedSshServer ssh, GuestUnderTest guest) implements AutoCloseable {

  static FarPlaces start(Path directory) throws IOException {
    var own = Files.createDirectory(directory.resolve("far"));
    return new FarPlaces(EmbeddedSshServer.start(own), GuestUnderTest.start(Door.UNIX_SOCKET, own));
  }

  /** Settings of a node that has them as targets. */
  Config config() {
    return ssh.config(Map.of())
        .withOnlyPath(ProcessLaneSettings.SECTION + ".ssh")
        .withFallback(guest.config(Map.of()).withOnlyPath(ProcessLaneSettings.SECTION + ".guest"));
  }

  @Override
  public void close() {
    guest.close();
    ssh.close();
  }
}
