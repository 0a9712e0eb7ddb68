#include "app/cli/confirmdraft.h"
#include "app/cli/session.h"

#include "core/wallet/messages.h"

#include <QFile>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

/// --text or --file; the bytes of a file count as they are.
Result<QString> messageOf(const Invocation &invocation)
{
    if (invocation.has(u"text"_s))
        return invocation.value(u"text"_s);
    if (!invocation.has(u"file"_s))
        return usageError(u"--text TEXT | --file FILE"_s);
    QFile file(invocation.value(u"file"_s));
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, file.fileName()}}, file.errorString());
    const QByteArray bytes = file.read(wallet::MaxMessageBytes + 1);
    if (bytes.size() > wallet::MaxMessageBytes)
        return failure(errors::TooLarge, {{u"what"_s, u"message"_s}, {u"limit"_s, wallet::MaxMessageBytes}});
    QString text = QString::fromUtf8(bytes);
    if (text.toUtf8() != bytes)
        return failure(errors::InvalidArgument, {{u"what"_s, u"UTF-8"_s}});
    return text;
}

QString verdictName(wallet::MessageVerdict verdict)
{
    switch (verdict) {
    case wallet::MessageVerdict::Signed: return u"signed"_s;
    case wallet::MessageVerdict::OtherSigner: return u"other_signer"_s;
    case wallet::MessageVerdict::OtherText: return u"other_text"_s;
    case wallet::MessageVerdict::NoSignature: return u"no_signature"_s;
    }
    return {};
}

Task<json::Value> sign(Session &session, Invocation invocation)
{
    const auto message = messageOf(invocation);
    if (!message)
        co_return failure(message.error());
    const auto fine = wallet::checkMessage(*message);
    if (!fine)
        co_return failure(fine.error());
    auto record = co_await session.account(invocation.value(u"from"_s));
    if (!record)
        co_return failure(record.error());
    if (isPersonAsked(session, invocation)) {
        tellPerson(wallet::visibleMessage(*message));
        tellPerson(translated(QT_TRANSLATE_NOOP(
            "Cli", "A signature can bind you: whoever has it can show that this account said exactly this.")));
        if (!personSaysYes(translated(QT_TRANSLATE_NOOP("Cli", "Sign this message? [y/N] "))))
            co_return failure(errors::Cancelled);
    }
    const chain::Network &network = session.services().client().network();
    auto signature = co_await session.services().vault().signMessage(record->id, network.id, *message, network.chainId);
    if (!signature)
        co_return failure(signature.error());
    json::Object out;
    out.set(u"address"_s, record->address.toString());
    out.set(u"message"_s, *message);
    out.set(u"signature"_s, *signature);
    out.set(u"chain_id"_s, network.chainId);
    co_return json::Value(std::move(out));
}

Task<json::Value> verify(Session &session, Invocation invocation)
{
    const auto message = messageOf(invocation);
    if (!message)
        co_return failure(message.error());
    const auto address = crypto::Address::parse(invocation.arguments.first().trimmed());
    if (!address)
        co_return failure(address.error());
    const int chainId = session.services().client().network().chainId;
    const wallet::MessageCheck check = wallet::checkSignature(*message, *address, invocation.arguments.at(1), chainId);
    json::Object out;
    out.set(u"verdict"_s, verdictName(check.verdict));
    out.set(u"valid"_s, check.verdict == wallet::MessageVerdict::Signed);
    out.set(u"signer"_s, check.signer.isEmpty() ? json::Value() : json::Value(check.signer.toString()));
    if (!check.signer.isEmpty())
        out.set(u"chain_id"_s, check.chainId);
    if (check.verdict != wallet::MessageVerdict::Signed) {
        const QVariantMap args{{u"address"_s, address->toString()}};
        co_return failure(errors::CliNotSigned, args);
    }
    co_return json::Value(std::move(out));
}

QList<Option> sourceOptions()
{
    return {{u"text"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "the message")},
            {u"file"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "the message, every byte of the file")}};
}

} // namespace

QList<Command> messageCommands()
{
    QList<Option> signOptions = sourceOptions();
    signOptions.append(
        {u"from"_s, u"ACCOUNT"_s, QT_TRANSLATE_NOOP("Cli", "id, address or name; the first account by default")});
    signOptions.append({u"yes"_s, {}, QT_TRANSLATE_NOOP("Cli", "do not ask, not even at a terminal")});
    return {
        {.name = u"message sign"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Sign a text of at most 64 KiB; never one that reads as a transaction."),
         .options = signOptions,
         .exclusive = {{u"text"_s, u"file"_s}},
         .needs = Command::OpenVault | Command::Network,
         .run = sign},
        {.name = u"message verify"_s,
         .arguments = u"ADDRESS SIGNATURE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Whether this address signed exactly this text; exit code 1 if not."),
         .options = sourceOptions(),
         .exclusive = {{u"text"_s, u"file"_s}},
         .minArguments = 2,
         .maxArguments = 2,
         .needs = Command::Network,
         .run = verify},
    };
}

} // namespace ain::cli
