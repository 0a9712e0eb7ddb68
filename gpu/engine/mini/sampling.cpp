#include "gpu/engine/mini/sampling.h"

#include "gpu/engine/mini/functions.h"
#include "gpu/engine/mini/noise.h"
#include "gpu/engine/protocol/errors.h"

#include <algorithm>
#include <cmath>

namespace ain::engine::mini {

using namespace Qt::StringLiterals;

namespace {

constexpr double Closest = 0.05; // 1 - t is never taken smaller when it divides

bool areNumbers(std::span<const float> values)
{
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

tl::unexpected<Error> arguments(const QString &what) { return failure(errors::EngineArguments, {{u"what"_s, what}}); }

bool areStates(std::span<const float> values)
{
    return std::all_of(values.begin(), values.end(), [](float value) { return std::abs(value) <= MostState; });
}

Result<std::vector<float>> startOf(const Request &request, const Section &section, int values)
{
    const bool isFromNoise = section.first == 0;
    if (section.first < 0 || section.last <= section.first || section.last > request.steps
        || isFromNoise != section.start.empty())
        return arguments(u"trace"_s);
    if (isFromNoise)
        return noise(request.seed, values);
    if (section.start.size() != std::size_t(values) || !areStates(section.start))
        return arguments(u"latents"_s);
    return std::vector<float>(section.start.begin(), section.start.end());
}

} // namespace

Result<std::vector<float>> sample(const Model &model, Predictor &predictor, const Request &request,
                                  const StepListener &listener)
{
    return sample(model, predictor, request, {}, listener, {});
}

Result<std::vector<float>> sample(const Model &model, Predictor &predictor, const Request &request,
                                  const Section &wantedSection, const StepListener &listener,
                                  const StateListener &onState)
{
    const PlainArithmetic plain;
    Section section = wantedSection;
    if (section.last == 0)
        section.last = request.steps;
    const int values = 3 * model.sizes.size * model.sizes.size;
    auto start = startOf(request, section, values);
    if (!start)
        return failure(start.error());
    std::vector<float> z = *std::move(start);
    const int limit = model.sizes.textLength;
    const bool isGuided = request.guidance != 1.0F;
    const std::vector<int> wantedWords = model.lexicon.encode(request.prompt, limit);
    const std::vector<int> otherWords = isGuided ? model.lexicon.encode(request.negative, limit) : std::vector<int>();
    if (auto begun = predictor.begin(wantedWords, otherWords); !begun)
        return failure(begun.error());
    std::vector<float> wanted(z.size());
    std::vector<float> other(isGuided ? z.size() : 0);
    std::vector<float> guided(z.size());
    const auto timeOf = [&request](int index) { return float(double(index) / request.steps); };
    const auto tell = [&onState](int index, std::span<const float> state) {
        if (onState)
            onState(index, state);
    };
    tell(section.first, z);
    for (int i = section.first; i < section.last; ++i) {
        const float time = timeOf(i);
        if (auto predicted = predictor.predict(z, time, wanted, other); !predicted)
            return failure(predicted.error());
        if (!areNumbers(wanted) || !areNumbers(other))
            return failure(errors::EngineFailed, {{u"phase"_s, u"sample"_s}}, u"the weights lead to no picture"_s);
        for (std::size_t k = 0; k < z.size(); ++k) {
            const float x = isGuided ? other[k] + request.guidance * (wanted[k] - other[k]) : wanted[k];
            guided[k] = std::clamp(x, -1.0F, 1.0F);
        }
        const Step step{.index = i, .time = time, .noisy = z, .wanted = wanted, .guided = guided};
        if (!listener(step))
            return failure(errors::Cancelled);
        if (i + 1 == request.steps) {
            tell(i + 1, guided);
            break;
        }
        const auto stride = float(double(timeOf(i + 1)) - double(time));
        const auto rest = float(std::max(1 - double(time), Closest));
        for (std::size_t k = 0; k < z.size(); ++k)
            z[k] = z[k] + stride * ((guided[k] - z[k]) / rest);
        tell(i + 1, z);
    }
    return guided;
}

} // namespace ain::engine::mini
