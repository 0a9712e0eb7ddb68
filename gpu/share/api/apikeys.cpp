#include "gpu/share/api/apikeys.h"

#include "core/base/secretbytes.h"
#include "core/crypto/hash.h"
#include "gpu/share/images/imageparams.h"

#include <algorithm>
#include <array>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView Prefix = "ain-sk-";
constexpr std::size_t SecretSize = 32;
constexpr qsizetype HashSize = 32;
constexpr qsizetype TextMost = 200;
constexpr qsizetype IdBytes = 4;
constexpr int Version = 1;
constexpr qint64 DayMs = 24LL * 3600 * 1000;

/// Every byte is looked at, whatever the first ones say.
bool isSame(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    volatile unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        const auto bits =
            static_cast<unsigned char>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
        difference = static_cast<unsigned char>(difference | bits);
    }
    return difference == 0;
}

Result<> checkLimits(const KeyLimits &limits)
{
    const auto refused = [](const QString &what, int most) {
        return failure(errors::ApiKeyLimits, {{u"what"_s, what}, {u"least"_s, 1}, {u"most"_s, most}});
    };
    if (limits.perDay < 1 || limits.perDay > PerDayMost)
        return refused(u"per_day"_s, PerDayMost);
    if (limits.concurrent < 1 || limits.concurrent > ConcurrentMost)
        return refused(u"concurrent"_s, ConcurrentMost);
    return {};
}

Result<ApiKey> keyOf(const json::Value &value)
{
    const auto damaged = [](const QString &what) { return failure(errors::ApiKeysDamaged, {{u"what"_s, what}}); };
    ApiKey key;
    key.id = value[u"id"].toString();
    key.name = value[u"name"].toString();
    const auto hash = crypto::fromHex(value[u"sha256"].string());
    key.limits.perDay = int(value[u"per_day"].toInteger(0));
    key.limits.concurrent = int(value[u"concurrent"].toInteger(0));
    key.createdMs = value[u"created_ms"].toInteger(-1);
    key.revokedMs = value[u"revoked_ms"].toInteger(0);
    if (key.id.size() != 2 * IdBytes || !crypto::fromHex(key.id))
        return damaged(u"id"_s);
    if (key.name.isEmpty() || key.name.size() > KeyNameMax)
        return damaged(u"name"_s);
    if (!hash || hash->size() != HashSize)
        return damaged(u"sha256"_s);
    if (!checkLimits(key.limits))
        return damaged(u"per_day"_s);
    if (key.createdMs < 0 || key.revokedMs < 0)
        return damaged(u"created_ms"_s);
    key.hash = *hash;
    return key;
}

} // namespace

Result<ApiKeys> ApiKeys::fromJson(const json::Value &value)
{
    ApiKeys keys;
    if (!value.isObject() || value[u"version"].toInteger(0) != Version)
        return failure(errors::ApiKeysDamaged, {{u"what"_s, u"version"_s}});
    const json::Array &list = value[u"keys"].array();
    if (!value[u"keys"].isArray() || list.size() > std::size_t(KeysMax))
        return failure(errors::ApiKeysDamaged, {{u"what"_s, u"keys"_s}});
    for (const json::Value &entry : list) {
        auto key = keyOf(entry);
        if (!key)
            return failure(key.error());
        keys.m_keys.append(*key);
    }
    return keys;
}

json::Value ApiKeys::toJson() const
{
    json::Array list;
    for (const ApiKey &key : m_keys) {
        json::Object entry;
        entry.set(u"id"_s, key.id);
        entry.set(u"name"_s, key.name);
        entry.set(u"sha256"_s, crypto::toHex(key.hash));
        entry.set(u"per_day"_s, key.limits.perDay);
        entry.set(u"concurrent"_s, key.limits.concurrent);
        entry.set(u"created_ms"_s, key.createdMs);
        if (key.revokedMs > 0)
            entry.set(u"revoked_ms"_s, key.revokedMs);
        list.emplace_back(std::move(entry));
    }
    json::Object all;
    all.set(u"version"_s, Version);
    all.set(u"keys"_s, std::move(list));
    return json::Value(std::move(all));
}

