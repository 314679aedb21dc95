package io.executionplane.lanes.process.posix;

import static io.executionplane.lanes.process.posix.Children.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReactorTest {

  @Test
  void reportsThatAPipeCanBeReadOnceForEachArming() throws IOException {
    var pipe = Pipe.open();
    try (var reactor = new Reactor("reactor-test")) {
      var first = new CompletableFuture<Integer>();
      var registration = reactor.register(pipe.readEnd().fd(), first::complete);
      registration.arm(Libc.EPOLLIN);

      pipe.writeEnd().close();

      assertThat(await(first)).isNotZero();
      registration.close();
    } finally {
      pipe.close();
    }
  }

  @Test
  void holdsNothingOfTheOperatingSystemBeforeItsFirstUseAndAfterItsEnd() throws IOException {
    var pipe = Pipe.open();
    var descriptors = Leaks.openDescriptors();
    var reactor = new Reactor("reactor-test");
    assertThat(Leaks.openDescriptors()).isEqualTo(descriptors);
    var closed = new CompletableFuture<Integer>();
    var registration = reactor.register(pipe.readEnd().fd(), closed::complete);
    registration.arm(Libc.EPOLLIN);
    assertThat(Leaks.openDescriptors()).isEqualTo(descriptors + 2);

    reactor.close();

    assertThat(await(closed)).as("told that nothing will come any more").isZero();
    assertThat(Leaks.openDescriptors()).isEqualTo(descriptors);
    registration.close();
    pipe.close();
  }

  @Test
  void refusesToWaitForAnythingAfterItsEnd() throws IOException {
    var pipe = Pipe.open();
    var reactor = new Reactor("reactor-test");
    reactor.close();

    var registration = reactor.register(pipe.readEnd().fd(), events -> {});

    assertThatThrownBy(() -> registration.arm(Libc.EPOLLIN)).isInstanceOf(IOException.class);
    registration.close();
    pipe.close();
  }

  @Test
  void survivesACallbackThatThrows() throws IOException {
    var broken = Pipe.open();
    var sound = Pipe.open();
    try (var reactor = new Reactor("reactor-test")) {
      var ready = new CompletableFuture<Integer>();
      var first = reactor.register(broken.writeEnd().fd(), events -> failAfter(ready));
      first.arm(Libc.EPOLLOUT);
      await(ready);
      var second = new CompletableFuture<Integer>();
      var next = reactor.register(sound.writeEnd().fd(), second::complete);

      next.arm(Libc.EPOLLOUT);

      assertThat(await(second)).isNotZero();
      first.close();
      next.close();
    } finally {
      broken.close();
      sound.close();
    }
  }

  private static void failAfter(CompletableFuture<Integer> called) {
    called.complete(1);
    throw new IllegalStateException("a broken callback, on purpose");
  }
}
