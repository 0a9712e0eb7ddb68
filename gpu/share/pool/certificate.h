// The pool's certificate: made by the hub itself, and the only one that its boxes accept.
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QByteArray>
#include <QString>

namespace ain::pool {

/// What the certificate is made out to, whatever address the hub has: boxes ask for this name.
inline constexpr const char *CertificateName = "pool.ain-studio.internal";
inline constexpr qsizetype MaxCertificateBytes = 8 * 1024;

struct Certificate {
    QByteArray pem = {};
    SecretBytes keyPem = {};
};

/// Self-signed, P-256, valid from a day before `nowMs` for twenty years. Errors: Internal.
[[nodiscard]] Result<Certificate> makeCertificate(qint64 nowMs);
/// SHA-256 of its DER form, 64 hex digits; empty when it is none. Exactly one certificate is one. Thread: any.
[[nodiscard]] QString fingerprint(const QByteArray &pem);

} // namespace ain::pool
