#include "core/wallet/messages.h"

#include "core/crypto/secretshape.h"
#include "core/json/parser.h"

#include <QRegularExpression>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

/// An object that has what a transaction or its operation has, also one inside an array or beside a signature.
bool readsAsTransaction(const json::Value &value, int depth = 0)
{
    if (depth > 4)
        return false;
    for (const json::Value &child : value.array()) {
        if (readsAsTransaction(child, depth + 1))
            return true;
    }
    if (!value.isObject())
        return false;
    const bool isBody = value[u"operation"].isObject();
    const bool isOperation = (value[u"ref"].isString() && (value[u"type"].isString() || !value[u"value"].isNull()))
        || value[u"op_list"].isArray();
    if (isBody || isOperation)
        return true;
    for (const auto &[key, child] : value.object()) {
        if (readsAsTransaction(child, depth + 1))
            return true;
    }
    return false;
}

/// What programs that share GPUs sign among themselves: typed in by hand it would be an order or a receipt.
bool readsAsStatement(const QString &text)
{
    static const QRegularExpression own(
        u"\\A(?:ain-[a-z-]+:|[a-z_]+:[^:\\n]{1,200}:\\d{1,16}:[0-9a-f]{64}\\z|[^\\n]{1,200}:\\d{13}\\z)"_s);
    return own.match(text).hasMatch();
}

bool isUnseen(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Other_PrivateUse
        || category == QChar::Other_NotAssigned || category == QChar::Separator_Line
        || category == QChar::Separator_Paragraph || (category == QChar::Separator_Space && c != U' ');
}

} // namespace

Result<> checkMessage(const QString &text)
{
    if (text.isEmpty())
        return failure(errors::WalletMessageEmpty);
    const QByteArray utf8 = text.size() <= MaxMessageBytes ? text.toUtf8() : QByteArray();
    if (utf8.isEmpty() || utf8.size() > MaxMessageBytes)
        return failure(errors::TooLarge, {{u"what"_s, u"message"_s}, {u"limit"_s, MaxMessageBytes}});
    if (QString::fromUtf8(utf8) != text)
        return failure(errors::InvalidArgument, {{u"what"_s, u"UTF-16"_s}});
    if (crypto::secretShape(text) != crypto::SecretShape::None)
        return failure(errors::SecretPasted);
    if (text.trimmed().startsWith(u"0x", Qt::CaseInsensitive))
        return failure(errors::WalletMessageHex);
    const auto value = json::parse(utf8, {.maxBytes = MaxMessageBytes, .maxDepth = 64, .maxValues = 50'000});
    if (value && readsAsTransaction(*value))
        return failure(errors::WalletMessageTransaction);
    if (readsAsStatement(text))
        return failure(errors::WalletMessageStatement);
    return {};
}

QString visibleMessage(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        if (c != U'\n' && c != U'\t' && isUnseen(c))
            out += u"⟨U+%1⟩"_s.arg(QString::number(uint(c), 16).toUpper(), 4, u'0');
        else
            out += QString::fromUcs4(&c, 1);
    }
    return out;
}

MessageCheck checkSignature(const QString &text, const crypto::Address &address, const QString &signature, int chainId)
{
    MessageCheck check;
    const QString trimmed = signature.trimmed();
    QList<int> chains{chainId};
    for (const int other : {0, 1}) {
        if (other != chainId)
            chains.append(other);
    }
    constexpr qsizetype longest = 4096;
    if (trimmed.size() > longest || text.size() > MaxMessageBytes)
        return check;
    for (const int chain : std::as_const(chains)) {
        const auto signer = crypto::recoverMessageSigner(text, trimmed, chain);
        if (signer) {
            check.signer = signer->address;
            check.chainId = chain;
            check.verdict = signer->address == address ? MessageVerdict::Signed : MessageVerdict::OtherSigner;
            return check;
        }
        if (signer.error().code == errors::SignatureInvalid)
            check.verdict = MessageVerdict::OtherText;
    }
    return check;
}

} // namespace ain::wallet
