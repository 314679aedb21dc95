package io.executionplane.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module may use what. Dependencies point down only, and never in a circle. */
@AnalyzeClasses(packages = "io.executionplane", importOptions = MainCode.class)
class ModuleRulesTest {

  private static final String CONTRACTS = "io.executionplane.contracts..";
  private static final String LANES = "io.executionplane.lanes..";
  private static final String LANE_SPI = "io.executionplane.lanes.spi..";
  private static final String PROCESS_LANE = "io.executionplane.lanes.process..";
  private static final String TERMINAL_LANE = "io.executionplane.lanes.terminal..";
  private static final String JOURNAL = "io.executionplane.journal..";
  private static final String NODE = "io.executionplane.node..";
  private static final String TESTKIT = "io.executionplane.testkit..";

  @ArchTest
  static void theRulesSeeTheModules(JavaClasses classes) {
    for (var module : new String[] {CONTRACTS, LANE_SPI, JOURNAL, NODE}) {
      assertThat(classes.that(resideInAPackage(module))).as(module).isNotEmpty();
    }
  }

  @ArchTest
  static final ArchRule contractsKnowOnlyTheJdkAndJackson =
      classes()
          .that()
          .resideInAPackage(CONTRACTS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CONTRACTS, "java..", "com.fasterxml.jackson..", "org.jspecify..")
          .because("a contract must outlive the runtime that carries it");

  @ArchTest
  static final ArchRule theLaneSpiKnowsOnlyContractsAndStreams =
      classes()
          .that()
          .resideInAPackage(LANE_SPI)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              LANE_SPI,
              CONTRACTS,
              "java..",
              "org.apache.pekko..",
              "com.typesafe.config..",
              "org.slf4j..",
              "org.jspecify..")
          .because("whoever writes a lane inherits what the SPI depends on");

  @ArchTest
  static final ArchRule aSimulationHasNoWayOut =
      noClasses()
          .that()
          .resideInAPackage("io.executionplane.node.simulation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.channels..", "org.apache.pekko.io..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.lang\\.(Process|ProcessBuilder|Runtime|ProcessHandle)")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("io.executionplane.lanes.(process|http|jsonrpc|sse|websocket)..")
          .because("what a simulation proves is that it could not have done anything");

  @ArchTest
  static final ArchRule lanesKnowNoPolicyAndNoJournal =
      noClasses()
          .that()
          .resideInAPackage(LANES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(NODE, JOURNAL)
          .because(
              "a lane does what it is told and reports what it saw; it neither decides nor proves");

  @ArchTest
  static final ArchRule lanesDoNotKnowEachOther =
      slices()
          .matching("io.executionplane.lanes.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage(LANE_SPI))
          .ignoreDependency(
              resideInAnyPackage(
                  "io.executionplane.lanes.jsonrpc..", "io.executionplane.lanes.snapshot.."),
              resideInAPackage(PROCESS_LANE))
          .because(
              "an embedder inherits only the lanes it runs; two protocols speak over a process");

  @ArchTest
  static final ArchRule theJournalKnowsNeitherLanesNorTheNode =
      noClasses()
          .that()
          .resideInAPackage(JOURNAL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LANES, NODE)
          .because("it proves, it does not run");

  @ArchTest
  static final ArchRule onlyTheProcessLaneTouchesTheOperatingSystem =
      noClasses()
          .that(not(resideInAPackage(PROCESS_LANE)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.sun.jna..", "com.pty4j..", "org.apache.sshd..", "net.schmizz..", "com.jcraft..")
          .because("native calls, terminals and SSH are protocol libraries of one lane");

  @ArchTest
  static final ArchRule onlyTheTerminalLaneDrawsScreens =
      noClasses()
          .that(not(resideInAPackage(TERMINAL_LANE)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.googlecode.lanterna..", "org.jline..")
          .because("the screen library is the protocol library of one lane");

  @ArchTest
  static final ArchRule mainCodeUsesNoTestCode =
      noClasses()
          .that(not(resideInAPackage(TESTKIT)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TESTKIT, "org.junit..", "org.assertj..", "org.awaitility..", "..pekko..testkit..")
          .because("what ships must not bring a test library along");

  @ArchTest
  static final ArchRule packagesFormNoCircles =
      slices()
          .matching("io.executionplane.(**)")
          .should()
          .beFreeOfCycles()
          .because("a circle of packages is one package that nobody can read in parts");
}
