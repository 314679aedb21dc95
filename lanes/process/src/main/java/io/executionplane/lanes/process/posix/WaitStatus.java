package io.executionplane.lanes.process.posix;

import java.util.function.Function;

/**
 * How a process ended, as the kernel says it: by itself with a code, or by a signal. Never both,
 * and never one dressed as the other: a shell that exits with 137 has not been killed by signal 9.
 */
public sealed interface WaitStatus {

  /**
   * It called {@code exit}.
   *
   * @param code 0 to 255; the kernel keeps the low eight bits of what the program gave
   */
  record Exited(int code) implements WaitStatus {
    @Override
    public <T> T fold(Function<Exited, T> exited, Function<Signalled, T> signalled) {
      return exited.apply(this);
    }
  }

  /**
   * A signal ended it.
   *
   * @param signal 1 to 64, numbered as in signal(7)
   * @param coreDumped whether the kernel wrote a core dump
   */
  record Signalled(int signal, boolean coreDumped) implements WaitStatus {
    @Override
    public <T> T fold(Function<Exited, T> exited, Function<Signalled, T> signalled) {
      return signalled.apply(this);
    }
  }

  <T> T fold(Function<Exited, T> exited, Function<Signalled, T> signalled);

  /**
   * Reads a status of wait4(2). Only ended processes are waited for here, so a stopped or continued
   * one cannot occur.
   */
  static WaitStatus decode(int raw) {
    var signal = raw & 0x7f;
    return signal == 0 ? new Exited((raw >> 8) & 0xff) : new Signalled(signal, (raw & 0x80) != 0);
  }
}
