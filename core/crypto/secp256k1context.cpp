#include "core/crypto/secp256k1context.h"

#include "core/base/secretbytes.h"

#include <cstdlib>

namespace ain::crypto {

namespace {

const secp256k1_context *makeContext()
{
    secp256k1_context *context = secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
    const SecretBytes seed = SecretBytes::random(32);
    if (context == nullptr || secp256k1_context_randomize(context, seed.data()) != 1)
        std::abort();
    return context;
}

} // namespace

const secp256k1_context *secp256k1()
{
    static const secp256k1_context *const context = makeContext();
    return context;
}

} // namespace ain::crypto
