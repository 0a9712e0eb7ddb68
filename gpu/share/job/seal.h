// What only one key may read: the spec of a granted job, a delivered picture.
//
// The ECIES of core/crypto (secp256k1, AES-256-CBC, HMAC-SHA-256), to the `kx` key that the other side stated. Before
// it is sealed, the payload gets the SHA-256 of "ain-seal-1:<purpose>:<job>" in front, so that it can't be shown as
// something of another job. Thread: any.
#pragma once

#include "core/crypto/ecies.h"
#include "gpu/share/job/jobspec.h"

namespace ain::share {

inline constexpr qsizetype MaxSealedBytes = MaxPictureBytes; ///< of a payload

/// "02…" or "03…", 33 bytes of hex. Errors: ShareFormat.
[[nodiscard]] Result<crypto::PublicKey> keyOf(QStringView kx);
[[nodiscard]] QString kxOf(const crypto::PublicKey &key);

/// Errors: ShareFormat (kx), ShareLimit.
[[nodiscard]] Result<crypto::EciesMessage> seal(QStringView kx, QStringView purpose, QStringView job,
                                                QByteArrayView payload);
/// Errors: ShareSealed.
[[nodiscard]] Result<SecretBytes> unseal(const crypto::PrivateKey &key, QStringView purpose, QStringView job,
                                         const crypto::EciesMessage &message);
/// The same when the key lies elsewhere (in the vault), which gave `opened`.
[[nodiscard]] Result<SecretBytes> payloadOf(const SecretBytes &opened, QStringView purpose, QStringView job);
inline constexpr QStringView SpecPurpose = u"spec";
inline constexpr QStringView ImagePurpose = u"image";
inline constexpr QStringView RestPurpose = u"rest"; ///< the spec, and the state to go on from
inline constexpr QStringView StatePurpose = u"state"; ///< the state that a provider got to

/// The spec for a granted provider, as hex.
[[nodiscard]] Result<QString> sealSpec(const JobSpec &spec, QStringView kx);
/// Only the spec of exactly this job, signed by its requester. Errors: ShareSealed, ShareSignature, and those of
/// parseJobSpec().
[[nodiscard]] Result<JobSpec> unsealSpec(const crypto::PrivateKey &key, QStringView job, QStringView sealed,
                                         int chainId);
[[nodiscard]] Result<JobSpec> specOf(const SecretBytes &payload, QStringView job, int chainId);

/// Spec and state for who goes on with a job: the state's bytes as u32 (little-endian), the state, the spec.
struct Rest {
    JobSpec spec = {};
    QByteArray state = {};
};
[[nodiscard]] Result<QString> sealRest(const Rest &rest, QStringView kx);
/// What payloadOf() opened; hostile. Errors: ShareSealed, ShareLimit, those of specOf().
[[nodiscard]] Result<Rest> restOf(const SecretBytes &payload, QStringView job, int chainId);
inline constexpr qsizetype MaxStateBytes = 48 * 1024; ///< that fits a grant

} // namespace ain::share
