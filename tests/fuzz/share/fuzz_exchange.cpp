// Bytes as an answer of a provider, and as what is kept of a job: what reads is written to the same answer again and
// stays within its limits; what was kept reads again as it was written.
#include "core/base/secretbytes.h"
#include "core/crypto/hash.h"
#include "core/json/parser.h"
#include "gpu/share/exchange/answers.h"
#include "gpu/share/exchange/jobrows.h"
#include "gpu/share/job/seal.h"

#include <cstdlib>

using namespace ain;
using namespace ain::share;

namespace {

constexpr json::ParseLimits Limits{.maxBytes = 24 * 1024 * 1024, .maxDepth = 24};

void expect(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

void tryAnswer(QByteArrayView bytes)
{
    const auto value = json::parse(bytes, Limits);
    if (!value)
        return;
    const auto answer = answerOf(*value);
    if (!answer)
        return;
    qsizetype sum = 0;
    for (const auto &[hash, state] : answer->states.asKeyValueRange()) {
        expect(crypto::toHex(crypto::sha256(state)) == hash);
        sum += state.size();
    }
    expect(sum <= MaxStatesBytes);
    const auto written = json::parse(responseOf(*answer).body, Limits);
    expect(written.has_value());
    const auto again = answerOf(*written);
    expect(again && encode(again->message) == encode(answer->message) && again->revision == answer->revision
           && again->states == answer->states);
}

void tryCheckpoint(QByteArrayView bytes)
{
    const auto value = json::parse(bytes, Limits);
    if (!value)
        return;
    const auto told = handedOverOf(*value);
    if (!told)
        return;
    expect(told->delegations.size() <= MaxDelegations);
    const auto again = handedOverOf(*json::parse(responseOf(*told).body, Limits));
    expect(again && again->receipt == told->receipt && again->delegations == told->delegations
           && again->sealed == told->sealed);
}

/// What a requester sealed for who goes on: its lengths may lie.
void tryRest(QByteArrayView bytes)
{
    const auto rest = restOf(SecretBytes::copyOf(bytes), QString(64, QLatin1Char('0')), 0);
    expect(!rest || rest->state.size() <= MaxStateBytes);
}

void tryRows(const QByteArray &bytes)
{
    if (const auto asked = askedJobOf(bytes)) {
        const auto again = askedJobOf(encode(*asked));
        expect(again && encode(*again) == encode(*asked) && again->spec == asked->spec);
    }
    if (const auto taken = takenJobOf(bytes)) {
        const auto again = takenJobOf(encode(*taken));
        expect(again && encode(*again) == encode(*taken) && again->requester == taken->requester);
    }
    const History history = historyOf(bytes);
    expect(encode(historyOf(encode(history))) == encode(history));
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    tryAnswer(bytes);
    tryCheckpoint(bytes);
    tryRest(bytes);
    tryRows(bytes);
    return 0;
}
