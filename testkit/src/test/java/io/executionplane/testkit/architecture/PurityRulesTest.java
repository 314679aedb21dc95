package io.executionplane.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Date;
import java.util.Set;

/** Contracts are arithmetic: the same values give the same answer, anywhere and at any time. */
@AnalyzeClasses(packages = "io.executionplane.contracts", importOptions = MainCode.class)
class PurityRulesTest {

  /** They live among the input and output classes, and do neither. */
  private static final Set<String> VALUES_AND_FAILURES =
      Set.of(
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.IOException",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.StringReader",
          "java.io.StringWriter",
          "java.io.UncheckedIOException",
          "java.net.URI",
          "java.net.URISyntaxException");

  private static final DescribedPredicate<JavaClass> INPUT_OR_OUTPUT =
      resideInAnyPackage(
              "java.io..",
              "java.net..",
              "java.nio.channels..",
              "java.nio.file..",
              "java.sql..",
              "javax..")
          .and(
              describe(
                  "do input or output", type -> !VALUES_AND_FAILURES.contains(type.getName())));

  @ArchTest
  static final ArchRule contractsReadAndWriteNothing =
      noClasses()
          .should()
          .dependOnClassesThat(INPUT_OR_OUTPUT)
          .because("a verifier elsewhere must come to the same answer from the same bytes");

  @ArchTest
  static final ArchRule contractsNeverAskForTheTime =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(resideInAPackage("java.time..")))
                  .and(target(nameMatching("now|system.*|millis|instant|tick.*"))))
          .orShould()
          .callMethodWhere(
              target(owner(name("java.lang.System")))
                  .and(target(nameMatching("currentTimeMillis|nanoTime"))))
          .orShould()
          .callConstructor(Date.class)
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.time\\.(Clock|InstantSource)")
          .because("time is a fact that somebody observed and passed in");

  @ArchTest
  static final ArchRule contractsNeverRollDice =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)"
                  + "|java\\.util\\.random\\..*|java\\.security\\.SecureRandom")
          .orShould()
          .callMethodWhere(target(owner(name("java.util.UUID"))).and(target(name("randomUUID"))))
          .orShould()
          .callMethodWhere(target(owner(name("java.lang.Math"))).and(target(name("random"))))
          .because("an identity is derived from what it names, or given by the caller");
}
