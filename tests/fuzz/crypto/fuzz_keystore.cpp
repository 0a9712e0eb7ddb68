// A hostile keystore file, with a password and cheap limits.
#include "core/crypto/keystore.h"

#include <cstdlib>

using namespace ain;

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const SecretBytes password = SecretBytes::copyOf(QByteArrayView("p\xc3\xa9"));
    const auto opened =
        crypto::openKeystore(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)), password,
                             {.scryptMemory = 1 << 16, .scryptWork = 1 << 18, .pbkdf2Rounds = 64});
    if (opened && opened->key.address().isEmpty())
        std::abort();
    return 0;
}
