// The key envelope, as it is and with its checksum put right so that the checks behind it are reached. What parses
// must parse again from what it writes, and never ask for more than the bounds of the KDF.
#include "core/crypto/hash.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/vault/envelope.h"
#include "core/vault/kdf.h"

#include <cstdlib>

using namespace ain;
using namespace Qt::StringLiterals;

namespace {

void check(QByteArrayView bytes)
{
    const auto envelope = vault::Envelope::parse(bytes);
    if (!envelope)
        return;
    if (!vault::isAcceptable(envelope->cost()) || envelope->id().isEmpty())
        std::abort();
    const auto again = vault::Envelope::parse(envelope->toBytes());
    // Indenting may take what stood in one line over the limit.
    if (!again && bytes.size() < vault::Envelope::MaxBytes / 64)
        std::abort();
    if (again && (again->id() != envelope->id() || again->toBytes() != envelope->toBytes()))
        std::abort();
    if (envelope->cost().memoryBytes * envelope->cost().operations <= 64 * 1024) {
        if (const auto keys = envelope->unwrap(SecretBytes::copyOf(QByteArrayView("golden passphrase")));
            keys && keys->database.size() != 32)
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const bool ready = initializeSecretMemory();
    if (!ready)
        std::abort();
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    check(bytes);
    auto value = json::parse(bytes, {.maxBytes = vault::Envelope::MaxBytes, .maxDepth = 8, .maxValues = 1000});
    if (value && value->isObject()) {
        value->object().remove(u"check");
        const QString sum = crypto::toHex(crypto::sha256(json::canonical(*value)));
        value->object().set(u"check"_s, sum);
        check(json::canonical(*value));
    }
    return 0;
}
