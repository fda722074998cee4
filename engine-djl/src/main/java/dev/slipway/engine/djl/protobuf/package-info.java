/** Reads protocol buffers in place, for what engines check before a native library sees a model. */
@NullMarked
package dev.slipway.engine.djl.protobuf;

import org.jspecify.annotations.NullMarked;
