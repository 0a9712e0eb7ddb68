#include "core/provenance/credential.h"

#include <QTimeZone>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>

namespace ain::provenance {

using namespace Qt::StringLiterals;

namespace {

template<auto Free>
struct Freer {
    template<typename T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freer<BN_clear_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Group = std::unique_ptr<EC_GROUP, Freer<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Freer<EC_POINT_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freer<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freer<OSSL_PARAM_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;
using DerSignature = std::unique_ptr<ECDSA_SIG, Freer<ECDSA_SIG_free>>;

constexpr int MaxName = 64; // ub-common-name of X.509
constexpr qint64 DaySeconds = 86'400;
constexpr qint64 ValidDays = 3650;
constexpr qsizetype MaxCertificate = 64 * 1024;

const unsigned char *bytesOf(const QByteArray &bytes) { return reinterpret_cast<const unsigned char *>(bytes.data()); }

Key keyOf(const SecretBytes &seed)
{
    const Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    const Number scalar(BN_bin2bn(seed.data(), int(seed.size()), nullptr));
    const Number bound(BN_dup(EC_GROUP_get0_order(group.get())));
    const std::unique_ptr<BN_CTX, Freer<BN_CTX_free>> scratch(BN_CTX_new());
    // 1 … order-1; the bias of the remainder is below 2^-32 for this curve and of no use against a signature of
    // pictures.
    if (!scalar || !bound || BN_sub_word(bound.get(), 1) != 1
        || BN_mod(scalar.get(), scalar.get(), bound.get(), scratch.get()) != 1 || BN_add_word(scalar.get(), 1) != 1)
        return {};
    const Point point(EC_POINT_new(group.get()));
    std::array<unsigned char, 65> open{};
    if (EC_POINT_mul(group.get(), point.get(), scalar.get(), nullptr, nullptr, scratch.get()) != 1
        || EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, open.data(), open.size(),
                              scratch.get())
            != open.size())
        return {};
    const Builder builder(OSSL_PARAM_BLD_new());
    if (OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, SN_X9_62_prime256v1, 0) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get()) != 1
        || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, open.data(), open.size()) != 1)
        return {};
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *key = nullptr;
    if (!parameters || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) != 1)
        return {};
    return Key(key);
}

bool addName(X509_NAME *name, const char *field, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytesOf(bytes), int(bytes.size()), -1, 0) == 1;
}

