package io.executionplane.contracts.json;

/** What a schema tells people about records and their components. */
public interface SchemaDescriptions {

  /** Says nothing. */
  SchemaDescriptions NONE =
      new SchemaDescriptions() {
        @Override
        public String of(Class<?> type) {
          return "";
        }

        @Override
        public String of(Class<?> type, String component) {
          return "";
        }
      };

  /** What a type is; empty if nothing is known. */
  String of(Class<?> type);

  /** What a component of a record is; empty if nothing is known. */
  String of(Class<?> type, String component);
}
