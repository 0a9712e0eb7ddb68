#include "gpu/models/advice.h"

#include <algorithm>
#include <array>

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

struct Usual {
    QLatin1StringView family;
    Advice advice;
};

// As the publishers' model cards recommend. FLUX.1, FLUX.2 and Z-Image were distilled to do without guidance.
constexpr std::array UsualFor = {
    Usual{"SD 1.x"_L1, {20, 7.0, 512}},      Usual{"SD 2.x"_L1, {20, 7.0, 512}},   Usual{"SDXL"_L1, {25, 6.0, 1024}},
    Usual{"SD 3"_L1, {28, 5.0, 1024}},       Usual{"SD 3.5"_L1, {28, 4.5, 1024}},  Usual{"FLUX.1"_L1, {20, 1.0, 1024}},
    Usual{"FLUX.2"_L1, {20, 1.0, 1024}},     Usual{"Chroma"_L1, {26, 4.0, 1024}},  Usual{"Z-Image"_L1, {9, 1.0, 1024}},
    Usual{"Qwen-Image"_L1, {20, 2.5, 1024}}, Usual{"ain-mini"_L1, {12, 3.0, 512}},
};

} // namespace

Advice adviceFor(const Model &model)
{
    const auto *usual = std::ranges::find_if(UsualFor, [&model](const Usual &of) { return model.family == of.family; });
    Advice advice = usual != UsualFor.end() ? usual->advice : Advice{};
    if (model.defaultSteps > 0)
        advice.steps = model.defaultSteps;
    if (model.defaultGuidance > 0)
        advice.guidance = model.defaultGuidance;
    return advice;
}

} // namespace ain::models
