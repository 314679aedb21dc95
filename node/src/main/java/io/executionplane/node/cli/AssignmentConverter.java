package io.executionplane.node.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code NAME=VALUE}; the value may be empty and may hold more {@code =}. */
final class AssignmentConverter implements ITypeConverter<Assignment> {

  @Override
  public Assignment convert(String text) {
    var equals = text.indexOf('=');
    if (equals <= 0) {
      // The text may be a secret that was meant to follow a name: it is not repeated.
      throw new TypeConversionException("must look like NAME=VALUE");
    }
    return new Assignment(text.substring(0, equals), text.substring(equals + 1));
  }
}
