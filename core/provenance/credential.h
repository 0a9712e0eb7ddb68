// Who signed: a key of this copy of the program, and the certificate that C2PA wants around it.
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <memory>
#include <optional>

namespace ain::provenance {

/// A P-256 key with a certificate (X.509 v3, C2PA specification 2.2, section 14.5). Nobody vouches for it: the
/// authority that signs it is made for this one certificate and forgotten. It says that the same copy of the program
/// signed two pictures, not who that was. Thread: any, one at a time.
class Credential {
public:
    /// From 32 secret bytes: the same bytes give the same key, the certificate is made anew. `name` stands in it
    /// (at most 64 characters; empty: the program's only). Errors: InvalidArgument, Internal.
    [[nodiscard]] static Result<Credential> make(const SecretBytes &seed, const QString &name, const QDateTime &now);

    Credential(Credential &&) noexcept;
    Credential &operator=(Credential &&) noexcept;
    ~Credential();

    [[nodiscard]] QByteArray certificate() const; ///< DER
    [[nodiscard]] QByteArray publicKey() const; ///< DER, SubjectPublicKeyInfo
    /// ECDSA with SHA-256, 64 bytes r‖s as COSE has it (RFC 9053, 2.1). Empty: OpenSSL failed.
    [[nodiscard]] QByteArray sign(const QByteArray &message) const;

private:
    struct Private;
    explicit Credential(std::unique_ptr<Private> own);
    std::unique_ptr<Private> m;
};

struct Signer {
    QString name; ///< common name, or the organisation's; as the certificate says, proven by nobody
    QByteArray publicKey; ///< DER, SubjectPublicKeyInfo
    QDateTime from, until;
};
/// Of a certificate in DER. Empty: it is none.
[[nodiscard]] std::optional<Signer> signerOf(const QByteArray &certificate);

enum class SignatureVerdict { Good, Bad, Unsupported };
/// `algorithm` is COSE's: -7 (ES256), -35 (ES384), -36 (ES512), -37 … -39 (PS256 … PS512), -8 (EdDSA, Ed25519).
[[nodiscard]] SignatureVerdict verify(const QByteArray &certificate, qint64 algorithm, const QByteArray &message,
                                      const QByteArray &signature);

} // namespace ain::provenance
