package dev.slipway.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The architecture")
class ArchitectureTest {

  private static final String API = "dev.slipway";
  private static final String SPI = "dev.slipway.spi..";
  private static final String CORE = "dev.slipway.core..";
  private static final String ENGINES = "dev.slipway.engine..";
  private static final String BATCH = "dev.slipway.batch..";
  private static final String CONVERT = "dev.slipway.convert..";
  private static final String LIFECYCLE = "dev.slipway.lifecycle..";
  private static final String REGISTRY = "dev.slipway.registry..";
  private static final String HTTP = "dev.slipway.http..";
  private static final String CLI = "dev.slipway.cli..";
  private static final String SIGNING = "dev.slipway.lifecycle.signing..";
  private static final String TCK = "dev.slipway.tck..";
  private static final String CONFORMANCE = "dev.slipway.oip.conformance..";

  /** Packages that may stand anywhere. */
  private static final String[] PLATFORM = {
    "java..", "javax.crypto..", "javax.security.auth.x500..", "org.jspecify.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // Generated.
          .withImportOption(location -> !location.contains("/slipway/oip/messages/"))
          .importPackages("dev.slipway");

  private static DescribedPredicate<JavaClass> outside(String... packages) {
    return not(resideInAnyPackage(packages)).and(not(resideInAnyPackage(PLATFORM)));
  }

  private static ArchRule only(String module, String... packages) {
    return noClasses()
        .that(resideInAPackage(module))
        .should()
        .dependOnClassesThat(outside(packages).and(not(primitive())));
  }

  private static DescribedPredicate<JavaClass> primitive() {
    return DescribedPredicate.describe(
        "primitives and their arrays", type -> type.getBaseComponentType().isPrimitive());
  }

  @Test
  @DisplayName("is read from all modules, so that no rule passes on nothing")
  void isReadFromAllModules() {
    List<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).distinct().collect(Collectors.toList());
    assertThat(packages)
        .contains(
            "dev.slipway",
            "dev.slipway.spi",
            "dev.slipway.core",
            "dev.slipway.engine.djl",
            "dev.slipway.engine.onnx",
            "dev.slipway.engine.tflite",
            "dev.slipway.engine.tflite.djl",
            "dev.slipway.engine.tensorflow",
            "dev.slipway.lifecycle.signing",
            "dev.slipway.batch",
            "dev.slipway.convert",
            "dev.slipway.http",
            "dev.slipway.oip.conformance",
            "dev.slipway.lifecycle",
            "dev.slipway.lifecycle.file",
            "dev.slipway.tck.registry",
            "dev.slipway.cli",
            "dev.slipway.registry.mlflow",
            "dev.slipway.tck",
            "dev.slipway.examples.flightdelay");
    assertThat(CLASSES.size()).isGreaterThan(300);
  }

  @Nested
  @DisplayName("has the arrows of the design:")
  class Arrows {

    @Test
    @DisplayName("the API needs nothing, and its users' half nothing of its authors' half")
    void api() {
      noClasses()
          .that(resideInAnyPackage(API, SPI))
          .should()
          .dependOnClassesThat(outside(API, SPI).and(not(primitive())))
          .check(CLASSES);
      noClasses()
          .that(resideInAPackage(API))
          .should()
          .dependOnClassesThat(resideInAPackage(SPI))
          .check(CLASSES);
    }

    @Test
    @DisplayName("the core needs the API, a JSON and a YAML library")
    void core() {
      only(CORE, API, SPI, CORE, "com.fasterxml.jackson.core..", "org.snakeyaml.engine..")
          .check(CLASSES);
    }

    @Test
    @DisplayName("keys and signing see only the API, the core and the JSON library")
    void signing() {
      only(SIGNING, API, SPI, CORE, SIGNING, "com.fasterxml.jackson.core..").check(CLASSES);
    }

