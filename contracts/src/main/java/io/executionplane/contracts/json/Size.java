package io.executionplane.contracts.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The list or map has so many elements, or the bytes are so many, both bounds included. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE_USE, ElementType.ANNOTATION_TYPE})
public @interface Size {
  int min() default 0;

  int max() default Integer.MAX_VALUE;
}
