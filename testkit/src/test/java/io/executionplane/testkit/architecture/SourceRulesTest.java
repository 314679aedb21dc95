package io.executionplane.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler does not keep: how long a file is, and what its words promise. */
class SourceRulesTest {

  private static final int LINES_MAX = 400;

  /** A test class is a list: its length costs no understanding, up to a point. */
  private static final int TEST_LINES_MAX = 650;

  /** Spelled in two halves, so that this file keeps its own rule. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

  private static final Pattern SLEEP =
      Pattern.compile("(Thread|TimeUnit\\.[A-Z]+)\\.sle" + "ep\\(");

  private static final Pattern MARKED_PACKAGE =
      Pattern.compile("\\A/\\*\\*.*\\*/\\s*@NullMarked\\s+package ", Pattern.DOTALL);

  private final Path root = root();

  @Test
  void noFileIsTooLongToRead() {
    assertThat(
            javaFiles()
                .filter(file -> lines(file).size() > (isTest(file) ? TEST_LINES_MAX : LINES_MAX)))
        .isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    assertThat(javaFiles().filter(mentions(UNFINISHED))).isEmpty();
  }

  @Test
  void noTestHopesThatTimeHelps() {
    assertThat(javaFiles().filter(this::isTest).filter(mentions(SLEEP))).isEmpty();
  }

  @Test
  void everyPackageIntroducesItselfAndIsNullMarked() {
    var introductions =
        javaFiles()
            .filter(file -> !isTest(file))
            .map(file -> file.resolveSibling("package-info.java"))
            .distinct();

    assertThat(introductions.filter(file -> !isIntroduction(file))).isEmpty();
  }

  @Test
  void theRulesSeeTheSources() {
    assertThat(javaFiles().map(file -> root.relativize(file).getName(0).toString()))
        .contains("contracts", "lanes", "evidence-journal", "node", "testkit");
  }

  private Stream<Path> javaFiles() {
    return modules().flatMap(SourceRulesTest::javaFilesOf);
  }

  /** Source folders only: build folders hold generated code, which nobody reads. */
  private Stream<Path> modules() {
    return Stream.of(
            "contracts", "evidence-journal", "node", "testkit", "testkit/benchmarks", "lanes/*")
        .flatMap(this::folders)
        .map(module -> module.resolve("src"))
        .filter(Files::isDirectory);
  }

  private Stream<Path> folders(String pattern) {
    if (!pattern.endsWith("/*")) {
      return Stream.of(root.resolve(pattern));
    }
    return list(root.resolve(pattern.substring(0, pattern.length() - 2))).stream();
  }

  private static List<Path> list(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Path> javaFilesOf(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private boolean isTest(Path file) {
    return root.relativize(file).toString().contains("src/test/");
  }

  private static boolean isIntroduction(Path file) {
    return Files.isRegularFile(file)
        && MARKED_PACKAGE.matcher(String.join("\n", lines(file))).find();
  }

  private static Predicate<Path> mentions(Pattern words) {
    return file -> lines(file).stream().anyMatch(line -> words.matcher(line).find());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Tests run in the folder of their module, or, started from an editor, somewhere above it. */
  private static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
