#include "core/crypto/kdf.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <climits>
#include <cstdlib>
#include <limits>
#include <memory>

namespace ain::crypto {

namespace {

const unsigned char *bytesOf(QByteArrayView view) { return reinterpret_cast<const unsigned char *>(view.data()); }
const char *charsOf(const SecretBytes &secret) { return reinterpret_cast<const char *>(secret.data()); }

/// OpenSSL fails here only when memory is out or the library is broken: no result could be trusted.
void require(bool ok)
{
    if (!ok)
        std::abort();
}

const EVP_CIPHER *cipherOf(AesMode mode)
{
    switch (mode) {
    case AesMode::Aes128Ctr: return EVP_aes_128_ctr();
    case AesMode::Aes128Cbc: return EVP_aes_128_cbc();
    case AesMode::Aes256Cbc: break;
    }
    return EVP_aes_256_cbc();
}

struct FreeContext {
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); } // wipes the key schedule
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

CipherContext makeContext(AesMode mode, std::span<const std::uint8_t> key, QByteArrayView iv, bool encrypt)
{
    const EVP_CIPHER *cipher = cipherOf(mode);
    require(int(key.size()) == EVP_CIPHER_get_key_length(cipher) && iv.size() == EVP_CIPHER_get_iv_length(cipher));
    CipherContext context(EVP_CIPHER_CTX_new());
    require(context
            && EVP_CipherInit_ex(context.get(), cipher, nullptr, key.data(), bytesOf(iv), encrypt ? 1 : 0) == 1);
    return context;
}

constexpr std::size_t Block = 16;

} // namespace

SecretBytes hmacSha512(QByteArrayView key, std::span<const std::uint8_t> data)
{
    SecretBytes out(64);
    require(HMAC(EVP_sha512(), key.data(), int(key.size()), data.data(), data.size(), out.data(), nullptr) != nullptr);
    return out;
}

QByteArray hmacSha256(std::span<const std::uint8_t> key, QByteArrayView data)
{
    QByteArray out(32, Qt::Uninitialized);
    require(HMAC(EVP_sha256(), key.data(), int(key.size()), bytesOf(data), std::size_t(data.size()),
                 reinterpret_cast<unsigned char *>(out.data()), nullptr)
            != nullptr);
    return out;
}

SecretBytes sha512(std::span<const std::uint8_t> data)
{
    SecretBytes out(64);
    require(EVP_Digest(data.data(), data.size(), out.data(), nullptr, EVP_sha512(), nullptr) == 1);
    return out;
}

SecretBytes pbkdf2(const SecretBytes &password, std::span<const std::uint8_t> salt, quint32 rounds, KdfHash hash,
                   std::size_t size)
{
    SecretBytes out(size);
    require(PKCS5_PBKDF2_HMAC(password.isEmpty() ? "" : charsOf(password), int(password.size()), salt.data(),
                              int(salt.size()), int(rounds), hash == KdfHash::Sha512 ? EVP_sha512() : EVP_sha256(),
                              int(size), out.data())
            == 1);
    return out;
}

std::optional<SecretBytes> scrypt(const SecretBytes &password, QByteArrayView salt, quint64 n, quint64 r, quint64 p,
                                  std::size_t size)
{
    SecretBytes out(size);
    // OpenSSL holds to scrypt's own bound n < 2^(16 r), which the best known keystore of all (the Web3 test vector,
    // n = 2^18 and r = 1) breaks. libsodium does not mind.
    if (r <= 3 && n >= quint64(1) << (16 * r)) {
        if (n > std::numeric_limits<quint32>::max() || p > std::numeric_limits<quint32>::max())
            return std::nullopt;
        if (crypto_pwhash_scryptsalsa208sha256_ll(password.data(), password.size(), bytesOf(salt),
                                                  std::size_t(salt.size()), n, quint32(r), quint32(p), out.data(), size)
            != 0) {
            return std::nullopt;
        }
        return out;
    }
    // OpenSSL refuses above 32 MiB unless told otherwise; its own check counts p blocks and some rows too.
    const quint64 memory = 128 * r * (n + p + 4) + 32 * 1024 * 1024;
    if (EVP_PBE_scrypt(password.isEmpty() ? "" : charsOf(password), password.size(), bytesOf(salt),
                       std::size_t(salt.size()), n, r, p, memory, out.data(), size)
        != 1) {
        return std::nullopt;
    }
    return out;
}

QByteArray aesEncrypt(AesMode mode, std::span<const std::uint8_t> key, QByteArrayView iv,
                      std::span<const std::uint8_t> plain)
{
    require(plain.size() < std::size_t(INT_MAX) - Block);
    const CipherContext context = makeContext(mode, key, iv, true);
    QByteArray out(qsizetype(plain.size() + Block), Qt::Uninitialized);
    auto *data = reinterpret_cast<unsigned char *>(out.data());
    int used = 0;
    int last = 0;
    require(EVP_EncryptUpdate(context.get(), data, &used, plain.data(), int(plain.size())) == 1
            && EVP_EncryptFinal_ex(context.get(), data + used, &last) == 1);
    out.truncate(used + last);
    return out;
}

std::optional<SecretBytes> aesDecrypt(AesMode mode, std::span<const std::uint8_t> key, QByteArrayView iv,
                                      QByteArrayView cipher)
{
    if (cipher.size() >= qsizetype(INT_MAX) - qsizetype(Block))
        return std::nullopt;
    const CipherContext context = makeContext(mode, key, iv, false);
    SecretBytes out(std::size_t(cipher.size()) + Block);
    int used = 0;
    int last = 0;
    if (EVP_DecryptUpdate(context.get(), out.data(), &used, bytesOf(cipher), int(cipher.size())) != 1
        || EVP_DecryptFinal_ex(context.get(), out.data() + used, &last) != 1) {
        return std::nullopt;
    }
    return out.part(0, std::size_t(used + last));
}

bool sameBytes(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), std::size_t(a.size())) == 0;
}

} // namespace ain::crypto
