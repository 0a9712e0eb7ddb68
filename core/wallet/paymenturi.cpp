// "ain:" payment requests (docs/formats.md).
#include "core/wallet/wallet.h"

#include <QUrl>

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxUriLength = 2048;
constexpr qsizetype MaxLabelLength = 200;
constexpr qsizetype MaxNetworkLength = 40;

Result<Wallet::PaymentRequest> refuse(const QString &what)
{
    return failure(errors::WalletPaymentUri, {{u"what"_s, what}});
}

/// Percent decoding that takes well-formed UTF-8 only and no control characters (they could hide text).
std::optional<QString> decoded(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto isHex = [&](qsizetype at) {
            const char16_t c = at < text.size() ? text[at].unicode() : u'\0';
            return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
        };
        if (text[i] == u'%' && (!isHex(i + 1) || !isHex(i + 2)))
            return std::nullopt;
    }
    const QString result = QUrl::fromPercentEncoding(text.toUtf8());
    const bool isClean = std::none_of(result.begin(), result.end(), [](QChar c) {
        return c == QChar::ReplacementCharacter || c.category() == QChar::Other_Control
            || c.category() == QChar::Other_Format || c.category() == QChar::Separator_Line
            || c.category() == QChar::Separator_Paragraph;
    });
    return isClean ? std::optional(result) : std::nullopt;
}

/// Small letters, digits and dashes.
bool isNetworkName(QStringView text)
{
    return !text.isEmpty() && text.size() <= MaxNetworkLength && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

QString shortened(QString label)
{
    label.truncate(MaxLabelLength);
    // Not through the middle of a character.
    if (!label.isEmpty() && label.back().isHighSurrogate())
        label.chop(1);
    return label;
}

} // namespace

QString Wallet::paymentNetwork(const chain::Network &network)
{
    if (!network.id.startsWith(u"url:"))
        return network.id;
    constexpr qsizetype digits = 16;
    return network.genesisHash.size() > 2 ? u"genesis-"_s + network.genesisHash.mid(2, digits).toLower() : QString();
}

Result<> Wallet::checkNetwork(const PaymentRequest &request, const chain::Network &open)
{
    if (request.network.isEmpty() || request.network == paymentNetwork(open))
        return {};
    return failure(errors::WalletPaymentNetwork, {{u"network"_s, request.network}, {u"here"_s, open.id}});
}

QString Wallet::paymentUri(const crypto::Address &address, std::optional<Amount> amount, const QString &label,
                           const QString &network)
{
    QStringList items;
    if (amount) {
        QString text = amount->toString();
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
        items.append(u"amount="_s + text);
    }
    if (!label.isEmpty())
        items.append(u"label="_s + QString::fromLatin1(QUrl::toPercentEncoding(shortened(label))));
    if (!network.isEmpty())
        items.append(u"network="_s + network);
    QString uri = u"ain:"_s + address.toString();
    if (!items.isEmpty())
        uri += u'?' + items.join(u'&');
    return uri;
}

Result<Wallet::PaymentRequest> Wallet::parsePaymentUri(QStringView uri)
{
    if (uri.size() > MaxUriLength)
        return refuse(u"length"_s);
    uri = uri.trimmed();
    if (!uri.startsWith(u"ain:", Qt::CaseInsensitive))
        return refuse(u"scheme"_s);
    uri = uri.mid(4);
    const qsizetype question = uri.indexOf(u'?');
    auto address = crypto::Address::parse(question < 0 ? uri : uri.left(question));
    if (!address)
        return failure(address.error());
    PaymentRequest request;
    request.address = *address;
    if (question < 0 || question + 1 == uri.size())
        return request;

    QStringList seen;
    for (const QStringView item : uri.mid(question + 1).split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = item.indexOf(u'=');
        const QString key = (equals < 0 ? item : item.left(equals)).toString().toLower();
        // Two amounts: whichever a reader takes, another one takes the other.
        if (seen.contains(key))
            return refuse(key.left(40));
        seen.append(key);
        const auto value = decoded(equals < 0 ? QStringView() : item.mid(equals + 1));
        if (!value)
            return refuse(key.left(40));
        if (key == u"amount") {
            auto amount = Amount::parse(*value);
            if (!amount)
                return failure(amount.error());
            request.amount = *amount;
        } else if (key == u"label") {
            request.label = shortened(*value);
        } else if (key == u"network") {
            request.network = value->toLower();
            if (!isNetworkName(request.network))
                return refuse(key);
        } else if (key.startsWith(u"req-")) {
            // The maker of the link says it must be understood.
            return refuse(key.left(40));
        }
    }
    return request;
}

} // namespace ain::wallet
