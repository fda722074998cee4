package dev.slipway.engine.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.slipway.ElementType;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Signature;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.ModelArtefact;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A native session with what is known of its graph, before anybody runs it. */
final class OnnxSession implements AutoCloseable {

  private final String path;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final SessionSignature description;
  private final Map<ElementType, OrtSession> casts = new EnumMap<>(ElementType.class);

  private OnnxSession(
      String path, OrtEnvironment environment, OrtSession session, SessionSignature description)
      throws OrtException {
    this.path = path;
    this.environment = environment;
    this.session = session;
    this.description = description;
  }

  /** Checks an artefact and makes a session of it; nothing stays open if that fails. */
  static OnnxSession open(ModelArtefact artefact, EngineOptions options) {
    String path = artefact.path();
    SessionSettings settings = SessionSettings.of(path, options);
    CheckedModel model = CheckedModel.of(artefact);
    OrtEnvironment environment = OrtRuntime.environment(path);
    try (SessionOptions sessionOptions = settings.toSessionOptions(path)) {
      if (model.externalFolder() != null) {
        sessionOptions.addConfigEntry(
            "session.model_external_initializers_file_folder_path",
            model.externalFolder().toString());
      }
      OrtSession session = environment.createSession(direct(model.bytes()), sessionOptions);
      return describe(path, environment, session, model.graph());
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
      String path, OrtEnvironment environment, OrtSession session, OnnxGraph graph)
      throws OrtException {
    OnnxSession opened = null;
    try {
      opened =
          new OnnxSession(path, environment, session, SessionSignature.of(path, session, graph));
      opened.openCasts();
      return opened;
    } catch (OrtException | RuntimeException e) {
      if (opened == null) {
        session.close();
      } else {
        opened.close();
      }
      throw e;
    }
  }

  private void openCasts() throws OrtException {
    for (Signature.Field input : signature().inputs()) {
      if (OnnxTypes.needsCast(input.type()) && !casts.containsKey(input.type())) {
        try (SessionOptions options = new SessionOptions()) {
          options.setIntraOpNumThreads(1);
          casts.put(
              input.type(), environment.createSession(HelperModels.cast(input.type()), options));
        }
      }
    }
  }

  String path() {
    return path;
  }

  OrtEnvironment environment() {
    return environment;
  }

  OrtSession session() {
    return session;
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
    OnnxJavaType carrier = OnnxTypes.overBuffer(field.type());
    if (carrier != null) {
      return new DirectInput(field, carrier, environment);
    }
    OrtSession cast = casts.get(field.type());
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
      slots[i] = new OutputSlot(field, carrier, description.newOutputShape(i), environment);
    }
    return slots;
  }

  @Override
  public void close() {
    try {
      for (OrtSession cast : casts.values()) {
        cast.close();
      }
      session.close();
    } catch (OrtException e) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE, "Cannot close " + path + ": " + e.getMessage(), e);
    }
  }
}
