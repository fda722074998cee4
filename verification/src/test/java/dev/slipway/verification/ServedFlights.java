package dev.slipway.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.http.InferenceServer;
import dev.slipway.oip.messages.InferTensorContents;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferResponse;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a server for the probabilities of flights, by each of its protocols. Not thread-safe. */
final class ServedFlights implements AutoCloseable {

  private static final String MODEL = "flight-delay";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Table flights;
  private final InferenceServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Vertx vertx = Vertx.vertx();

  /** Serves a predictor, which stays the caller's. */
  ServedFlights(Predictor predictor, Table flights) {
    this.flights = flights;
    this.server = InferenceServer.builder().model(MODEL, predictor).port(0).start();
  }

  /** Returns the bits of the probabilities of one JSON record a request. */
  List<Integer> recordsAlone() throws IOException, InterruptedException {
    List<Integer> bits = new ArrayList<>();
    for (int row = 0; row < flights.rows(); row++) {
      bits.add(bits(post("/predict", record(row)).get("probability")));
    }
    return bits;
  }

  /** Returns the bits of the probabilities of one list of all records. */
  List<Integer> listOfRecords() throws IOException, InterruptedException {
    ArrayNode records = JSON.createArrayNode();
    for (int row = 0; row < flights.rows(); row++) {
      records.add(record(row));
    }
    List<Integer> bits = new ArrayList<>();
    post("/models/" + MODEL + "/predict", records)
        .forEach(answer -> bits.add(bits(answer.get("probability"))));
    return bits;
  }

  /** Returns the bits of the probabilities of one request of the Open Inference Protocol. */
  List<Integer> tensors() throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode inputs = body.putArray("inputs");
    for (String name : flights.names()) {
      ObjectNode input = inputs.addObject().put("name", name);
      input.put("datatype", name.equals("distance") ? "INT64" : "BYTES");
      input.putArray("shape").add(flights.rows());
      ArrayNode data = input.putArray("data");
      for (int row = 0; row < flights.rows(); row++) {
        data.add(record(row).get(name));
      }
    }
    body.putArray("outputs").addObject().put("name", "probability");
    List<Integer> bits = new ArrayList<>();
    post("/v2/models/" + MODEL + "/infer", body)
        .at("/outputs/0/data")
        .forEach(value -> bits.add(bits(value)));
    return bits;
  }

  /** Returns the bits of the probabilities of one gRPC call. */
  List<Integer> remoteCall() throws Exception {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(MODEL);
    for (String name : flights.names()) {
      request.addInputs(input(name));
    }
    request.addOutputs(
        ModelInferRequest.InferRequestedOutputTensor.newBuilder().setName("probability"));
    ModelInferResponse response = call(request.build());
    List<Integer> bits = new ArrayList<>();
    response
        .getOutputs(0)
        .getContents()
        .getFp32ContentsList()
        .forEach(value -> bits.add(Float.floatToIntBits(value)));
    return bits;
  }

  private ModelInferRequest.InferInputTensor.Builder input(String name) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (int row = 0; row < flights.rows(); row++) {
      if (name.equals("distance")) {
        contents.addInt64Contents(flights.column(name).longAt(row));
      } else {
        contents.addBytesContents(ByteString.copyFromUtf8(record(row).get(name).asText()));
      }
    }
    return ModelInferRequest.InferInputTensor.newBuilder()
        .setName(name)
        .setDatatype(name.equals("distance") ? "INT64" : "BYTES")
        .addShape(flights.rows())
        .setContents(contents);
  }

  private ModelInferResponse call(ModelInferRequest request) throws Exception {
    ServiceMethod<ModelInferResponse, ModelInferRequest> method =
        ServiceMethod.client(
            ServiceName.create("inference", "GRPCInferenceService"),
            "ModelInfer",
            GrpcMessageEncoder.<ModelInferRequest>encoder(),
            GrpcMessageDecoder.<ModelInferResponse>decoder(
                ModelInferResponse.getDefaultInstance()));
    return GrpcClient.client(vertx)
        .request(SocketAddress.inetSocketAddress(server.port(), "127.0.0.1"), method)
        .compose(sent -> sent.send(request))
        .compose(response -> response.last())
        .toCompletionStage()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private ObjectNode record(int row) {
    return JSON.createObjectNode()
        .put("date", flights.column("date").valueAt(row).toString())
        .put("distance", flights.column("distance").longAt(row))
        .put("origin", flights.column("origin").stringAt(row))
        .put("destination", flights.column("destination").stringAt(row));
  }

  private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** The decimal of a float says which one it is. */
  private static int bits(JsonNode number) {
    return Float.floatToIntBits(Float.parseFloat(number.asText()));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.close();
  }
}
