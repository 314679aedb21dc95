package io.executionplane.lanes.process.guest.agent;

import com.typesafe.config.Config;
import io.executionplane.lanes.process.guest.bridge.Ed25519Keys;
import io.executionplane.lanes.process.guest.bridge.OwnFile;
import io.executionplane.lanes.spi.GuestAgentPlan;
import io.executionplane.lanes.spi.GuestAgentPlan.Door;
import io.executionplane.lanes.spi.GuestAgentPlan.TlsPort;
import io.executionplane.lanes.spi.GuestAgentPlan.UnixSocket;
import io.executionplane.lanes.spi.GuestAgentProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;

/** Starts the agent that carries commands of this lane. */
public final class GuestAgents implements GuestAgentProvider {

  @Override
  public RunningAgent start(Config config, GuestAgentPlan plan) throws IOException {
    var token = AttachToken.in(plan.tokenFile());
    var key = plan.keyFile().isPresent() ? key(plan.keyFile().get()) : Optional.<PrivateKey>empty();
    return GuestAgent.start(config, open(plan.door()), token, key);
  }

  private static Optional<PrivateKey> key(Path file) throws IOException {
    return Optional.of(Ed25519Keys.privateKey(OwnFile.text(file)));
  }

  private static AgentDoor open(Door door) throws IOException {
    if (door instanceof TlsPort tls) {
      return TlsDoor.at(tls.address(), tls.keyStore(), tls.passwordFile());
    }
    return UnixDoor.at(((UnixSocket) door).path());
  }
}
