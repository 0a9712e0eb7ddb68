// Who asks: the signed header of requests between nodes, "ADDRESS:MILLISECONDS:SIGNATURE".
#pragma once

#include "core/base/task.h"
#include "core/crypto/address.h"
#include "gpu/share/peer/peererrors.h"

#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace ain::share {

inline constexpr QByteArrayView PeerAuthHeader = "x-ainize-auth";
inline constexpr QByteArrayView OlderPeerAuthHeader = "x-ngram-auth"; ///< of nodes that are not up to date
inline constexpr qint64 PeerSkewMs = 5LL * 60 * 1000; ///< how far two clocks may be apart

/// What a hello is signed for: the endpoint that it speaks for, as endpointOf() gives it.
[[nodiscard]] QString helloPurpose(const QString &endpoint);
/// What an order is signed for: it counts at this provider only.
[[nodiscard]] QString imagePurpose(const crypto::Address &provider);
/// The text under the signature. AIN counts its length in UTF-16 units.
[[nodiscard]] QString signedText(const QString &purpose, qint64 timeMs);
[[nodiscard]] QByteArray authHeader(const crypto::Address &address, qint64 timeMs, const QString &signature);

/// The key of this node. Thread: main.
class PeerSigner {
public:
    PeerSigner() = default;
    PeerSigner(const PeerSigner &) = delete;
    PeerSigner &operator=(const PeerSigner &) = delete;
    PeerSigner(PeerSigner &&) = delete;
    PeerSigner &operator=(PeerSigner &&) = delete;
    virtual ~PeerSigner() = default;
    [[nodiscard]] virtual crypto::Address address() const = 0;
    [[nodiscard]] virtual QString publicKey() const = 0; ///< 128 hex digits
    /// A message signature of AIN for chain 0, which nodes use whatever chain they read.
    virtual Task<QString> sign(QString message) = 0;
};

struct PeerAuth {
    crypto::Address address = {};
    qint64 timeMs = 0;
};

/// Whose header it is. Errors: PeerSignature.
[[nodiscard]] Result<PeerAuth> verifyPeerAuth(QByteArrayView header, const QString &purpose, qint64 nowMs);

/// Remembers what was signed as long as it could be sent again. Bounded: full, it takes nothing new.
class AuthGuard {
public:
    static constexpr qsizetype Most = 20'000;
    /// False: seen before, or full.
    [[nodiscard]] bool admit(const PeerAuth &auth, const QString &purpose, qint64 nowMs);
    [[nodiscard]] qsizetype size() const { return m_seen.size(); }

private:
    QHash<QString, qint64> m_seen; ///< until when
    qint64 m_swept = 0;
};

/// At most so many calls in any minute. Bounded: full, strangers wait.
class CallLimiter {
public:
    static constexpr qsizetype CallersMost = 5'000;
    explicit CallLimiter(int perMinute) : m_perMinute(perMinute) { }
    [[nodiscard]] bool admit(const QString &caller, qint64 nowMs);

private:
    int m_perMinute;
    QHash<QString, QList<qint64>> m_calls;
};

} // namespace ain::share
