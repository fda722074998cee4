package dev.slipway.core.internal.predict;

import dev.slipway.Model;
import dev.slipway.ModelVersion;
import dev.slipway.Parity;
import dev.slipway.Signature;
import dev.slipway.Table;
import java.util.Optional;

/** What a loaded package states. */
record ServedModel(
    ModelVersion version,
    Signature signature,
    String variant,
    String engine,
    Parity parity,
    Optional<String> description,
    Optional<Table> example,
    Optional<String> signer)
    implements Model {}
