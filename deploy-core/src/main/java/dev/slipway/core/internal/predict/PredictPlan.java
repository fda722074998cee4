package dev.slipway.core.internal.predict;

import dev.slipway.Signature;
import java.util.List;

/**
 * Everything that every call of one model has in common. Immutable.
 *
 * @param signature what callers send and get
 * @param check finds the signature's columns
 * @param preprocessing from the signature's columns to those that are packed
 * @param packing from columns to tensors
 * @param params from the call's params to tensors
 * @param answers from tensors to the answer's columns
 * @param layout how rows lie in tensors
 */
record PredictPlan(
    Signature signature,
    InputCheck check,
    Preprocessing preprocessing,
    Packing packing,
    ParamInputs params,
    List<Answer> answers,
    RowLayout layout) {}
