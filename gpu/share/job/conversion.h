// Between what the studio draws and what others are asked to draw. Pure functions. Thread: any.
#pragma once

#include "core/recipe/generationrequest.h"
#include "gpu/share/job/jobspec.h"

namespace ain::share {

/// What a request does not say.
struct JobTerms {
    QString modelId = {}; ///< a name for people
    QString family = {}; ///< one of Families
    PrecisionClass precision = PrecisionClass::A;
    qint64 initBytes = 0; ///< of the PNG files, when the request has them
    qint64 maskBytes = 0;
    bool mayBeAdult = false;
    Amount bid = {};
    int ttlS = 600;
    qint64 createdAt = 0;
    crypto::Address requester = {};
    QString kx = {};
    QString nonce = {};
};

/// Not signed yet. Errors: those of recipe::check(); ShareUnsupported (what: mode, steps, guidance, rng) for what only
/// the own computer can draw; ShareFormat, ShareLimit as jobSpecFromJson().
[[nodiscard]] Result<JobSpec> specOf(const recipe::GenerationRequest &request, const JobTerms &terms);

/// What to draw for a spec; the inverse of specOf() but for names, engine and profile. Errors: ShareUnsupported (what:
/// control), those of recipe::check().
[[nodiscard]] Result<recipe::GenerationRequest> requestOf(const JobSpec &spec);

} // namespace ain::share
