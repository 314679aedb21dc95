package io.executionplane.node.cli;

import java.lang.reflect.Proxy;

/**
 * Hears when the window that our terminal is shown in changes its size (SIGWINCH).
 *
 * <p>{@code sun.misc.Signal} is in every JDK, in the module jdk.unsupported, and there is nothing
 * else; but to name it cannot be compiled without a warning, so it is looked up by name.
 */
final class WindowChanges {

  private WindowChanges() {}

  /** From now on this is run after each change, on a thread of the JVM's. */
  static void onChange(Runnable action) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      var winch = signal.getConstructor(String.class).newInstance("WINCH");
      signal.getMethod("handle", signal, handler).invoke(null, winch, ours);
    } catch (ReflectiveOperationException missing) {
      throw new CliException("-t needs a Java with the module jdk.unsupported");
    }
  }
}
