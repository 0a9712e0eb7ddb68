#include "gpu/share/job/conversion.h"

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr int MiniMultiple = 32;
constexpr int Multiple = 64;

int multipleOf(const QString &family) { return family == u"ain_mini" ? MiniMultiple : Multiple; }

tl::unexpected<Error> unsupported(const QString &what)
{
    return failure(errors::ShareUnsupported, {{u"what"_s, what}});
}

} // namespace

Result<JobSpec> specOf(const recipe::GenerationRequest &wanted, const JobTerms &terms)
{
    const recipe::GenerationRequest request = recipe::normalized(wanted);
    if (request.mode == recipe::Mode::Upscale)
        return unsupported(u"mode"_s);
    if (request.steps < 1)
        return unsupported(u"steps"_s);
    if (request.guidance < 0)
        return unsupported(u"guidance"_s);
    if (request.rng != u"cpu")
        return unsupported(u"rng"_s);
    if (auto fits = recipe::check(request, multipleOf(terms.family)); !fits)
        return failure(fits.error());
    JobSpec spec;
    spec.model = {.id = terms.modelId, .family = terms.family, .precision = terms.precision};
    spec.model.files.append({.role = u"model"_s, .sha256 = request.model.sha256});
    if (request.vae)
        spec.model.files.append({.role = u"vae"_s, .sha256 = request.vae->sha256});
    for (const recipe::EncoderRef &encoder : request.encoders)
        spec.model.files.append({.role = encoder.role, .sha256 = encoder.file.sha256});
    for (const recipe::LoraRef &lora : request.loras)
        spec.model.loras.append({.sha256 = lora.file.sha256, .weight = lora.weight});
    spec.params = {.prompt = request.prompt,
                   .negative = request.negative,
                   .width = request.width,
                   .height = request.height,
                   .steps = request.steps,
                   .sampler = request.sampler,
                   .scheduler = request.scheduler,
                   .guidance = request.guidance,
                   .seed = request.seed,
                   .clipSkip = request.clipSkip,
                   .weightType = request.precision};
    if (!request.initImage.isEmpty()) {
        spec.params.strength = request.strength;
        spec.inputs.append({.role = u"init"_s, .sha256 = request.initImage, .bytes = terms.initBytes});
    }
    if (!request.mask.isEmpty())
        spec.inputs.append({.role = u"mask"_s, .sha256 = request.mask, .bytes = terms.maskBytes});
    spec.mayBeAdult = terms.mayBeAdult;
    spec.bid = terms.bid;
    spec.ttlS = terms.ttlS;
    spec.createdAt = terms.createdAt;
    spec.requester = terms.requester;
    spec.kx = terms.kx;
    spec.nonce = terms.nonce;
    return jobSpecFromJson(toJson(spec)); // one place says what fits
}

Result<recipe::GenerationRequest> requestOf(const JobSpec &spec)
{
    recipe::GenerationRequest request;
    for (const ModelFile &file : spec.model.files) {
        const recipe::FileRef ref{.sha256 = file.sha256};
        if (file.role == u"model")
            request.model = ref;
        else if (file.role == u"vae")
            request.vae = ref;
        else
            request.encoders.append({.role = file.role, .file = ref});
    }
    for (const JobLora &lora : spec.model.loras)
        request.loras.append({.file = {.sha256 = lora.sha256}, .weight = lora.weight});
    request.prompt = spec.params.prompt;
    request.negative = spec.params.negative;
    request.width = spec.params.width;
    request.height = spec.params.height;
    request.steps = spec.params.steps;
    request.sampler = spec.params.sampler;
    request.scheduler = spec.params.scheduler;
    request.guidance = spec.params.guidance;
    request.seed = spec.params.seed;
    request.clipSkip = spec.params.clipSkip;
    request.precision = spec.params.weightType;
    for (const JobInput &input : spec.inputs) {
        if (input.role == u"init") {
            request.initImage = input.sha256;
            request.mode = recipe::Mode::ImageToImage;
        } else if (input.role == u"mask") {
            request.mask = input.sha256;
            request.mode = recipe::Mode::Inpaint;
        } else {
            return unsupported(input.role);
        }
    }
    if (spec.params.strength)
        request.strength = *spec.params.strength;
    if (auto fits = recipe::check(request, multipleOf(spec.model.family)); !fits)
        return failure(fits.error());
    return request;
}

} // namespace ain::share
