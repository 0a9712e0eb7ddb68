// A hostile phrase: what parses is tidy, parses to itself and survives normalisation.
#include "core/crypto/hd.h"
#include "core/crypto/mnemonic.h"

#include <cstdlib>

using namespace ain;
using namespace ain::crypto;

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const SecretBytes input = SecretBytes::copyOf(std::span(data, size));
    const auto mnemonic = Mnemonic::parse(input);
    if (mnemonic) {
        const auto again = Mnemonic::parse(mnemonic->phrase());
        if (!again || !(again->phrase() == mnemonic->phrase()) || again->list() != mnemonic->list())
            std::abort();
    }
    const SecretBytes seed(64);
    (void)deriveKey(seed, QString::fromUtf8(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size))));
    return 0;
}
