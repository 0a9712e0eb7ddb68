#include "gpu/share/peer/peerauth.h"

#include "core/crypto/key.h"

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr int MessageChain = 0;
constexpr qsizetype HeaderMax = 400;
constexpr qsizetype TimeDigits = 15;
constexpr qint64 SweepEveryMs = 10'000;
constexpr qint64 MinuteMs = 60'000;

tl::unexpected<Error> refused(const QString &what) { return failure(errors::PeerSignature, {{u"what"_s, what}}); }

} // namespace

QString helloPurpose(const QString &endpoint) { return u"hello:"_s + endpoint; }

QString imagePurpose(const crypto::Address &provider)
{
    return u"p2p-model:%1/image"_s.arg(provider.toString().toLower());
}

QString signedText(const QString &purpose, qint64 timeMs) { return purpose + u':' + QString::number(timeMs); }

QByteArray authHeader(const crypto::Address &address, qint64 timeMs, const QString &signature)
{
    return address.toString().toLatin1() + ':' + QByteArray::number(timeMs) + ':' + signature.toLatin1();
}

Result<PeerAuth> verifyPeerAuth(QByteArrayView header, const QString &purpose, qint64 nowMs)
{
    if (header.isEmpty() || header.size() > HeaderMax)
        return refused(u"header"_s);
    const QStringList parts = QString::fromLatin1(header).split(u':');
    if (parts.size() != 3)
        return refused(u"header"_s);
    const auto address = crypto::Address::parse(parts[0]);
    const QString &time = parts[1];
    const bool isNumber = !time.isEmpty() && time.size() <= TimeDigits && !(time.size() > 1 && time[0] == u'0')
        && std::all_of(time.begin(), time.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!address || !isNumber)
        return refused(u"header"_s);
    PeerAuth auth{.address = *address, .timeMs = time.toLongLong()};
    if (std::abs(nowMs - auth.timeMs) > PeerSkewMs)
        return refused(u"time"_s);
    const auto signer = crypto::recoverMessageSigner(signedText(purpose, auth.timeMs), parts[2], MessageChain);
    if (!signer || signer->address != auth.address || signer->length != crypto::MessageLength::Utf16Units)
        return refused(u"signature"_s);
    return auth;
}

bool AuthGuard::admit(const PeerAuth &auth, const QString &purpose, qint64 nowMs)
{
    if (nowMs - m_swept > SweepEveryMs || m_seen.size() >= Most) {
        m_seen.removeIf([nowMs](const auto &entry) { return entry.value() < nowMs; });
        m_swept = nowMs;
    }
    // By what was signed and not by the signature: there is more than one way to write that.
    const QString key = auth.address.toString() + u'|' + signedText(purpose, auth.timeMs);
    if (m_seen.size() >= Most || m_seen.contains(key))
        return false;
    m_seen.insert(key, auth.timeMs + PeerSkewMs);
    return true;
}

bool CallLimiter::admit(const QString &caller, qint64 nowMs)
{
    const auto isOld = [nowMs](qint64 time) { return nowMs - time >= MinuteMs; };
    if (m_calls.size() >= CallersMost && !m_calls.contains(caller)) {
        m_calls.removeIf(
            [&](const auto &entry) { return entry.value().isEmpty() || isOld(entry.value().constLast()); });
        if (m_calls.size() >= CallersMost)
            return false;
    }
    QList<qint64> &calls = m_calls[caller];
    calls.removeIf(isOld);
    if (calls.size() >= m_perMinute)
        return false;
    calls.append(nowMs);
    return true;
}

} // namespace ain::share
