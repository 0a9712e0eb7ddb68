// What goes between a copy of this program that is online and one that holds the key and has no network: "*.ainreq"
// asks for a signature, "*.ainsig" is one (docs/formats.md, "Signing on another device").
#pragma once

#include "core/wallet/wallet.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode OfflineFile{"offline.file"}; ///< neither a request nor a signature, or damaged; args: what
inline constexpr ErrorCode OfflineNewer{"offline.newer"}; ///< written by a newer program; args: version
inline constexpr ErrorCode OfflineExpired{"offline.expired"}; ///< args: until (ms since 1970)
inline constexpr ErrorCode OfflineNetwork{"offline.network"}; ///< args: network, here
inline constexpr ErrorCode OfflineNoKey{"offline.no_key"}; ///< its key is not in this vault; args: address, network
inline constexpr ErrorCode OfflineUnknown{"offline.unknown"}; ///< no such request is waiting here; args: hash
inline constexpr ErrorCode OfflineMismatch{"offline.mismatch"}; ///< not that account's signature of that request
inline constexpr ErrorCode OfflineStale{"offline.stale"}; ///< its number is used up; args: nonce, now
inline constexpr ErrorCode OfflineAll{"offline.all"}; ///< "everything" needs the fee, which needs a signature
inline constexpr ErrorCode OfflineTooLong{"offline.too_long"}; ///< for pictures; args: bytes, limit
inline constexpr ErrorCode OfflineFrame{"offline.frame"}; ///< args: what
} // namespace errors

namespace wallet {

inline constexpr qsizetype MaxOfflineBytes = 256 * 1024;
/// A request is good for a week: what it explains should still be what its owner wants.
inline constexpr qint64 OfflineLifeMs = 7 * 86'400'000LL;

/// What one copy asks the other to sign. Nothing in it is taken for an explanation: both sides make their own from the
/// body.
struct OfflineRequest {
    QString network; ///< chain::Network::id
    int chainId = 0;
    crypto::Address account;
    json::Value body; ///< exactly what is signed
    qint64 createdMs = 0;
    qint64 expiresMs = 0;

    [[nodiscard]] crypto::Hash256 hash() const { return crypto::transactionHash(body); }
    [[nodiscard]] qint64 nonce() const { return body[u"nonce"].toInteger(-1); }
    [[nodiscard]] qint64 gasPrice() const { return body[u"gas_price"].toInteger(-1); }
    [[nodiscard]] json::Value toJson() const;
    [[nodiscard]] QByteArray toBytes() const;
    /// A body of the plain form (operation, numbered nonce, timestamp, gas price, nothing else) with an operation of
    /// the chain, for a chain id that fits its network. Errors: OfflineFile, OfflineNewer, TooLarge.
    [[nodiscard]] static Result<OfflineRequest> fromJson(const json::Value &value);
    [[nodiscard]] static Result<OfflineRequest> parse(QByteArrayView bytes);
};

struct OfflineSignature {
    QString network;
    int chainId = 0;
    crypto::Address account;
    crypto::Hash256 hash; ///< of the body that was signed
    QString signature; ///< 97-byte form

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static Result<OfflineSignature> parse(QByteArrayView bytes);
};

enum class OfflineKind { Request, Signature };
/// By the format's name alone; parse() checks the rest.
[[nodiscard]] Result<OfflineKind> offlineKind(QByteArrayView bytes);

/// "ain-0x5d07…5F96-43": account and number, for the name of a file.
[[nodiscard]] QString offlineFileName(const crypto::Address &account, qint64 nonce, OfflineKind kind);

} // namespace wallet
} // namespace ain
