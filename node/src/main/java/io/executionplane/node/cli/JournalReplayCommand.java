package io.executionplane.node.cli;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.replay.Asciicast;
import io.executionplane.journal.replay.Asciicast.Screen;
import io.executionplane.journal.replay.KnownState;
import io.executionplane.journal.replay.Speed;
import io.executionplane.journal.replay.StateReplay;
import io.executionplane.journal.replay.StreamReplay;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.node.cli.FormatOption.Format;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code ep journal replay}: how an execution stood, or what it put out, as it was. */
@Command(
    name = "replay",
    description = {
      "Shows how an execution stood after any of its events or, with --output, puts out again what"
          + " it put out, at its original pace or faster. Nothing is run.",
      "",
      "Its stdout comes on ours and its stderr on ours, or one stream on stdout. To a terminal,"
          + " whatever could steer it is shown as an escape; anywhere else the bytes are as they"
          + " were. What is not stored is said on stderr."
    },
    footer = {
      "",
      "Example:",
      "  ep journal replay ex_4k7qab --to 3",
      "  ep journal replay ex_4k7qab --output --speed 4x",
      "  ep journal replay ex_4k7qab --stream stdout --asciicast v2 > demo.cast"
    },
    mixinStandardHelpOptions = true)
final class JournalReplayCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private RefParameter ref = new RefParameter();

  @Option(
      names = {"-o", "--format"},
      paramLabel = "FORMAT",
      description = "How the state is printed: ${COMPLETION-CANDIDATES} (default: table).")
  private Format format = Format.table;

  @Option(
      names = "--to",
      paramLabel = "SEQ",
      description = "The state after this event (default: after the last).")
  private @Nullable Long to;

  @Option(names = "--output", description = "Put out what it put out, instead of its state.")
  private boolean output;

  @Option(
      names = "--stream",
      paramLabel = "STREAM",
      description = "Only this stream: stdout, stderr, pty, stdin or request.")
  private @Nullable String stream;

  @Option(
      names = "--speed",
      paramLabel = "SPEED",
      converter = SpeedConverter.class,
      description = "1x as it was, 4x four times as fast, max without waiting (default: max).")
  private @Nullable Speed speed;

  @Option(
      names = "--asciicast",
      paramLabel = "VERSION",
      converter = VersionConverter.class,
      description =
          "Write a terminal recording, v2 or v3, of one stream (default: pty, else stdout).")
  private Asciicast.@Nullable Version asciicast;

  @Option(
      names = "--size",
      paramLabel = "COLSxROWS",
      converter = ScreenConverter.class,
      description = "Size of the recording's screen (default: the terminal's own, else 80x24).")
  private @Nullable Screen screen;

  private final Console console;

  JournalReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    requireSensible();
    try (var opened = Stores.open(store, "ep journal replay")) {
      var source = new JdbcEvidenceSource(opened.journal().dataSource());
      var known = known(new StateReplay(source), opened);
      if (asciicast != null) {
        console.flush();
        new TerminalRecording(
                asciicast,
                Optional.ofNullable(stream).map(StreamName::new),
                Optional.ofNullable(screen))
            .write(source, known, console.bytesOut());
      } else if (output) {
        var replay = new StreamReplay(source, known.state());
        new OutputPrinter(console, stream != null).print(replay.pieces(wanted()), pace());
      } else {
        StateViews.report(known).print(console, format);
      }
    }
    return ExitStatus.OK;
  }

  private void requireSensible() {
    if (stream != null && !StreamName.isName(stream)) {
      throw new CliException("--stream: no stream can be called that");
    }
    if (to != null && (output || asciicast != null)) {
      throw new CliException("--to is about the state, not about --output or --asciicast");
    }
    if (output && asciicast != null) {
      throw new CliException("--output and --asciicast exclude each other");
    }
    if (speed != null && !output) {
      throw new CliException("--speed needs --output");
    }
    if (stream != null && !output && asciicast == null) {
      throw new CliException("--stream needs --output or --asciicast");
    }
    if (screen != null && asciicast == null) {
      throw new CliException("--size needs --asciicast");
    }
  }

  private KnownState known(StateReplay replay, Stores opened) {
    var execution = opened.resolve(ref.text());
    return to == null ? replay.whole(execution).orElseThrow() : replay.at(execution, to);
  }

  private Set<StreamName> wanted() {
    return stream == null
        ? Set.of(StreamName.STDOUT, StreamName.PTY, StreamName.STDERR)
        : Set.of(new StreamName(stream));
  }

  private Speed pace() {
    return speed == null ? Speed.MAX : speed;
  }

  /** Reads a speed. */
  static final class SpeedConverter implements ITypeConverter<Speed> {

    @Override
    public Speed convert(String text) {
      try {
        return Speed.of(text);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(wrong.getMessage());
      }
    }
  }

  /** Reads a version of the format. */
  static final class VersionConverter implements ITypeConverter<Asciicast.Version> {

    @Override
    public Asciicast.Version convert(String text) {
      for (var version : Asciicast.Version.values()) {
        if (version.name().toLowerCase(Locale.ROOT).equals(text)) {
          return version;
        }
      }
      throw new TypeConversionException("there are v2 and v3");
    }
  }

  /** Reads a size. */
  static final class ScreenConverter implements ITypeConverter<Screen> {

    @Override
    public Screen convert(String text) {
      var cross = text.indexOf('x');
      try {
        return new Screen(
            Integer.parseInt(text.substring(0, Math.max(0, cross))),
            Integer.parseInt(text.substring(cross + 1)),
            false);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException("a size is written like 80x24");
      }
    }
  }
}
