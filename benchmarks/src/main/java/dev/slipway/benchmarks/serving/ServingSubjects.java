package dev.slipway.benchmarks.serving;

import dev.slipway.benchmarks.harness.Comparison;
import dev.slipway.benchmarks.harness.Goal;
import dev.slipway.benchmarks.harness.Subject;
import java.util.ArrayList;
import java.util.List;

/** The benchmarks of servers, and what their figures are held to. */
public final class ServingSubjects {

  private static final String OURS = "slipway";
  private static final String BARE = "vertx";
  private static final String FASTIFY = "fastify";
  private static final String FAST_API = "fastapi";
  private static final String FAST_API_LOOP = "fastapi-loop";
  private static final String WITHOUT_ARCHIVE = "slipway-jdk-archive";
  private static final String RATE = "requests/s";
  private static final double MOST_MILLIS = 10;

  private ServingSubjects() {}

  /**
   * Returns the benchmarks.
   *
   * @return in the order of the page
   */
  public static List<Subject> all() {
    return List.of(json(), protocol(), start());
  }

  private static JavaContender ours() {
    return new JavaContender(OURS, SlipwayServer.class);
  }

  private static JavaContender bare() {
    return new JavaContender(BARE, BareServer.class);
  }

  private static FastApi fastApi() {
    return new FastApi(FAST_API, FastApi.Way.THREADS);
  }

  private static Subject json() {
    List<Comparison> lines = new ArrayList<>();
    lines.add(new Comparison("beside Vert.x by hand", OURS, BARE, RATE, Goal.ratioAtLeast(0.8)));
    lines.add(new Comparison("beside Fastify", OURS, FASTIFY, RATE, Goal.ratioAtLeast(2)));
    lines.add(
        new Comparison("beside FastAPI, threads", OURS, FAST_API, RATE, Goal.ratioAtLeast(15)));
    lines.add(
        new Comparison(
            "beside FastAPI, event loop", OURS, FAST_API_LOOP, RATE, Goal.ratioAtLeast(15)));
    lines.addAll(latencies("half of its own peak", OURS, ServingJson.OWN));
    for (String peer : List.of(BARE, FASTIFY, FAST_API, FAST_API_LOOP)) {
      lines.addAll(latencies("half of the slower one's peak", peer, peer));
    }
    return new Subject(
        "serving-json",
        "one row of the four-feature logistic model in typed JSON by HTTP/1.1: requests a second"
            + " that 32 connections get, and latencies at fixed rates, from the times at which"
            + " requests were to be sent, as independent callers would; server and client on one"
            + " processor each; beside Vert.x with Jackson's streams and pinned tensors by hand,"
            + " Fastify with onnxruntime-node, and FastAPI with scikit-learn, once computing in its"
            + " pool of threads, as its documentation has it for what blocks, and once on its event"
            + " loop, which is faster for so small a model",
        new Subject.Turns(
            () ->
                new ServingJson(
                    Contenders.of(
                        ours(),
                        bare(),
                        Fastify.ofUser(FASTIFY),
                        fastApi(),
                        new FastApi(FAST_API_LOOP, FastApi.Way.LOOP)),
                    Pace.ofMillis(20_000, 4000),
                    32),
            3),
        lines);
  }

  private static List<Comparison> latencies(String text, String peer, String load) {
    boolean alone = peer.equals(OURS);
    Goal goal = alone ? Goal.atMost(MOST_MILLIS) : Goal.ratioAtMost(1);
    return List.of(
        Comparison.alone("load: " + text, peer, RATE + " @ " + load, Goal.none()),
        new Comparison("50th percentile at it", OURS, peer, "ms @ p50 " + load, Goal.none()),
        new Comparison("99th percentile at it", OURS, peer, "ms @ p99 " + load, goal),
        new Comparison("99.9th percentile at it", OURS, peer, "ms @ p99.9 " + load, Goal.none()));
  }

  private static Subject protocol() {
    List<Comparison> lines = new ArrayList<>();
    for (OipLoad load : OipLoad.values()) {
      lines.add(new Comparison(text(load), OURS, BARE, load.unit(), Goal.none()));
    }
    return new Subject(
        "serving-oip",
        "the same model by the Open Inference Protocol, as much as a server takes; server and"
            + " client on one processor each; beside Vert.x by hand, which computes the answers in"
            + " JSON and has the others ready as bytes, so that it shows what the network takes",
        new Subject.Turns(
            () -> new ServingOip(Contenders.of(ours(), bare()), Pace.ofMillis(16_000, 2500)), 2),
        lines);
  }

  private static String text(OipLoad load) {
    return switch (load) {
      case JSON -> "JSON, tensors of 1,000 rows, 8 connections";
      case BINARY -> "binary tensors of 100,000 rows, 2 connections, beside bytes only";
      case GRPC_ROW -> "gRPC, one row, 32 connections, beside bytes only";
      case GRPC_ROWS -> "gRPC, raw contents of 1,000 rows, 8 connections, beside bytes only";
    };
  }

  private static Subject start() {
    List<Comparison> lines = new ArrayList<>();
    for (String peer : List.of(WITHOUT_ARCHIVE, BARE, FASTIFY, FAST_API)) {
      lines.add(new Comparison("start to ready", OURS, peer, "s", Goal.none()));
    }
    for (String peer : List.of(WITHOUT_ARCHIVE, BARE, FASTIFY, FAST_API)) {
      lines.add(new Comparison("resident when ready", OURS, peer, "MiB @ start", Goal.none()));
      lines.add(new Comparison("resident after load", OURS, peer, "MiB @ load", Goal.none()));
    }
    return new Subject(
        "serving-start",
        "`./slipway serve` of that model, from the start of its process until `/ready` says so,"
            + " and what is resident then and after three seconds of load, with all processors and"
            + " every program's defaults; beside the same with the JDK's archive of classes only,"
            + " and beside those programs",
        new Subject.Turns(
            () ->
                new ServingStart(
                    Contenders.of(
                        ServeCommand.ofLauncher(OURS),
                        ServeCommand.withoutArchive(WITHOUT_ARCHIVE),
                        bare(),
                        Fastify.ofUser(FASTIFY),
                        fastApi()),
                    Pace.ofMillis(1000, 2000),
                    3),
            3),
        lines);
  }
}
