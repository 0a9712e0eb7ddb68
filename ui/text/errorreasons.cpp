#include "ui/text/errorreasons.h"

#include <QCoreApplication>

#include <array>

namespace ain::text {

namespace {

struct Keyword {
    const char *code; ///< of the error
    const char *argument;
    const char *word; ///< as the rooms of core write it
    const char *text;
};

// clang-format off
const std::array keywords = {
    Keyword{"ainft.metadata", "path", "", QT_TRANSLATE_NOOP("ErrorReasons", "the top level")},
    Keyword{"ainft.metadata", "reason", "list", QT_TRANSLATE_NOOP("ErrorReasons", "the chain knows no lists")},
    Keyword{"ainft.metadata", "reason", "empty", QT_TRANSLATE_NOOP("ErrorReasons", "it is an empty object")},
    Keyword{"ainft.metadata", "reason", "null", QT_TRANSLATE_NOOP("ErrorReasons", "it has no value")},
    Keyword{"ainft.metadata", "reason", "label", QT_TRANSLATE_NOOP("ErrorReasons", "this name has characters that the chain refuses, or is too long")},
    Keyword{"ainft.metadata", "reason", "number", QT_TRANSLATE_NOOP("ErrorReasons", "it is not a finite number")},
    Keyword{"ainft.metadata", "reason", "depth", QT_TRANSLATE_NOOP("ErrorReasons", "it is nested too deeply")},
    Keyword{"ainft.metadata", "reason", "text", QT_TRANSLATE_NOOP("ErrorReasons", "the text has a damaged character")},
    Keyword{"ainft.name", "what", "name", QT_TRANSLATE_NOOP("ErrorReasons", "name")},
    Keyword{"ainft.name", "what", "symbol", QT_TRANSLATE_NOOP("ErrorReasons", "symbol")},
    Keyword{"ainft.name", "what", "description", QT_TRANSLATE_NOOP("ErrorReasons", "description")},
    Keyword{"ainft.name", "what", "token", QT_TRANSLATE_NOOP("ErrorReasons", "token number")},
    Keyword{"engine.arguments", "what", "size", QT_TRANSLATE_NOOP("ErrorReasons", "the sides must be 64 to 4096 pixels and multiples of 64")},
    Keyword{"engine.arguments", "what", "steps", QT_TRANSLATE_NOOP("ErrorReasons", "the number of steps must be 1 to 150")},
    Keyword{"engine.arguments", "what", "sampler", QT_TRANSLATE_NOOP("ErrorReasons", "the engine does not know this sampler")},
    Keyword{"engine.arguments", "what", "scheduler", QT_TRANSLATE_NOOP("ErrorReasons", "the engine does not know this scheduler")},
    Keyword{"engine.arguments", "what", "guidance", QT_TRANSLATE_NOOP("ErrorReasons", "the guidance must be 0 to 100")},
    Keyword{"engine.arguments", "what", "clip_skip", QT_TRANSLATE_NOOP("ErrorReasons", "clip skip must be at most 12")},
    Keyword{"engine.arguments", "what", "precision", QT_TRANSLATE_NOOP("ErrorReasons", "the engine does not know this precision")},
    Keyword{"engine.arguments", "what", "lora", QT_TRANSLATE_NOOP("ErrorReasons", "a LoRA's weight must be within ±10")},
    Keyword{"engine.arguments", "what", "lora_precision", QT_TRANSLATE_NOOP("ErrorReasons", "a LoRA can't be used with weights that are converted while loading; use the file's own precision")},
    Keyword{"engine.arguments", "what", "init", QT_TRANSLATE_NOOP("ErrorReasons", "the start picture is missing or of another size")},
    Keyword{"engine.arguments", "what", "mask", QT_TRANSLATE_NOOP("ErrorReasons", "the mask is missing or of another size")},
    Keyword{"engine.arguments", "what", "factor", QT_TRANSLATE_NOOP("ErrorReasons", "the upscaler enlarges by another factor, or the result is too large")},
    Keyword{"engine.arguments", "what", "model", QT_TRANSLATE_NOOP("ErrorReasons", "no model was chosen")},
    Keyword{"engine.arguments", "what", "text_encoder", QT_TRANSLATE_NOOP("ErrorReasons", "this model needs a text encoder from a file of its own")},
    Keyword{"engine.arguments", "what", "prompt", QT_TRANSLATE_NOOP("ErrorReasons", "the prompt is too long")},
    Keyword{"engine.arguments", "what", "loras", QT_TRANSLATE_NOOP("ErrorReasons", "too many LoRAs at once")},
    Keyword{"engine.arguments", "what", "mini_size", QT_TRANSLATE_NOOP("ErrorReasons", "the built-in model draws squares whose sides are multiples of 32, up to 1024 pixels")},
    Keyword{"engine.arguments", "what", "mini_steps", QT_TRANSLATE_NOOP("ErrorReasons", "the built-in model takes 4 to 30 steps")},
    Keyword{"engine.arguments", "what", "mini_mode", QT_TRANSLATE_NOOP("ErrorReasons", "the built-in model draws from words only, not from a start picture")},
    Keyword{"engine.arguments", "what", "no_trace", QT_TRANSLATE_NOOP("ErrorReasons", "this model can't show the steps on the way to its picture")},
    Keyword{"engine.arguments", "what", "trace", QT_TRANSLATE_NOOP("ErrorReasons", "the picture has no such steps")},
    Keyword{"engine.arguments", "what", "latents", QT_TRANSLATE_NOOP("ErrorReasons", "the step to begin with is not one of this model")},
    Keyword{"engine.arguments", "what", "mini_extras", QT_TRANSLATE_NOOP("ErrorReasons", "the built-in model takes no LoRA and no VAE")},
    Keyword{"engine.arguments", "what", "backend", QT_TRANSLATE_NOOP("ErrorReasons", "this recipe was drawn on the processor, and the engine here can't draw on it")},
    Keyword{"engine.model_refused", "reason", "missing", QT_TRANSLATE_NOOP("ErrorReasons", "its file is not there or can't be read")},
    Keyword{"engine.model_refused", "reason", "unreadable", QT_TRANSLATE_NOOP("ErrorReasons", "it is damaged, or of a kind that the engine does not know")},
    Keyword{"engine.model_refused", "reason", "no_pictures", QT_TRANSLATE_NOOP("ErrorReasons", "it is not made for pictures")},
    Keyword{"engine.model_refused", "reason", "lora", QT_TRANSLATE_NOOP("ErrorReasons", "a LoRA is damaged, or made for another kind of model")},
    Keyword{"engine.crashed", "phase", "load", QT_TRANSLATE_NOOP("ErrorReasons", "while reading the model")},
    Keyword{"engine.crashed", "phase", "encode", QT_TRANSLATE_NOOP("ErrorReasons", "while reading the prompt")},
    Keyword{"engine.crashed", "phase", "sample", QT_TRANSLATE_NOOP("ErrorReasons", "while drawing")},
    Keyword{"engine.crashed", "phase", "decode", QT_TRANSLATE_NOOP("ErrorReasons", "while finishing the picture")},
    Keyword{"engine.crashed", "phase", "upscale", QT_TRANSLATE_NOOP("ErrorReasons", "while enlarging")},
    Keyword{"engine.crashed", "phase", "pixels", QT_TRANSLATE_NOOP("ErrorReasons", "while handing over the picture")},
    Keyword{"engine.out_of_memory", "phase", "load", QT_TRANSLATE_NOOP("ErrorReasons", "while reading the model")},
    Keyword{"engine.out_of_memory", "phase", "encode", QT_TRANSLATE_NOOP("ErrorReasons", "while reading the prompt")},
    Keyword{"engine.out_of_memory", "phase", "sample", QT_TRANSLATE_NOOP("ErrorReasons", "while drawing")},
    Keyword{"engine.out_of_memory", "phase", "decode", QT_TRANSLATE_NOOP("ErrorReasons", "while finishing the picture")},
    Keyword{"engine.out_of_memory", "phase", "upscale", QT_TRANSLATE_NOOP("ErrorReasons", "while enlarging")},
    Keyword{"engine.out_of_memory", "phase", "pixels", QT_TRANSLATE_NOOP("ErrorReasons", "while handing over the picture")},
    Keyword{"engine.crashed", "phase", "start", QT_TRANSLATE_NOOP("ErrorReasons", "while starting")},
    Keyword{"engine.crashed", "phase", "", QT_TRANSLATE_NOOP("ErrorReasons", "while it had nothing to do")},
    Keyword{"engine.out_of_memory", "phase", "start", QT_TRANSLATE_NOOP("ErrorReasons", "while starting")},
    Keyword{"engine.out_of_memory", "phase", "", QT_TRANSLATE_NOOP("ErrorReasons", "while it had nothing to do")},
    Keyword{"engine.failed", "phase", "load", QT_TRANSLATE_NOOP("ErrorReasons", "while reading the model")},
    Keyword{"engine.failed", "phase", "encode", QT_TRANSLATE_NOOP("ErrorReasons", "while reading the prompt")},
    Keyword{"engine.failed", "phase", "sample", QT_TRANSLATE_NOOP("ErrorReasons", "while drawing")},
    Keyword{"engine.failed", "phase", "decode", QT_TRANSLATE_NOOP("ErrorReasons", "while finishing the picture")},
    Keyword{"engine.failed", "phase", "upscale", QT_TRANSLATE_NOOP("ErrorReasons", "while enlarging")},
    Keyword{"engine.failed", "phase", "pixels", QT_TRANSLATE_NOOP("ErrorReasons", "while handing over the picture")},
    Keyword{"job.state", "state", "queued", QT_TRANSLATE_NOOP("ErrorReasons", "waiting")},
    Keyword{"job.state", "state", "paused", QT_TRANSLATE_NOOP("ErrorReasons", "paused")},
    Keyword{"job.state", "state", "running", QT_TRANSLATE_NOOP("ErrorReasons", "running")},
    Keyword{"job.state", "state", "done", QT_TRANSLATE_NOOP("ErrorReasons", "finished")},
    Keyword{"job.state", "state", "failed", QT_TRANSLATE_NOOP("ErrorReasons", "failed")},
    Keyword{"job.state", "state", "cancelled", QT_TRANSLATE_NOOP("ErrorReasons", "cancelled")},
    Keyword{"recipe.missing", "what", "model", QT_TRANSLATE_NOOP("ErrorReasons", "a model")},
    Keyword{"recipe.missing", "what", "vae", QT_TRANSLATE_NOOP("ErrorReasons", "the VAE")},
    Keyword{"recipe.missing", "what", "text_encoder", QT_TRANSLATE_NOOP("ErrorReasons", "a text encoder")},
    Keyword{"recipe.missing", "what", "lora", QT_TRANSLATE_NOOP("ErrorReasons", "a LoRA")},
    Keyword{"recipe.missing", "what", "init_image", QT_TRANSLATE_NOOP("ErrorReasons", "the start picture")},
    Keyword{"recipe.missing", "what", "mask", QT_TRANSLATE_NOOP("ErrorReasons", "the mask")},
    Keyword{"recipe.missing", "what", "upscaler", QT_TRANSLATE_NOOP("ErrorReasons", "an upscaler")},
    Keyword{"recipe.range", "what", "steps", QT_TRANSLATE_NOOP("ErrorReasons", "the number of steps")},
    Keyword{"recipe.range", "what", "cfg_scale", QT_TRANSLATE_NOOP("ErrorReasons", "the guidance")},
    Keyword{"recipe.range", "what", "seed", QT_TRANSLATE_NOOP("ErrorReasons", "the seed")},
    Keyword{"recipe.range", "what", "clip_skip", QT_TRANSLATE_NOOP("ErrorReasons", "clip skip")},
    Keyword{"recipe.range", "what", "strength", QT_TRANSLATE_NOOP("ErrorReasons", "the strength")},
    Keyword{"recipe.range", "what", "weight", QT_TRANSLATE_NOOP("ErrorReasons", "the weight of a LoRA")},
    Keyword{"recipe.range", "what", "upscale_factor", QT_TRANSLATE_NOOP("ErrorReasons", "the factor of enlargement")},
    Keyword{"light.alarm", "kind", "conflicting_final_blocks", QT_TRANSLATE_NOOP("ErrorReasons", "two different final blocks")},
    Keyword{"light.alarm", "kind", "conflicting_quorums", QT_TRANSLATE_NOOP("ErrorReasons", "two different blocks of one turn")},
    Keyword{"light.alarm", "kind", "double_vote", QT_TRANSLATE_NOOP("ErrorReasons", "a validator voted twice")},
    Keyword{"light.alarm", "kind", "validator_set", QT_TRANSLATE_NOOP("ErrorReasons", "two different sets of validators")},
    Keyword{"light.budget", "what", "time", QT_TRANSLATE_NOOP("ErrorReasons", "it took too long")},
    Keyword{"light.budget", "what", "data", QT_TRANSLATE_NOOP("ErrorReasons", "too much data")},
    Keyword{"light.budget", "what", "calls", QT_TRANSLATE_NOOP("ErrorReasons", "too many questions")},
    Keyword{"light.body", "what", "not_there", QT_TRANSLATE_NOOP("ErrorReasons", "the transaction is not in it")},
    Keyword{"light.proof_shape", "what", "too_many", QT_TRANSLATE_NOOP("ErrorReasons", "it has too many parts")},
    Keyword{"light.proof_shape", "what", "too_deep", QT_TRANSLATE_NOOP("ErrorReasons", "it is nested too deeply")},
    Keyword{"light.proof_shape", "what", "shape", QT_TRANSLATE_NOOP("ErrorReasons", "it has an unusual shape")},
    Keyword{"light.proof_shape", "what", "prefix_label", QT_TRANSLATE_NOOP("ErrorReasons", "one name is the beginning of another")},
    Keyword{"light.proof_shape", "what", "ambiguous", QT_TRANSLATE_NOOP("ErrorReasons", "it can be read in two ways")},
    Keyword{"light.proof_shape", "what", "incomplete", QT_TRANSLATE_NOOP("ErrorReasons", "parts are missing")},
    Keyword{"light.proof_shape", "what", "below_leaf", QT_TRANSLATE_NOOP("ErrorReasons", "a value stands where a folder should")},
    Keyword{"light.link", "what", "blocks", QT_TRANSLATE_NOOP("ErrorReasons", "blocks are missing")},
    Keyword{"light.link", "what", "headers", QT_TRANSLATE_NOOP("ErrorReasons", "headers are missing")},
    Keyword{"light.validators", "what", "change", QT_TRANSLATE_NOOP("ErrorReasons", "too much stake changed at once")},
    Keyword{"model.unreadable", "what", "truncated", QT_TRANSLATE_NOOP("ErrorReasons", "it breaks off")},
    Keyword{"model.unreadable", "what", "header_size", QT_TRANSLATE_NOOP("ErrorReasons", "its header is too large")},
    Keyword{"model.unreadable", "what", "json", QT_TRANSLATE_NOOP("ErrorReasons", "its header is not valid")},
    Keyword{"model.unreadable", "what", "name", QT_TRANSLATE_NOOP("ErrorReasons", "a name in it is empty or too long")},
    Keyword{"model.unreadable", "what", "dtype", QT_TRANSLATE_NOOP("ErrorReasons", "it has weights of an unknown type")},
    Keyword{"model.unreadable", "what", "type", QT_TRANSLATE_NOOP("ErrorReasons", "it has weights of an unknown type")},
    Keyword{"model.unreadable", "what", "shape", QT_TRANSLATE_NOOP("ErrorReasons", "sizes in it make no sense")},
    Keyword{"model.unreadable", "what", "offset", QT_TRANSLATE_NOOP("ErrorReasons", "places in it make no sense")},
    Keyword{"model.unreadable", "what", "overlap", QT_TRANSLATE_NOOP("ErrorReasons", "its parts lie over one another")},
    Keyword{"model.unreadable", "what", "hole", QT_TRANSLATE_NOOP("ErrorReasons", "there is something between its parts")},
    Keyword{"model.unreadable", "what", "too_many", QT_TRANSLATE_NOOP("ErrorReasons", "it has too many parts")},
    Keyword{"model.unreadable", "what", "version", QT_TRANSLATE_NOOP("ErrorReasons", "it is of a version that is not read here")},
    Keyword{"model.unreadable", "what", "string", QT_TRANSLATE_NOOP("ErrorReasons", "a text in it is too long")},
    Keyword{"model.unreadable", "what", "depth", QT_TRANSLATE_NOOP("ErrorReasons", "it is nested too deeply")},
    Keyword{"model.unreadable", "what", "duplicate", QT_TRANSLATE_NOOP("ErrorReasons", "a name stands in it twice")},
    Keyword{"model.unreadable", "what", "empty", QT_TRANSLATE_NOOP("ErrorReasons", "there is nothing in it")},
    Keyword{"too_large", "what", "sheet", QT_TRANSLATE_NOOP("ErrorReasons", "The number of pictures on a sheet")},
    Keyword{"too_large", "what", "grid", QT_TRANSLATE_NOOP("ErrorReasons", "The number of pictures of a grid")},
    Keyword{"too_large", "what", "requests", QT_TRANSLATE_NOOP("ErrorReasons", "The number of pictures")},
    Keyword{"device.nvml", "what", "library", QT_TRANSLATE_NOOP("ErrorReasons", "no driver is installed")},
    Keyword{"device.nvml", "what", "symbol", QT_TRANSLATE_NOOP("ErrorReasons", "the driver is too old")},
    Keyword{"device.nvml", "what", "init", QT_TRANSLATE_NOOP("ErrorReasons", "the driver does not answer")},
    Keyword{"device.nvml", "what", "count", QT_TRANSLATE_NOOP("ErrorReasons", "the driver does not answer")},
    Keyword{"download.broken", "reason", "timeout", QT_TRANSLATE_NOOP("ErrorReasons", "nothing came any more")},
    Keyword{"download.broken", "reason", "truncated", QT_TRANSLATE_NOOP("ErrorReasons", "it ended too early")},
    Keyword{"studio.grid", "axis", "none", QT_TRANSLATE_NOOP("ErrorReasons", "none")},
    Keyword{"studio.grid", "axis", "seed", QT_TRANSLATE_NOOP("ErrorReasons", "seed")},
    Keyword{"studio.grid", "axis", "steps", QT_TRANSLATE_NOOP("ErrorReasons", "steps")},
    Keyword{"studio.grid", "axis", "guidance", QT_TRANSLATE_NOOP("ErrorReasons", "guidance")},
    Keyword{"studio.grid", "axis", "strength", QT_TRANSLATE_NOOP("ErrorReasons", "strength")},
    Keyword{"studio.grid", "axis", "clip_skip", QT_TRANSLATE_NOOP("ErrorReasons", "clip skip")},
    Keyword{"studio.grid", "axis", "sampler", QT_TRANSLATE_NOOP("ErrorReasons", "sampler")},
    Keyword{"studio.grid", "axis", "scheduler", QT_TRANSLATE_NOOP("ErrorReasons", "scheduler")},
    Keyword{"studio.grid", "axis", "prompt_text", QT_TRANSLATE_NOOP("ErrorReasons", "text of the prompt")},
    Keyword{"studio.grid", "axis", "lora_weight", QT_TRANSLATE_NOOP("ErrorReasons", "weight of the LoRA")},
    Keyword{"operation.label", "reason", "empty", QT_TRANSLATE_NOOP("ErrorReasons", "it is empty")},
    Keyword{"operation.label", "reason", "long", QT_TRANSLATE_NOOP("ErrorReasons", "it is too long")},
    Keyword{"operation.label", "reason", "character", QT_TRANSLATE_NOOP("ErrorReasons", "it has a character that the chain refuses")},
    Keyword{"operation.value", "reason", "array", QT_TRANSLATE_NOOP("ErrorReasons", "the chain knows no lists")},
    Keyword{"operation.value", "reason", "empty_object", QT_TRANSLATE_NOOP("ErrorReasons", "it is an empty object")},
    Keyword{"operation.value", "reason", "not_finite", QT_TRANSLATE_NOOP("ErrorReasons", "it is not a finite number")},
    Keyword{"operation.value", "reason", "depth", QT_TRANSLATE_NOOP("ErrorReasons", "it is nested too deeply")},
    Keyword{"operation.value", "reason", "label", QT_TRANSLATE_NOOP("ErrorReasons", "a name in it has characters that the chain refuses")},
    Keyword{"wallet.nodes_disagree", "what", "balance", QT_TRANSLATE_NOOP("ErrorReasons", "the balance")},
    Keyword{"wallet.nodes_disagree", "what", "nonce", QT_TRANSLATE_NOOP("ErrorReasons", "the number of the next transaction")},
    Keyword{"wallet.nodes_disagree", "what", "fee", QT_TRANSLATE_NOOP("ErrorReasons", "the fee")},
};
// clang-format on

} // namespace

QVariantMap readableArguments(const Error &error)
{
    QVariantMap args = error.args;
    for (const Keyword &keyword : keywords) {
        const QString name = QString::fromLatin1(keyword.argument);
        if (error.code.text() != keyword.code || !error.args.contains(name)
            || error.args.value(name).toString() != QLatin1StringView(keyword.word))
            continue;
        args.insert(name, QCoreApplication::translate("ErrorReasons", keyword.text));
    }
    return args;
}

} // namespace ain::text
