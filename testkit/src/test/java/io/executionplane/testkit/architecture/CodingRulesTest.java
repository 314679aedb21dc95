package io.executionplane.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import java.util.regex.Pattern;

/** What no class does, whichever module it is in. */
@AnalyzeClasses(packages = "io.executionplane", importOptions = MainCode.class)
class CodingRulesTest {

  /** A journal's plugin answers Pekko in Scala's futures. */
  private static final DescribedPredicate<JavaClass> JOURNAL_PLUGIN =
      describe(
          "are the journal's plugin",
          type -> outermost(type).getSimpleName().equals("EvidenceJournal"));

  private static final Pattern VAGUE_WORDS =
      Pattern.compile("(?:.*[a-z])?(?:Utils?|Helpers?|Managers?|Impl|Common|Misc)(?:[A-Z].*)?");

  private static final DescribedPredicate<JavaClass> VAGUELY_NAMED =
      describe("are vaguely named", type -> VAGUE_WORDS.matcher(type.getSimpleName()).matches());

  private static final DescribedPredicate<JavaClass> IN_A_VAGUE_PACKAGE =
      resideInAnyPackage(
          "..util..",
          "..utils..",
          "..helper..",
          "..helpers..",
          "..common..",
          "..misc..",
          "..impl..",
          "..core..",
          "..shared..");

  private static final DescribedPredicate<JavaClass> SERIALIZABLE_BY_ITS_OWN_WISH =
      describe(
          "implement Serializable themselves",
          type ->
              type.getRawInterfaces().stream()
                  .anyMatch(parent -> parent.isEquivalentTo(Serializable.class)));

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(CodingRulesTest::outermost).orElse(type);
  }

  @ArchTest
  static final ArchRule pekkoIsUsedFromJava =
      noClasses()
          .that(not(JOURNAL_PLUGIN))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("scala..", "org.apache.pekko..scaladsl..")
          .because(
              "Scala's types in Java need a reader who knows both; the journal's plugin has to");

  @ArchTest
  static final ArchRule namesSayTheJob =
      noClasses()
          .should(be(VAGUELY_NAMED))
          .because("such a name says that its author knew none: EvidenceChain, not ChainHelper");

  @ArchTest
  static final ArchRule packagesSayTheirSubject =
      noClasses()
          .should(be(IN_A_VAGUE_PACKAGE))
          .because("a folder is a word from architecture.md; what is common belongs to somebody");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that(not(resideInAPackage("io.executionplane.node.cli..")))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethodWhere(
              target(owner(assignableTo(Throwable.class))).and(target(name("printStackTrace"))))
          .because("an embedder's standard output is not ours");

  @ArchTest
  static final ArchRule logsGoThroughOneDoor =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
          .because("SLF4J is the one door, and the host chooses what is behind it");

  @ArchTest
  static final ArchRule nothingIsJavaSerialized =
      noClasses()
          .should(be(SERIALIZABLE_BY_ITS_OWN_WISH))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.io\\.(ObjectInputStream|ObjectOutputStream|Externalizable|ObjectInputFilter)")
          .because("what travels or is kept has a wire form that somebody chose");
}
