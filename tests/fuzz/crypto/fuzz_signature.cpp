// A hostile signature text: whatever recovers must be the one canonical form of that signature.
#include "core/crypto/key.h"

#include <cstdlib>

using namespace ain;
using namespace ain::crypto;

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromLatin1(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    (void)isP256Signature(text);
    (void)recoverMessageSigner(text, text, 0);
    // Its own hash, so that the curve code behind the comparison is reached.
    const auto hash = Hash256::parse(text.left(66));
    for (const int chainId : {0, 1, 109}) {
        const auto signer = recoverHashSigner(hash.value_or(Hash256{}), text, chainId);
        if (signer && (signer->isEmpty() || text.size() != 196))
            std::abort();
    }
    return 0;
}
