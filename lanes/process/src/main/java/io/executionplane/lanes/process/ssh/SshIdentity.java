package io.executionplane.lanes.process.ssh;

import java.nio.file.Path;

/** What a node proves itself with: a key, never a password. */
sealed interface SshIdentity {

  /** A private key in a file that nobody else can read, without a passphrase. */
  record KeyFile(Path path) implements SshIdentity {}

  /** The keys of an agent, which keeps them to itself. */
  record Agent(Path socket) implements SshIdentity {}
}