bool addExtension(X509 *certificate, X509V3_CTX *context, int id, const char *value)
{
    const Extension extension(X509V3_EXT_conf_nid(nullptr, context, id, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool writeSerial(X509 *certificate)
{
    std::array<unsigned char, 16> random{};
    if (RAND_bytes(random.data(), int(random.size())) != 1)
        return false;
    random[0] &= 0x7f;
    const Number number(BN_bin2bn(random.data(), int(random.size()), nullptr));
    return BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool begin(X509 *certificate, EVP_PKEY *key, qint64 now)
{
    return X509_set_version(certificate, X509_VERSION_3) == 1 && writeSerial(certificate)
        && ASN1_TIME_set(X509_getm_notBefore(certificate), time_t(now - DaySeconds)) != nullptr
        && ASN1_TIME_set(X509_getm_notAfter(certificate), time_t(now + ValidDays * DaySeconds)) != nullptr
        && X509_set_pubkey(certificate, key) == 1;
}

/// A certificate for `key`, signed by an authority that nobody has the key of a moment later.
Certificate certificateOf(EVP_PKEY *key, const QString &name, qint64 now)
{
    const Key authorityKey(EVP_EC_gen(SN_X9_62_prime256v1));
    Certificate authority(X509_new());
    if (!authorityKey || !begin(authority.get(), authorityKey.get(), now))
        return {};
    X509_NAME *issuer = X509_get_subject_name(authority.get());
    if (!addName(issuer, "O", u"AIN Studio (nobody vouches for this)"_s)
        || !addName(issuer, "CN", u"Made on the creator's computer"_s)
        || X509_set_issuer_name(authority.get(), issuer) != 1)
        return {};
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, authority.get(), authority.get(), nullptr, nullptr, 0);
    if (!addExtension(authority.get(), &context, NID_basic_constraints, "critical,CA:TRUE")
        || !addExtension(authority.get(), &context, NID_subject_key_identifier, "hash"))
        return {};

    Certificate certificate(X509_new());
    if (!begin(certificate.get(), key, now))
        return {};
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    if (!addName(subject, "O", u"AIN Studio"_s) || !addName(subject, "CN", name.isEmpty() ? u"AIN Studio"_s : name)
        || X509_set_issuer_name(certificate.get(), issuer) != 1)
        return {};
    X509V3_set_ctx(&context, authority.get(), certificate.get(), nullptr, nullptr, 0);
    if (!addExtension(certificate.get(), &context, NID_basic_constraints, "critical,CA:FALSE")
        || !addExtension(certificate.get(), &context, NID_key_usage, "critical,digitalSignature")
        || !addExtension(certificate.get(), &context, NID_ext_key_usage, "emailProtection")
        || !addExtension(certificate.get(), &context, NID_subject_key_identifier, "hash")
        || !addExtension(certificate.get(), &context, NID_authority_key_identifier, "keyid:always")
        || X509_sign(certificate.get(), authorityKey.get(), EVP_sha256()) == 0)
        return {};
    return certificate;
}

template<typename T>
QByteArray der(int (*encode)(const T *, unsigned char **), const T *object)
{
    unsigned char *out = nullptr;
    const int size = encode(object, &out);
    if (size <= 0)
        return {};
    QByteArray bytes(reinterpret_cast<const char *>(out), size);
    OPENSSL_free(out);
    return bytes;
}

Certificate parse(const QByteArray &bytes)
{
    if (bytes.isEmpty() || bytes.size() > MaxCertificate)
        return {};
    const unsigned char *at = bytesOf(bytes);
    Certificate certificate(d2i_X509(nullptr, &at, long(bytes.size())));
    return at == bytesOf(bytes) + bytes.size() ? std::move(certificate) : Certificate();
}

QString entry(const X509_NAME *name, int id)
{
    const int index = X509_NAME_get_index_by_NID(name, id, -1);
    if (index < 0)
        return {};
    unsigned char *text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)));
    if (size < 0)
        return {};
    QString out = QString::fromUtf8(reinterpret_cast<const char *>(text), std::min(size, 256));
    OPENSSL_free(text);
    return out;
}

QDateTime timeOf(const ASN1_TIME *time)
{
    tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                     QTime(parts.tm_hour, parts.tm_min, std::min(parts.tm_sec, 59)), QTimeZone::utc());
}

