package dev.slipway.engine.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Signature;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.ModelArtefact;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/** A native session with what is known of its graph, before anybody runs it. */
final class OnnxSession implements AutoCloseable {

  private static final String EXTERNAL_FOLDER =
      "session.model_external_initializers_file_folder_path";

  private final String path;
  private final OrtSession session;
  private final SessionSignature description;
  private final HelperSessions helpers;

  private OnnxSession(
      String path, OrtSession session, SessionSignature description, HelperSessions helpers) {
    this.path = path;
    this.session = session;
    this.description = description;
    this.helpers = helpers;
  }

  /** Checks an artefact and makes a session of it; nothing stays open if that fails. */
  static OnnxSession open(ModelArtefact artefact, EngineOptions options) {
    SessionSettings settings = SessionSettings.of(artefact.path(), options);
    return open(artefact.path(), settings, CheckedModel.of(artefact), output -> true);
  }

  /** Does the same with results of operators as the outputs, as far as they are tensors. */
  static OnnxSession openTraced(ModelArtefact artefact, EngineOptions options, TracedGraph graph) {
    SessionSettings settings = SessionSettings.of(artefact.path(), options);
    return open(
        artefact.path(),
        settings,
        CheckedModel.of(artefact).withOutputs(graph.exposable()),
        output -> graph.results().contains(output.getName()) && SessionSignature.isTensor(output));
  }

  private static OnnxSession open(
      String path, SessionSettings settings, CheckedModel model, Predicate<NodeInfo> outputs) {
    OrtEnvironment environment = OrtRuntime.environment(path);
    try (SessionOptions sessionOptions = settings.toSessionOptions(path)) {
      if (model.externalFolder() != null) {
        sessionOptions.addConfigEntry(EXTERNAL_FOLDER, model.externalFolder().toString());
      }
      OrtSession session = environment.createSession(direct(model.bytes()), sessionOptions);
      return describe(path, session, model.graph(), outputs);
    } catch (OrtException e) {
      throw LoadFailure.of(path, e);
    }
  }

  private static ByteBuffer direct(ByteBuffer bytes) {
    if (bytes.isDirect()) {
      return bytes;
    }
    return ByteBuffer.allocateDirect(bytes.remaining()).put(bytes).flip();
  }

  private static OnnxSession describe(
      String path, OrtSession session, OnnxGraph graph, Predicate<NodeInfo> outputs)
      throws OrtException {
    try {
      SessionSignature description = SessionSignature.of(path, session, graph, outputs);
      HelperSessions helpers =
          HelperSessions.open(OrtRuntime.environment(path), description.signature());
      return new OnnxSession(path, session, description, helpers);
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  String path() {
    return path;
  }

  String version() {
    return helpers.environment().getVersion();
  }

  OrtSession session() {
    return session;
  }

  TextReader texts() {
    return helpers.texts();
  }

  Signature signature() {
    return description.signature();
  }

  List<String> labels(int output) {
    return description.labels(output);
  }

  InputSlot[] newInputs() {
    return signature().inputs().stream().map(this::newInput).toArray(InputSlot[]::new);
  }

  private InputSlot newInput(Signature.Field field) {
    OrtEnvironment environment = helpers.environment();
    OnnxJavaType carrier = OnnxTypes.overBuffer(field.type());
    if (carrier != null) {
      return new DirectInput(field, carrier, environment);
    }
    OrtSession cast = helpers.cast(field.type());
    return cast == null
        ? new StringInput(field, environment)
        : new CastInput(field, cast, environment);
  }

  OutputSlot[] newOutputs() {
    List<Signature.Field> fields = signature().outputs();
    OutputSlot[] slots = new OutputSlot[fields.size()];
    for (int i = 0; i < slots.length; i++) {
      Signature.Field field = fields.get(i);
      OnnxJavaType carrier =
          description.isPassedThrough(i) ? null : OnnxTypes.overBuffer(field.type());
      slots[i] = new OutputSlot(field, carrier, description.newOutputShape(i), helpers);
    }
    return slots;
  }

  @Override
  public void close() {
    try {
      helpers.close();
      session.close();
    } catch (OrtException e) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE, "Cannot close " + path + ": " + e.getMessage(), e);
    }
  }
}
