#include "core/vault/kdf.h"

#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>
#include <utility>

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {
constexpr quint64 MaxMemory = 2ull * 1024 * 1024 * 1024;
constexpr quint64 MaxOperations = 1024;
constexpr quint64 MaxMemoryPasses = 64ull * 1024 * 1024 * 1024;
constexpr double TargetMs = 750;
/// Argon2id's own "interactive" has 2 passes over 64 MiB; below 3 nothing is calibrated, above 64 no computer is.
constexpr quint64 SmallestCalibrated = 3;
constexpr quint64 LargestCalibrated = 64;

double threadWorkMs([[maybe_unused]] const Clock &clock)
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec time{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0)
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
#endif
    return double(clock.monotonicMs());
}
} // namespace

bool isAcceptable(const KdfCost &cost)
{
    return cost.operations >= crypto_pwhash_argon2id_OPSLIMIT_MIN && cost.operations <= MaxOperations
        && cost.memoryBytes >= crypto_pwhash_argon2id_MEMLIMIT_MIN && cost.memoryBytes <= MaxMemory
        && cost.operations * cost.memoryBytes <= MaxMemoryPasses;
}

KdfCost calibrate(const Clock &clock, quint64 memoryBytes)
{
    KdfCost cost{1, std::clamp<quint64>(memoryBytes, crypto_pwhash_argon2id_MEMLIMIT_MIN, MaxMemory)};
    const SecretBytes probe(16);
    const QByteArray salt(KdfSaltBytes, '\0');
    // Time of this thread's own work, the better of two: a computer that is busy with other things at this moment must
    // not end with a cheap wrapping, nor a hiccup with one that takes half a minute for ever.
    double passMs = std::numeric_limits<double>::max();
    constexpr int passes = 3;
    for (int sample = 0; sample < 2; ++sample) {
        const double start = threadWorkMs(clock);
        if (!deriveWrappingKey(probe, salt, {passes, cost.memoryBytes}))
            return cost;
        passMs = std::min(passMs, (threadWorkMs(clock) - start) / passes);
    }
    const auto most = std::min(LargestCalibrated, MaxMemoryPasses / cost.memoryBytes);
    const double wanted = std::round(TargetMs / std::max(passMs, TargetMs / double(most)));
    cost.operations = std::clamp<quint64>(quint64(wanted), SmallestCalibrated, most);
    return cost;
}

Result<SecretBytes> deriveWrappingKey(const SecretBytes &passphrase, QByteArrayView salt, const KdfCost &cost)
{
    if (salt.size() != KdfSaltBytes || !isAcceptable(cost))
        return failure(errors::InvalidArgument, {{u"what"_s, u"kdf"_s}});
    SecretBytes key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    static const char none = 0;
    const char *text = passphrase.isEmpty() ? &none : passphrase.bytes().data();
    const int rc = crypto_pwhash(key.data(), key.size(), text, passphrase.size(),
                                 reinterpret_cast<const unsigned char *>(salt.data()), cost.operations,
                                 std::size_t(cost.memoryBytes), crypto_pwhash_ALG_ARGON2ID13);
    if (rc != 0)
        return failure(errors::TooLarge, {{u"what"_s, u"memory"_s}, {u"limit"_s, cost.memoryBytes}});
    return key;
}

} // namespace ain::vault