    @Test
    @DisplayName("an engine sees only the API and the DJL engine")
    void engines() {
      only(
              "dev.slipway.engine.djl..",
              API,
              SPI,
              "dev.slipway.engine.djl..",
              "ai.djl..",
              "org.slf4j..")
          .check(CLASSES);
      only("dev.slipway.engine.onnx..", API, SPI, ENGINES, "ai.djl..", "ai.onnxruntime..")
          .check(CLASSES);
      only("dev.slipway.engine.tflite", API, SPI, "dev.slipway.engine.tflite", "org.bytedeco..")
          .check(CLASSES);
      only("dev.slipway.engine.tflite.djl..", API, SPI, ENGINES, "ai.djl..").check(CLASSES);
      only(
              "dev.slipway.engine.tensorflow..",
              API,
              SPI,
              "dev.slipway.engine.djl",
              "dev.slipway.engine.tensorflow",
              "ai.djl..",
              "org.tensorflow..",
              "com.google.protobuf..",
              "org.bytedeco..",
              "com.sun.jna..")
          .check(CLASSES);
    }

    @Test
    @DisplayName("the batch runner sees only the API, the core and DuckDB")
    void batchRunner() {
      only(BATCH, API, SPI, CORE, BATCH, "org.duckdb..").check(CLASSES);
    }

    @Test
    @DisplayName("the conversion sees only the API, the core and the libraries of both formats")
    void conversion() {
      only(
              CONVERT,
              API,
              SPI,
              CORE,
              CONVERT,
              "ai.onnx.proto..",
              "com.google.protobuf..",
              "org.tensorflow.lite.schema..",
              "com.google.flatbuffers..")
          .check(CLASSES);
    }

    @Test
    @DisplayName("nothing but the command line knows the conversion")
    void conversionIsForBuildTime() {
      noClasses()
          .that(not(resideInAnyPackage(CONVERT, CLI)))
          .should()
          .dependOnClassesThat(resideInAPackage(CONVERT))
          .check(CLASSES);
    }

    @Test
    @DisplayName("the HTTP runner sees only the API, the core, Vert.x and what counts")
    void httpRunner() {
      only(
              HTTP,
              API,
              SPI,
              CORE,
              HTTP,
              "dev.slipway.oip.messages..",
              "io.vertx..",
              "io.micrometer..",
              "com.google.protobuf..",
              "com.fasterxml.jackson.core..",
              "com.fasterxml.jackson.dataformat.csv..",
              "org.slf4j..")
          .check(CLASSES);
    }

    @Test
    @DisplayName(
        "registries see only the API, the core and a JSON library, and no runner sees them")
    void registries() {
      only(LIFECYCLE, API, SPI, CORE, LIFECYCLE, "com.fasterxml.jackson.core..").check(CLASSES);
      noClasses()
          .that(resideInAnyPackage(API, SPI, CORE, BATCH, ENGINES))
          .should()
          .dependOnClassesThat(resideInAPackage(LIFECYCLE))
          .check(CLASSES);
    }

    @Test
    @DisplayName(
        "the MLflow registry sees only the API, the core, the lifecycle and a JSON library")
    void mlflowRegistry() {
      only(
              REGISTRY,
              API,
              SPI,
              CORE,
              LIFECYCLE,
              REGISTRY,
              "com.fasterxml.jackson..",
              "javax.net.ssl..")
          .check(CLASSES);
    }

    @Test
    @DisplayName("the contract kit sees only the API and the test libraries")
    void contractKit() {
      only(TCK, API, SPI, CORE, LIFECYCLE, TCK, "org.junit..", "org.assertj..", "org.opentest4j..")
          .check(CLASSES);
    }

    @Test
    @DisplayName("the protocol's kit sees no server of ours, only the messages and what asks")
    void conformanceKit() {
      only(
              CONFORMANCE,
              CONFORMANCE,
              "dev.slipway.oip.messages..",
              "io.vertx..",
              "com.google.protobuf..",
              "com.fasterxml.jackson..",
              "org.junit..",
              "org.opentest4j..")
          .check(CLASSES);
    }

    @Test
    @DisplayName("nothing but the command line knows the protocol's kit")
    void conformanceKitIsATest() {
      noClasses()
          .that(not(resideInAnyPackage(CONFORMANCE, CLI)))
          .should()
          .dependOnClassesThat(resideInAPackage(CONFORMANCE))
          .check(CLASSES);
    }

