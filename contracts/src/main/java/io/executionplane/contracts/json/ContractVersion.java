package io.executionplane.contracts.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The version of a contract, which travels as {@code contract_version}.
 *
 * <p>A document without one is read as if it had said this version; one that says another version
 * is refused. A version that is a name, such as {@code execution_route.v1}, travels with every
 * value. A version that is a number travels as one, at the document's root only, and its decimal
 * text is accepted too.
 *
 * <p>Growth within a version: see {@link Since}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ContractVersion {

  /** A name that ends in {@code .v} and the major version, or a whole number. */
  String value();
}
