package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * A terminal for a command to run in. Output and error output are one stream then.
 *
 * @param cols width in characters
 * @param rows height in lines
 * @param term what the terminal calls itself in TERM: letters, digits, plus, minus, dot,
 *     underscore; absent means {@code xterm-256color}
 */
public record ProcessPty(
    @Range(min = 1, max = 65_535) int cols,
    @Range(min = 1, max = 65_535) int rows,
    @NotBlank @Length(max = 64) Optional<String> term) {

  /** What {@code term} means when it is absent. */
  public static final String TERM_DEFAULT = "xterm-256color";

  private static final Rules RULES = Rules.of(ProcessPty.class);

  public ProcessPty {
    RULES
        .check(cols, rows, term)
        .and(
            () -> term.map(ProcessPty::isTerminalName).orElse(true),
            "term",
            "must be of letters, digits, plus, minus, dot and underscore")
        .orThrow();
  }

  private static boolean isTerminalName(String text) {
    return text.chars().allMatch(ProcessPty::isOfTerminalNames);
  }

  private static boolean isOfTerminalNames(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "+-._".indexOf(c) >= 0;
  }
}