    @Test
    @DisplayName("no type of DJL, ONNX Runtime or TensorFlow stands outside the engines")
    void engineLibrariesStayInEngines() {
      noClasses()
          .that(not(resideInAnyPackage(ENGINES, "dev.slipway.testing..")))
          .should()
          .dependOnClassesThat(
              // The schema of TFLite files is a format: the conversion writes it.
              resideInAnyPackage(
                      "ai.djl..", "ai.onnxruntime..", "org.bytedeco..", "org.tensorflow..")
                  .and(not(resideInAPackage("org.tensorflow.lite.schema.."))))
          .check(CLASSES);
    }
  }

  @Nested
  @DisplayName("keeps to the house rules:")
  class HouseRules {

    @Test
    @DisplayName("what is internal is used by its own module only")
    void internalIsInternal() {
      for (String module :
          List.of(
              "core",
              "batch",
              "convert",
              "http",
              "engine.onnx",
              "engine.tflite",
              "engine.tensorflow",
              "engine.djl",
              "registry.mlflow",
              "tck")) {
        noClasses()
            .that(not(resideInAPackage("dev.slipway." + module + "..")))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.slipway." + module + ".internal.."))
            .check(CLASSES);
      }
    }

    @Test
    @DisplayName("internal packages have no cycles")
    void noCycles() {
      SlicesRuleDefinition.slices()
          .matching("dev.slipway.core.internal.(*)..")
          .should()
          .beFreeOfCycles()
          .check(CLASSES);
      SlicesRuleDefinition.slices()
          .matching("dev.slipway.registry.mlflow.internal.(*)..")
          .should()
          .beFreeOfCycles()
          .check(CLASSES);
      SlicesRuleDefinition.slices()
          .matching("dev.slipway.http.internal.(*)..")
          .should()
          .beFreeOfCycles()
          .check(CLASSES);
      SlicesRuleDefinition.slices()
          .matching("dev.slipway.convert.internal.(*)..")
          .should()
          .beFreeOfCycles()
          .check(CLASSES);
      SlicesRuleDefinition.slices()
          .matching("dev.slipway.(engine|batch|cli|tck|examples)..")
          .should()
          .beFreeOfCycles()
          .check(CLASSES);
    }

    @Test
    @DisplayName("every package is null-marked")
    void packagesAreNullMarked() {
      List<String> unmarked =
          CLASSES.stream()
              .map(JavaClass::getPackage)
              .distinct()
              .filter(p -> !p.isAnnotatedWith(NullMarked.class))
              .map(p -> p.getName())
              .filter(name -> !name.equals("dev.slipway.tck.models"))
              .toList();
      assertThat(unmarked).isEmpty();
    }

    @Test
    @DisplayName("only the command line and the examples write to the standard streams")
    void standardStreams() {
      noClasses()
          .that(not(resideInAnyPackage(CLI, "dev.slipway.examples..", "dev.slipway.testing..")))
          .and()
          // The main class of a process of its own.
          .doNotHaveFullyQualifiedName("dev.slipway.tck.LeakProcess")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .check(CLASSES);
    }

    @Test
    @DisplayName("nothing is unsupported by surprise, and no name says nothing")
    void namesAndExceptions() {
      noClasses()
          .that(not(resideInAPackage("dev.slipway.engine.djl..")))
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "UnsupportedOperationException",
                  type -> type.isEquivalentTo(UnsupportedOperationException.class)))
          .check(CLASSES);
      classes().should().haveNameNotMatching(".*(Utils?|Manager|Helper|Impl)").check(CLASSES);
    }

    @Test
    @DisplayName("the API stays small")
    void apiStaysSmall() {
      List<String> types =
          CLASSES.stream()
              .filter(resideInAnyPackage(API, SPI))
              .filter(type -> type.isTopLevelClass())
              .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
              .map(JavaClass::getSimpleName)
              .sorted()
              .toList();
      assertThat(types).hasSizeLessThanOrEqualTo(42);
    }
  }
}
