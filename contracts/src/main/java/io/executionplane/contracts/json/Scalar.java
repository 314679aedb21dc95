package io.executionplane.contracts.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record of one text component that travels as that bare text. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Scalar {

  /**
   * What the text looks like, as a regular expression (ECMA-262) for peers in other languages. The
   * record itself checks by hand and must agree with it.
   */
  String pattern() default "";
}
