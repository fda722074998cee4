/** MediaPipe's face detection models, run on a drawn picture. */
@NullMarked
package dev.slipway.verification.mediapipe;

import org.jspecify.annotations.NullMarked;
