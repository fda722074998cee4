package dev.slipway.convert;

import dev.slipway.ErrorCode;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.NewVariant;
import dev.slipway.spi.ModelFormat;

/**
 * Makes a variant by converting a package's own model, for {@link dev.slipway.core.VariantBuilder}.
 *
 * @param target what the model becomes; the variant has its name
 */
public record VariantMaker(Target target) implements NewVariant.Maker {

  @Override
  public NewVariant make(ModelPackage source) {
    if (!source.artefact().format().equals(ModelFormat.ONNX)) {
      throw new UnsupportedModelException(
          ErrorCode.UNSUPPORTED_MODEL,
          "Cannot convert %s to %s: its own model is of the format %s, expected onnx"
              .formatted(source.version(), target.id(), source.artefact().format()),
          null);
    }
    ConvertedModel converted =
        ModelConverter.convert(source.version().toString(), source.artefact().content(), target);
    return new NewVariant(target.id(), target.file(), converted.bytes(), converted.labels());
  }
}
