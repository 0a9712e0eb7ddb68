// A request in which nothing has its default value.
#pragma once

#include "core/recipe/generationrequest.h"

namespace ain::test {

inline recipe::GenerationRequest sampleRequest()
{
    using namespace Qt::StringLiterals;
    recipe::GenerationRequest r;
    r.mode = recipe::Mode::Inpaint;
    r.model = {QString(64, u'a'), u"dream, v8.safetensors"_s};
    r.vae = recipe::FileRef{QString(64, u'b'), u"vae.safetensors"_s};
    r.encoders = {{u"clip_l"_s, {QString(64, u'6'), u"clip_l.safetensors"_s}},
                  {u"t5xxl"_s, {QString(64, u'7'), u"t5xxl_fp8.safetensors"_s}}};
    r.loras = {{{QString(64, u'c'), u"ink.safetensors"_s}, 0.8}, {{QString(64, u'd'), u"line:art"_s}, -1.25}};
    r.prompt = u"푸른 바다 위의 \"고양이\", (fine:1.2)\nsecond line"_s;
    r.negative = u"blurry, text"_s;
    r.width = 640;
    r.height = 448;
    r.steps = 31;
    r.sampler = u"dpm++2m"_s;
    r.scheduler = u"karras"_s;
    r.guidance = 6.5;
    r.seed = recipe::SeedEnd - 1;
    r.clipSkip = 2;
    r.initImage = QString(64, u'e');
    r.mask = QString(64, u'f');
    r.strength = 0.6;
    r.precision = u"q8_0"_s;
    r.profile = u"cuda"_s;
    r.rng = u"cuda"_s;
    r.engine = u"sd.cpp-827-97d2990"_s;
    return r;
}

} // namespace ain::test
