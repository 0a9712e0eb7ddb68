#include "gpu/share/market/tabmath.h"

#include "core/crypto/hash.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

constexpr double UnitsPerMps = 1e6;
constexpr qsizetype ExpiryDigits = 13; ///< ms since 1970 have 13 digits until the year 2286
constexpr qsizetype RandomDigits = 16;

bool isLowerHex(QStringView text)
{
    return std::all_of(text.cbegin(), text.cend(),
                       [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

bool isDigits(QStringView text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

std::optional<Amount> amountFor(Amount pricePerMps, qint64 units)
{
    if (pricePerMps < Amount() || pricePerMps.micro() > MaxPriceMicro || units < 0 || units > MaxUnits)
        return std::nullopt;
    const qint64 micro = pricePerMps.micro() * units / 1'000'000;
    if (micro > Amount::MaxMicro)
        return std::nullopt;
    return Amount::fromMicro(micro);
}

bool isSha256Text(QStringView text) { return text.size() == 64 && isLowerHex(text); }

bool isRootText(QStringView text) { return text.size() == 66 && text.startsWith(u"0x") && isLowerHex(text.sliced(2)); }

QString receiptsRoot(QList<WorkItem> items)
{
    std::sort(items.begin(), items.end(), [](const WorkItem &a, const WorkItem &b) { return a.job < b.job; });
    QList<QByteArray> level;
    level.reserve(items.size());
    for (const WorkItem &item : std::as_const(items)) {
        const QByteArray job = crypto::fromHex(item.job).value_or(QByteArray());
        const QByteArray receipt = crypto::fromHex(item.receipt).value_or(QByteArray());
        level.append(crypto::sha256(QByteArray(1, '\0') + job + receipt));
    }
    if (level.isEmpty())
        level.append(crypto::sha256(QByteArray()));
    while (level.size() > 1) {
        QList<QByteArray> above;
        for (qsizetype i = 0; i < level.size(); i += 2) {
            above.append(i + 1 < level.size() ? crypto::sha256(QByteArray(1, '\x01') + level.at(i) + level.at(i + 1))
                                              : level.at(i));
        }
        level = std::move(above);
    }
    return u"0x"_s + crypto::toHex(level.constFirst());
}

QString newSessionId(qint64 expiresMs, Rng &rng)
{
    std::array<std::uint8_t, RandomDigits / 2> random{};
    rng.fill(random);
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), qsizetype(random.size()));
    return QString::number(expiresMs) + u'-' + crypto::toHex(bytes);
}

bool isSessionId(QStringView text)
{
    return text.size() == ExpiryDigits + 1 + RandomDigits && isDigits(text.first(ExpiryDigits)) && text.front() != u'0'
        && text.at(ExpiryDigits) == u'-' && isLowerHex(text.last(RandomDigits));
}

qint64 expiryOf(QStringView sessionId)
{
    return isSessionId(sessionId) ? sessionId.first(ExpiryDigits).toLongLong() : -1;
}

QString transferKey(const QString &sessionId, int seq) { return u"gpu_%1_%2"_s.arg(sessionId).arg(seq); }

std::optional<Amount> exactAmount(const json::Value &value)
{
    if (!value.isNumber())
        return std::nullopt;
    const auto amount = Amount::fromWire(value.toDouble());
    if (!amount || *amount <= Amount() || amount->toWire() != value.toDouble())
        return std::nullopt;
    return amount;
}

std::optional<qint64> exactUnits(const json::Value &mps)
{
    if (!mps.isNumber())
        return std::nullopt;
    const double scaled = mps.toDouble() * UnitsPerMps;
    if (!(scaled > 0) || scaled > double(MaxUnits) + 1)
        return std::nullopt;
    const qint64 units = std::llround(scaled);
    if (units <= 0 || units > MaxUnits || mpsOf(units) != mps.toDouble())
        return std::nullopt;
    return units;
}

double mpsOf(qint64 units) { return double(units) / UnitsPerMps; }

} // namespace ain::market