Result<FreshKey> ApiKeys::add(const QString &name, const KeyLimits &limits, const Clock &clock, Rng &rng)
{
    const QString plain = plainText(name, KeyNameMax + 1);
    const bool isTaken = std::any_of(m_keys.cbegin(), m_keys.cend(),
                                     [&plain](const ApiKey &key) { return key.name == plain && key.revokedMs == 0; });
    if (plain.isEmpty() || plain.size() > KeyNameMax || isTaken)
        return failure(errors::ApiKeyName, {{u"name"_s, plain}, {u"most"_s, KeyNameMax}});
    if (const auto checked = checkLimits(limits); !checked)
        return failure(checked.error());
    // A revoked one makes room when there is none.
    if (m_keys.size() >= KeysMax) {
        const auto revoked =
            std::find_if(m_keys.begin(), m_keys.end(), [](const ApiKey &key) { return key.revokedMs > 0; });
        if (revoked == m_keys.end())
            return failure(errors::ApiKeyTooMany, {{u"limit"_s, KeysMax}});
        m_keys.erase(revoked);
    }
    FreshKey fresh;
    const SecretBytes secret = SecretBytes::random(SecretSize);
    QByteArray text = Prefix.toByteArray()
        + secret.bytes().toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    std::array<std::uint8_t, IdBytes> id{};
    do {
        rng.fill(id);
        fresh.key.id = crypto::toHex(QByteArrayView(id.data(), qsizetype(id.size())));
    } while (
        std::any_of(m_keys.cbegin(), m_keys.cend(), [&fresh](const ApiKey &key) { return key.id == fresh.key.id; }));
    fresh.key.name = plain;
    fresh.key.hash = crypto::sha256(text);
    fresh.key.limits = limits;
    fresh.key.createdMs = clock.nowMs();
    fresh.text = QString::fromLatin1(text);
    wipeMemory(text.data(), std::size_t(text.size()));
    m_keys.append(fresh.key);
    return fresh;
}

Result<ApiKey> ApiKeys::revoke(const QString &idOrName, const Clock &clock)
{
    ApiKey *found = nullptr;
    for (ApiKey &key : m_keys) {
        // A name may have been given anew: the one that opens the door is meant.
        const bool isNamed = key.id == idOrName || key.name == idOrName;
        if (isNamed && (found == nullptr || key.revokedMs == 0))
            found = &key;
    }
    if (found == nullptr)
        return failure(errors::ApiKeyUnknown, {{u"name"_s, idOrName}});
    if (found->revokedMs == 0)
        found->revokedMs = std::max<qint64>(clock.nowMs(), 1);
    return *found;
}

std::optional<ApiKey> ApiKeys::find(QByteArrayView text) const
{
    if (text.size() > TextMost || !text.startsWith(Prefix))
        return std::nullopt;
    const QByteArray hash = crypto::sha256(text);
    const ApiKey *found = nullptr;
    for (const ApiKey &key : m_keys) {
        if (isSame(key.hash, hash) && key.revokedMs == 0)
            found = &key;
    }
    return found != nullptr ? std::optional(*found) : std::nullopt;
}

qint64 KeyUsage::day() const { return m_clock.nowMs() / DayMs; }

void KeyUsage::turn()
{
    if (m_day == day())
        return;
    m_day = day();
    m_pictures.clear();
}

KeyUsage::Refusal KeyUsage::begin(const ApiKey &key, int pictures)
{
    turn();
    if (m_now.value(key.id) >= key.limits.concurrent)
        return Refusal::Concurrent;
    if (m_pictures.value(key.id) + pictures > key.limits.perDay)
        return Refusal::Day;
    m_pictures[key.id] += pictures;
    ++m_now[key.id];
    return Refusal::None;
}

void KeyUsage::end(const QString &keyId, int picturesNotDrawn)
{
    turn();
    if (--m_now[keyId] <= 0)
        m_now.remove(keyId);
    // Those of a day that is over were forgotten with it.
    m_pictures[keyId] = std::max(0, m_pictures.value(keyId) - picturesNotDrawn);
}

int KeyUsage::today(const QString &keyId) const { return m_day == day() ? m_pictures.value(keyId) : 0; }

json::Value KeyUsage::toJson() const
{
    json::Object pictures;
    for (auto it = m_pictures.cbegin(); it != m_pictures.cend(); ++it) {
        if (it.value() > 0)
            pictures.set(it.key(), it.value());
    }
    json::Object all;
    all.set(u"day"_s, m_day);
    all.set(u"pictures"_s, std::move(pictures));
    return json::Value(std::move(all));
}

void KeyUsage::restore(const json::Value &value)
{
    m_day = value[u"day"].toInteger(0);
    m_pictures.clear();
    m_now.clear();
    for (const auto &[id, count] : value[u"pictures"].object()) {
        if (m_pictures.size() < KeysMax && id.size() == 2 * IdBytes)
            m_pictures.insert(id, int(std::clamp<qint64>(count.toInteger(0), 0, PerDayMost)));
    }
    turn();
}

} // namespace ain::share
