package com.example.checksums;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Optional;

/**
 * What a caller wants the checksum of: a text, or files.
 *
 * @param text hashed in UTF-8
 * @param paths files below the directory that the service was given
 */
public record ChecksumOrder(
    @Length(max = ChecksumOrder.TEXT_MAX) Optional<String> text,
    @Size(max = ChecksumOrder.PATHS_MAX) List<@NotBlank @Length(max = 1024) String> paths) {

  /** Longest text, in characters. */
  static final int TEXT_MAX = 100_000;

  /** Most files of one order. */
  static final int PATHS_MAX = 100;

  /** Its wire form: strict, and every complaint names its field. */
  static final Contract<ChecksumOrder> CONTRACT = Contract.of(ChecksumOrder.class);

  private static final Rules RULES = Rules.of(ChecksumOrder.class);

  public ChecksumOrder {
    RULES
        .check(text, paths)
        .and(text, paths, ChecksumOrder::areOne, "text", "or paths must be given, not both")
        .and(paths, ChecksumOrder::areOneLine, "paths", "must hold no backslash and no line break")
        .orThrow();
    paths = List.copyOf(paths);
  }

  private static boolean areOne(Optional<String> text, List<String> paths) {
    return text.isPresent() == paths.isEmpty();
  }

  /** Other names are written with escapes by {@code sha256sum}, which nobody needs to read here. */
  private static boolean areOneLine(List<String> paths) {
    return paths.stream()
        .flatMapToInt(String::chars)
        .noneMatch(each -> each == '\\' || Character.isISOControl(each));
  }
}
