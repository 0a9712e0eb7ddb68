// The keys of the developers' door: who may draw, and how much. A key's text is known to its holder alone.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/json/value.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode ApiKeyName{"api.key_name"}; ///< empty, too long or taken; args: name, most (characters)
inline constexpr ErrorCode ApiKeyLimits{"api.key_limits"}; ///< args: what (per_day, concurrent), least, most
inline constexpr ErrorCode ApiKeyTooMany{"api.key_too_many"}; ///< args: limit
inline constexpr ErrorCode ApiKeyUnknown{"api.key_unknown"}; ///< neither id nor name of one; args: name
inline constexpr ErrorCode ApiKeysDamaged{"api.keys_damaged"}; ///< the list can't be read; args: what (the member)
} // namespace errors

namespace share {

inline constexpr int KeyNameMax = 60; ///< UTF-16 units
inline constexpr int KeysMax = 100; ///< revoked ones too
inline constexpr int PerDayMost = 100'000;
inline constexpr int ConcurrentMost = 16;

struct KeyLimits {
    int perDay = 500; ///< pictures, by the day in UTC; 1 … PerDayMost
    int concurrent = 2; ///< requests at once; 1 … ConcurrentMost
    friend bool operator==(const KeyLimits &, const KeyLimits &) = default;
};

struct ApiKey {
    QString id = {}; ///< 8 hex digits
    QString name = {};
    QByteArray hash = {}; ///< SHA-256 of the key's text: with 256 bits by chance in it, nothing slower is needed
    KeyLimits limits = {};
    qint64 createdMs = 0; ///< since 1970 UTC
    qint64 revokedMs = 0; ///< 0: it opens the door
    friend bool operator==(const ApiKey &, const ApiKey &) = default;
};

struct FreshKey {
    ApiKey key = {};
    QString text = {}; ///< "ain-sk-…", shown once and kept nowhere
};

/// A value: the list as it is stored. Thread: any, one at a time.
class ApiKeys {
public:
    /// docs/formats.md, "Keys of the developers' door". Errors: ApiKeysDamaged.
    [[nodiscard]] static Result<ApiKeys> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;

    [[nodiscard]] const QList<ApiKey> &all() const { return m_keys; }
    /// Errors: ApiKeyName, ApiKeyLimits, ApiKeyTooMany.
    [[nodiscard]] Result<FreshKey> add(const QString &name, const KeyLimits &limits, const Clock &clock, Rng &rng);
    /// By id or name; again is fine. The key stays in the list. Errors: ApiKeyUnknown.
    [[nodiscard]] Result<ApiKey> revoke(const QString &idOrName, const Clock &clock);
    /// The key that this is the text of, unless it is revoked. Takes the same time for every text of one length.
    [[nodiscard]] std::optional<ApiKey> find(QByteArrayView text) const;

private:
    QList<ApiKey> m_keys;
};

/// What keys have used: pictures of this day, requests now. Thread: any, one at a time.
class KeyUsage {
public:
    enum class Refusal { None, Day, Concurrent };

    explicit KeyUsage(const Clock &clock) : m_clock(clock) { }
    /// Counts `pictures` and one request; with anything but None nothing is counted.
    [[nodiscard]] Refusal begin(const ApiKey &key, int pictures);
    /// The request is over; pictures that were not drawn are given back.
    void end(const QString &keyId, int picturesNotDrawn);
    [[nodiscard]] int today(const QString &keyId) const;

    /// {"day", "pictures": {id: count}}: for the next run. What is damaged counts as nothing used.
    [[nodiscard]] json::Value toJson() const;
    /// As it was written down then, with no request running.
    void restore(const json::Value &value);

private:
    /// Begins anew with a new day.
    void turn();
    [[nodiscard]] qint64 day() const;

    const Clock &m_clock;
    qint64 m_day = 0; ///< since 1970
    QHash<QString, int> m_pictures;
    QHash<QString, int> m_now;
};

} // namespace share
} // namespace ain
