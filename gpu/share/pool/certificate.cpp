#include "gpu/share/pool/certificate.h"

#include "core/crypto/hash.h"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <memory>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

template<auto Free>
struct Freed {
    template<typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using X509Pointer = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;

constexpr long Day = 24L * 3600;
constexpr int SerialBits = 127;

bool addExtension(X509 *certificate, int nid, const char *value)
{
    X509V3_CTX context{};
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSerial(X509 *certificate)
{
    const Number serial(BN_new());
    return serial && BN_rand(serial.get(), SerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1
        && BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool fill(X509 *certificate, EVP_PKEY *key, qint64 nowMs)
{
    auto now = std::time_t(nowMs / 1000);
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto *text = reinterpret_cast<const unsigned char *>(CertificateName);
    const QByteArray names = QByteArray("DNS:") + CertificateName;
    return X509_set_version(certificate, 2) == 1 && setSerial(certificate)
        && X509_time_adj_ex(X509_getm_notBefore(certificate), -1, 0, &now) != nullptr
        && X509_time_adj_ex(X509_getm_notAfter(certificate), 20 * 365, Day, &now) != nullptr
        && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1
        && X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1
        && addExtension(certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        && addExtension(certificate, NID_key_usage, "critical,digitalSignature,keyCertSign")
        && addExtension(certificate, NID_ext_key_usage, "serverAuth")
        && addExtension(certificate, NID_subject_alt_name, names.constData())
        && X509_sign(certificate, key, EVP_sha256()) > 0;
}

} // namespace

Result<Certificate> makeCertificate(qint64 nowMs)
{
    const Key key(EVP_EC_gen("P-256"));
    const X509Pointer certificate(X509_new());
    const Bio pem(BIO_new(BIO_s_mem()));
    const Bio keyPem(BIO_new(BIO_s_secmem()));
    const bool isMade = key && certificate && pem && keyPem && fill(certificate.get(), key.get(), nowMs)
        && PEM_write_bio_X509(pem.get(), certificate.get()) == 1
        && PEM_write_bio_PKCS8PrivateKey(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
    if (!isMade)
        return failure(errors::Internal, {}, u"no certificate could be made"_s);
    char *bytes = nullptr;
    Certificate made;
    const long size = BIO_get_mem_data(pem.get(), &bytes);
    made.pem = QByteArray(bytes, size);
    const long secretSize = BIO_get_mem_data(keyPem.get(), &bytes);
    made.keyPem = SecretBytes::copyOf(QByteArrayView(bytes, secretSize));
    wipeMemory(bytes, std::size_t(secretSize));
    return made;
}

QString fingerprint(const QByteArray &pem)
{
    if (pem.isEmpty() || pem.size() > MaxCertificateBytes)
        return {};
    const Bio in(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    const X509Pointer certificate(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr));
    // A second one behind it would be trusted as well.
    const X509Pointer second(certificate ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr);
    unsigned char *der = nullptr;
    const int size = certificate && !second ? i2d_X509(certificate.get(), &der) : -1;
    if (size <= 0)
        return {};
    const QByteArray hash = crypto::sha256(QByteArrayView(reinterpret_cast<const char *>(der), size));
    CRYPTO_free(der, nullptr, 0); // OPENSSL_free puts the name of this file into the program
    return crypto::toHex(hash);
}

} // namespace ain::pool
