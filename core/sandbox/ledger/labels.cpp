#include "core/sandbox/ledger/labels.h"

#include "core/crypto/address.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

bool isReserved(QChar c)
{
    const char16_t u = c.unicode();
    return u <= 0x20 || u == 0x7f || QStringView(u"/.$*#{}[]<>'\"`").contains(c);
}

Validity checkStatesAt(const json::Value &value, qint64 limit, Path &path)
{
    if (value.isArray() || (value.isNumber() && !std::isfinite(value.toDouble())))
        return Validity::no(path);
    if (!value.isObject())
        return {};
    if (value.object().isEmpty())
        return Validity::no(path);
    for (const auto &[key, member] : value.object()) {
        path.append(key);
        if (!isStateLabel(key, limit))
            return Validity::no(path);
        if (const Validity below = checkStatesAt(member, limit, path); !below.valid)
            return below;
        path.removeLast();
    }
    return {};
}

bool isPrivateV4(const QHostAddress &address)
{
    using Range = std::pair<QHostAddress, int>;
    static const std::array<Range, 5> ranges{Range{QHostAddress(u"10.0.0.0"_s), 8},
                                             {QHostAddress(u"127.0.0.0"_s), 8},
                                             {QHostAddress(u"172.16.0.0"_s), 12},
                                             {QHostAddress(u"192.168.0.0"_s), 16},
                                             {QHostAddress(u"169.254.0.0"_s), 16}};
    return std::ranges::any_of(ranges, [&](const Range &r) { return address.isInSubnet(r.first, r.second); });
}

} // namespace

bool isStateLabel(QStringView label, qint64 lengthLimit)
{
    if (label.isEmpty() || label.size() > lengthLimit)
        return false;
    if (label == u"*")
        return true;
    const bool configOrVariable = label.size() > 1 && (label.front() == u'.' || label.front() == u'$');
    return std::none_of(label.begin() + (configOrVariable ? 1 : 0), label.end(), isReserved);
}

Validity checkPath(const Path &path, qint64 labelLengthLimit)
{
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (!isStateLabel(path[i], labelLengthLimit))
            return Validity::no(path.first(i + 1));
    }
    return {};
}

Validity checkStates(const json::Value &value, qint64 labelLengthLimit)
{
    Path path;
    return checkStatesAt(value, labelLengthLimit, path);
}

bool isServiceName(QStringView name, bool lowerCaseOnly)
{
    const auto letter = [&](QChar c) {
        return (c >= u'a' && c <= u'z') || c == u'_' || (!lowerCaseOnly && c >= u'A' && c <= u'Z');
    };
    return !name.isEmpty() && name != u"balance_total_sum" && letter(name.front())
        && std::ranges::all_of(name, [&](QChar c) { return letter(c) || (c >= u'0' && c <= u'9'); });
}

bool isServiceAccountName(QStringView name)
{
    const QList<QStringView> parts = name.split(u'|');
    static constexpr std::array types{u"escrow", u"gas_fee_billing", u"payments"};
    return parts.size() >= 3
        && (std::ranges::any_of(types, [&](const auto *type) { return parts[0] == QStringView(type); })
            || parts[0] == u"gas_fee" || parts[0] == u"staking")
        && isServiceName(parts[1], false);
}

Path accountPath(const QString &name)
{
    if (!isServiceAccountName(name))
        return {u"accounts"_s, name};
    const QString type = name.section(u'|', 0, 0);
    const QString service = name.section(u'|', 1, 1);
    return Path{u"service_accounts"_s} + parsePath(type + u'/' + service + u'/' + name.section(u'|', 2));
}

bool isAddress(QStringView text)
{
    return text.size() == 42 && text.startsWith(u"0x") && std::all_of(text.begin() + 2, text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
           });
}

QString checksumAddress(QStringView text)
{
    if (!isAddress(text))
        return {};
    const auto bytes = crypto::fromHex(text.sliced(2).toString().toLower());
    return bytes ? crypto::Address::fromBytes(*bytes).toString() : QString();
}

bool isChecksumAddress(QStringView text) { return isAddress(text) && checksumAddress(text) == text; }

bool isFunctionUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (!url.isValid() || (scheme != u"http" && scheme != u"https" && scheme != u"ftp") || text.contains(u' '))
        return false;
    const QString host = url.host();
    if (host == u"localhost")
        return true;
    if (const QHostAddress address(host); !address.isNull())
        return address.protocol() == QAbstractSocket::IPv4Protocol && address.isGlobal() && !isPrivateV4(address);
    static const QRegularExpression name(
        u"^([a-z0-9\\x{a1}-\\x{ffff}]([a-z0-9\\x{a1}-\\x{ffff}-]*[a-z0-9\\x{a1}-\\x{ffff}])?\\.)+[a-z\\x{a1}-\\x{ffff}]{2,}\\.?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return name.match(host).hasMatch();
}

bool isWhitelistUrl(const QString &text)
{
    static const QRegularExpression form(u"^[A-Za-z][A-Za-z0-9+.-]*:(//)?[^\\s/?#]+[^\\s]*$"_s);
    return text.size() <= 2048 && form.match(text).hasMatch();
}

bool isPrivateNetworkUrl(const QString &text)
{
    const QUrl url(text.contains(u"://") ? text : u"http://"_s + text, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != u"http" && url.scheme() != u"https") || !url.path().isEmpty())
        return false;
    const QHostAddress address(url.host());
    return url.host() == u"localhost" || (!address.isNull() && isPrivateV4(address));
}

bool isIpAddressText(const QString &text, int version)
{
    static const QRegularExpression v4(
        u"^(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}$"_s);
    if (version == 4)
        return v4.match(text).hasMatch();
    const QHostAddress address(text);
    return address.protocol() == QAbstractSocket::IPv6Protocol;
}

} // namespace ain::sandbox
