#include "core/vault/kdf.h"

#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {
constexpr quint64 MaxMemory = 2ull * 1024 * 1024 * 1024;
constexpr quint64 MaxOperations = 1024;
constexpr quint64 MaxMemoryPasses = 64ull * 1024 * 1024 * 1024;
constexpr double TargetMs = 750;
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
    // The first pass also pays for fetching the memory from the system; the difference between one and three is
    // what each further pass costs.
    const qint64 start = clock.monotonicMs();
    if (!deriveWrappingKey(probe, salt, cost))
        return cost;
    const qint64 one = clock.monotonicMs();
    if (!deriveWrappingKey(probe, salt, {3, cost.memoryBytes}))
        return cost;
    const double firstMs = double(one - start);
    const double passMs = std::max(0.25, (double(clock.monotonicMs() - one) - firstMs) / 2);
    cost.operations = std::clamp<quint64>(quint64(std::max(1.0, 1 + std::round((TargetMs - firstMs) / passMs))), 1,
                                          std::min(MaxOperations, MaxMemoryPasses / cost.memoryBytes));
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
