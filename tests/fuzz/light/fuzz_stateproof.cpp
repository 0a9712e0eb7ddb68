// Proofs of a hostile gateway or from a file, against a known state.
#include "fuzzstate.h"

using namespace ain;
using namespace ain::light;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    json::ParseLimits limits;
    limits.maxDepth = 64;
    const auto input = json::parse({reinterpret_cast<const char *>(data), qsizetype(size)}, limits);
    if (!input)
        return 0;
    const auto path = StatePath::parse((*input)[u"path"].string());
    if (!path || path->toString() != (*input)[u"path"].string())
        return 0;
    if (const auto proof = StateProof::read((*input)[u"proof"])) {
        expectHonest(*path, *proof);
        const auto again = StateProof::read(proof->toJson());
        if (!again)
            std::abort();
    }
    // The same from an answer of ain_getStateProof.
    if (const auto proof = testing::proofFromAnswer((*input)[u"answer"], *path, (*input)[u"value"]))
        expectHonest(*path, *proof);
    return 0;
}