/// COSE has r‖s, OpenSSL wants DER. Empty: not of this length.
QByteArray derSignature(const QByteArray &signature, int half)
{
    if (signature.size() != qsizetype(2) * half)
        return {};
    const DerSignature out(ECDSA_SIG_new());
    BIGNUM *r = BN_bin2bn(bytesOf(signature), half, nullptr);
    BIGNUM *s = BN_bin2bn(bytesOf(signature) + half, half, nullptr);
    if (ECDSA_SIG_set0(out.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    return der(i2d_ECDSA_SIG, static_cast<const ECDSA_SIG *>(out.get()));
}

struct Algorithm {
    qint64 cose;
    int key;
    const EVP_MD *(*digest)(); ///< null: the key's own
    int half; ///< of an ECDSA signature
};
constexpr Algorithm Algorithms[] = {
    {-7, EVP_PKEY_EC, EVP_sha256, 32},  {-35, EVP_PKEY_EC, EVP_sha384, 48}, {-36, EVP_PKEY_EC, EVP_sha512, 66},
    {-37, EVP_PKEY_RSA, EVP_sha256, 0}, {-38, EVP_PKEY_RSA, EVP_sha384, 0}, {-39, EVP_PKEY_RSA, EVP_sha512, 0},
    {-8, EVP_PKEY_ED25519, nullptr, 0},
};

} // namespace

struct Credential::Private {
    Key key;
    Certificate certificate;
};

Credential::Credential(std::unique_ptr<Private> own) : m(std::move(own)) { }
Credential::Credential(Credential &&) noexcept = default;
Credential &Credential::operator=(Credential &&) noexcept = default;
Credential::~Credential() = default;

Result<Credential> Credential::make(const SecretBytes &seed, const QString &name, const QDateTime &now)
{
    if (seed.size() != 32)
        return failure(errors::InvalidArgument, {{u"what"_s, u"seed"_s}});
    if (name.toUcs4().size() > MaxName)
        return failure(errors::InvalidArgument, {{u"what"_s, u"name"_s}});
    auto own = std::make_unique<Private>();
    own->key = keyOf(seed);
    if (own->key)
        own->certificate = certificateOf(own->key.get(), name, now.toSecsSinceEpoch());
    if (!own->certificate)
        return failure(errors::Internal, {}, u"OpenSSL made no certificate"_s);
    return Credential(std::move(own));
}

QByteArray Credential::certificate() const { return der(i2d_X509, static_cast<const X509 *>(m->certificate.get())); }

QByteArray Credential::publicKey() const { return der(i2d_PUBKEY, static_cast<const EVP_PKEY *>(m->key.get())); }

QByteArray Credential::sign(const QByteArray &message) const
{
    const Digest digest(EVP_MD_CTX_new());
    std::size_t size = 0;
    if (EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, m->key.get()) != 1
        || EVP_DigestSign(digest.get(), nullptr, &size, bytesOf(message), std::size_t(message.size())) != 1)
        return {};
    std::vector<unsigned char> encoded(size);
    if (EVP_DigestSign(digest.get(), encoded.data(), &size, bytesOf(message), std::size_t(message.size())) != 1)
        return {};
    const unsigned char *at = encoded.data();
    const DerSignature parsed(d2i_ECDSA_SIG(nullptr, &at, long(size)));
    std::array<unsigned char, 64> out{};
    if (!parsed || BN_bn2binpad(ECDSA_SIG_get0_r(parsed.get()), out.data(), 32) != 32
        || BN_bn2binpad(ECDSA_SIG_get0_s(parsed.get()), out.data() + 32, 32) != 32)
        return {};
    return {reinterpret_cast<const char *>(out.data()), qsizetype(out.size())};
}

std::optional<Signer> signerOf(const QByteArray &bytes)
{
    const Certificate certificate = parse(bytes);
    if (!certificate)
        return std::nullopt;
    Signer signer;
    const X509_NAME *subject = X509_get_subject_name(certificate.get());
    signer.name = entry(subject, NID_commonName);
    if (signer.name.isEmpty())
        signer.name = entry(subject, NID_organizationName);
    const EVP_PKEY *key = X509_get0_pubkey(certificate.get());
    if (key != nullptr)
        signer.publicKey = der(i2d_PUBKEY, key);
    signer.from = timeOf(X509_get0_notBefore(certificate.get()));
    signer.until = timeOf(X509_get0_notAfter(certificate.get()));
    return signer;
}

SignatureVerdict verify(const QByteArray &certificate, qint64 algorithm, const QByteArray &message,
                        const QByteArray &signature)
{
    const auto *const known = std::find_if(std::begin(Algorithms), std::end(Algorithms),
                                           [&](const Algorithm &one) { return one.cose == algorithm; });
    if (known == std::end(Algorithms))
        return SignatureVerdict::Unsupported;
    const Certificate parsed = parse(certificate);
    EVP_PKEY *key = parsed ? X509_get0_pubkey(parsed.get()) : nullptr;
    if (key == nullptr || EVP_PKEY_get_base_id(key) != known->key)
        return SignatureVerdict::Bad;
    const QByteArray given = known->half > 0 ? derSignature(signature, known->half) : signature;
    const Digest digest(EVP_MD_CTX_new());
    EVP_PKEY_CTX *context = nullptr;
    if (given.isEmpty()
        || EVP_DigestVerifyInit(digest.get(), &context, known->digest == nullptr ? nullptr : known->digest(), nullptr,
                                key)
            != 1)
        return SignatureVerdict::Bad;
    if (known->key == EVP_PKEY_RSA
        && (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) != 1
            || EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) != 1))
        return SignatureVerdict::Bad;
    const int verdict = EVP_DigestVerify(digest.get(), bytesOf(given), std::size_t(given.size()), bytesOf(message),
                                         std::size_t(message.size()));
    return verdict == 1 ? SignatureVerdict::Good : SignatureVerdict::Bad;
}

} // namespace ain::provenance
