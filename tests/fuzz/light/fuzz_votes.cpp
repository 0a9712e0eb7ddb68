// Votes of any honesty for a header of any honesty: {"header": {...}, "votes": [...]}.
#include "core/base/secretbytes.h"
#include "core/json/parser.h"
#include "core/light/finality.h"

#include <algorithm>
#include <cstdlib>

using namespace ain;
using namespace ain::light;

extern "C" int LLVMFuzzerInitialize(int * /*argc*/, char *** /*argv*/) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto parsed = json::parse(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!parsed)
        return 0;
    const auto header = Header::read((*parsed)[u"header"]);
    if (!header)
        return 0;
    const auto set = ValidatorSet::fromJson(header->statedValidators());
    if (!set)
        return 0;
    const auto votes = countedVotes(*header, (*parsed)[u"votes"].array(), *set, 0);
    if (!votes)
        return 0;
    if (votes->size() > std::size_t(set->validators().size()) || stakeOf(*votes, *set) > set->total())
        std::abort();
    for (auto vote = votes->begin(); vote != votes->end(); ++vote) {
        const bool isTwice =
            std::any_of(votes->begin(), vote, [&](const Vote &other) { return other.voter == vote->voter; });
        if (isTwice || !set->stakeOf(vote->voter))
            std::abort();
    }
    return 0;
}
