// Hostile encrypted messages in both forms.
#include "core/crypto/ecies.h"
#include "core/json/parser.h"

#include <cstdlib>

using namespace ain;
using namespace ain::crypto;

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

namespace {

void use(const Result<EciesMessage> &message)
{
    static const auto key = PrivateKey::fromHex(
        SecretBytes::copyOf(QByteArrayView("e5e9fbfef879897f3b9601c393dd40d23396f65cec4528fae4f8eb534333168d")));
    if (!message)
        return;
    (void)eciesDecrypt(*key, *message);
    if (!EciesMessage::fromJson(message->toJson()))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto value = json::parse(bytes, {.maxBytes = 1 << 16, .maxDepth = 8, .maxValues = 100}))
        use(EciesMessage::fromJson(*value));
    use(EciesMessage::fromCompact(QString::fromLatin1(bytes)));
    return 0;
}
