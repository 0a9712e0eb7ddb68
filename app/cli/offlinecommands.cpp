// Signing on another device by files: "offline request" here, "offline sign" there, "offline send" here again.
#include "app/cli/commandline.h"
#include "app/cli/confirmdraft.h"
#include "app/cli/jsonviews.h"
#include "app/cli/session.h"

#include "app/qr/qrreader.h"
#include "app/services/offlinewords.h"
#include "core/vault/files.h"
#include "core/wallet/offlinedesk.h"
#include "core/wallet/offlineframes.h"
#include "ui/text/explaintext.h"

#include <QFileInfo>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

json::Array sentences(const QList<wallet::Fact> &facts)
{
    json::Array out;
    for (const wallet::Fact &fact : facts)
        out.emplace_back(text::explainSentence(fact.id, fact.args));
    return out;
}

/// A new file only: what lies there may be the other half of somebody's payment.
Result<> writeNew(const QString &path, const QByteArray &content)
{
    if (QFileInfo::exists(path))
        return failure(errors::FileExists, {{u"path"_s, path}});
    return vault::writeAtomically(path, content);
}

json::Object toJson(const wallet::OfflineRequest &request)
{
    const wallet::Explanation explanation = app::explainOffline(request);
    json::Object out;
    out.set(u"hash"_s, request.hash().toString());
    out.set(u"account"_s, request.account.toString());
    out.set(u"network"_s, request.network);
    out.set(u"nonce"_s, request.nonce());
    out.set(u"created"_s, request.createdMs);
    out.set(u"expires"_s, request.expiresMs);
    out.set(u"tx_body"_s, request.body);
    out.set(u"explanation"_s, sentences(explanation.facts));
    out.set(u"warnings"_s, sentences(explanation.warnings));
    return out;
}

Task<json::Value> request(Session &session, Invocation invocation)
{
    auto from = co_await session.services().wallet().account(invocation.value(u"from"_s));
    if (!from)
        co_return failure(from.error());
    if (from->kind != vault::KeyKind::WatchOnly)
        co_return usageError(translated(QT_TRANSLATE_NOOP("Cli", "--from: an account without a key here")));
    crypto::Address to;
    std::optional<Amount> amount;
    const QString toText = invocation.arguments.at(0);
    if (toText.startsWith(u"ain:", Qt::CaseInsensitive)) {
        const auto link = wallet::Wallet::parsePaymentUri(toText);
        if (!link)
            co_return failure(link.error());
        auto fits = wallet::Wallet::checkNetwork(*link, session.services().wallet().network());
        if (!fits)
            co_return failure(fits.error());
        to = link->address;
        amount = link->amount;
    } else {
        const auto parsed = crypto::Address::parse(toText);
        if (!parsed)
            co_return failure(parsed.error());
        to = *parsed;
    }
    if (const QString amountText = invocation.arguments.value(1); !amountText.isEmpty()) {
        const auto parsed = Amount::parse(amountText);
        if (!parsed)
            co_return failure(parsed.error());
        amount = *parsed;
    }
    if (!amount)
        co_return usageError(u"AMOUNT"_s);
    const QString path = invocation.value(u"to"_s);
    if (path.isEmpty())
        co_return usageError(u"--to FILE"_s);
    auto draft = co_await session.services().wallet().prepareTransfer(from->id, to, amount);
    if (!draft)
        co_return failure(draft.error());
    for (const wallet::Fact &known : std::as_const(draft->warnings))
        tellPerson(text::explainSentence(known.id, known.args));
    auto made = co_await session.services().wallet().offlineRequest(draft->id, invocation.value(u"memo"_s));
    if (!made)
        co_return failure(made.error());
    if (auto written = writeNew(path, made->toBytes()); !written) {
        auto forgotten = co_await session.services().wallet().forgetOffline(made->hash().toString());
        Q_UNUSED(forgotten)
        co_return failure(written.error());
    }
    json::Object out = toJson(*made);
    out.set(u"file"_s, path);
    co_return json::Value(std::move(out));
}

Result<wallet::OfflineRequest> readRequest(const QString &path)
{
    const auto content = vault::readBounded(path, wallet::MaxOfflineBytes);
    if (!content)
        return failure(content.error());
    return wallet::OfflineRequest::parse(*content);
}

Task<json::Value> show(Session &session, Invocation invocation)
{
    Q_UNUSED(session)
    const auto order = readRequest(invocation.arguments.first());
    if (!order)
        co_return failure(order.error());
    co_return json::Value(toJson(*order));
}

Task<json::Value> sign(Session &session, Invocation invocation)
{
    const auto order = readRequest(invocation.arguments.first());
    if (!order)
        co_return failure(order.error());
    const QString path = invocation.value(u"to"_s);
    if (path.isEmpty())
        co_return usageError(u"--to FILE"_s);
    auto &vault = session.services().vault();
    const qint64 now = session.services().clock().nowMs();
    auto account = co_await wallet::offlineAccount(vault, *order, now);
    if (!account)
        co_return failure(account.error());
    const wallet::Explanation explanation = app::explainOffline(*order);
    for (const wallet::Fact &known : explanation.warnings)
        tellPerson(text::explainSentence(known.id, known.args));
    if (isPersonAsked(session, invocation)) {
        for (const wallet::Fact &known : explanation.facts)
            tellPerson(text::explainSentence(known.id, known.args));
        if (!personSaysYes(translated(QT_TRANSLATE_NOOP("Cli", "Sign? [y/N] "))))
            co_return failure(errors::Cancelled);
    }
    auto signature = co_await wallet::signOffline(vault, *order, now);
    if (!signature)
        co_return failure(signature.error());
    if (auto written = writeNew(path, signature->toBytes()); !written)
        co_return failure(written.error());
    json::Object out = toJson(*order);
    out.set(u"file"_s, path);
    co_return json::Value(std::move(out));
}

Task<json::Value> send(Session &session, Invocation invocation)
{
    const auto content = vault::readBounded(invocation.arguments.first(), wallet::MaxOfflineBytes);
    if (!content)
        co_return failure(content.error());
    const auto signature = wallet::OfflineSignature::parse(*content);
    if (!signature)
        co_return failure(signature.error());
    auto draft = co_await session.services().wallet().bringSignature(*signature);
    if (!draft)
        co_return failure(draft.error());
    if (!invocation.has(u"memo"_s) && !draft->memo.isEmpty())
        invocation.options.insert(u"memo"_s, draft->memo);
    auto done = co_await confirmDraft(session, std::move(*draft), invocation);
    co_return done;
}

Task<json::Value> list(Session &session, Invocation invocation)
{
    if (invocation.has(u"forget"_s)) {
        auto forgotten = co_await session.services().wallet().forgetOffline(invocation.value(u"forget"_s));
        if (!forgotten)
            co_return failure(forgotten.error());
    }
    auto entries = co_await session.services().wallet().offlineWaiting();
    if (!entries)
        co_return failure(entries.error());
    json::Array out;
    for (const wallet::OfflineWaiting &entry : std::as_const(*entries)) {
        json::Object row = toJson(entry.request);
        row.set(u"memo"_s, entry.memo);
        out.emplace_back(std::move(row));
    }
    co_return json::Value(std::move(out));
}

/// The texts of the parts, for whatever draws QR codes.
Task<json::Value> split(Session &session, Invocation invocation)
{
    Q_UNUSED(session)
    const auto content = vault::readBounded(invocation.arguments.first(), wallet::MaxOfflineBytes);
    if (!content)
        co_return failure(content.error());
    if (const auto kind = wallet::offlineKind(*content); !kind)
        co_return failure(kind.error());
    const auto frames = wallet::offlineFrames(*content);
    if (!frames)
        co_return failure(frames.error());
    json::Array out;
    for (const QString &frame : *frames)
        out.emplace_back(frame);
    co_return json::Value(std::move(out));
}

Task<json::Value> join(Session &session, Invocation invocation)
{
    Q_UNUSED(session)
    wallet::OfflineFrameCollector parts;
    const QStringList pictures = invocation.arguments.mid(1);
    for (const QString &picture : pictures) {
        const auto texts = app::readQrFile(picture);
        if (!texts)
            co_return failure(texts.error());
        for (const QString &part : *texts) {
            if (auto added = parts.add(part); !added)
                co_return failure(added.error());
        }
    }
    const auto content = parts.content();
    if (!content)
        co_return failure(content.error());
    if (const auto kind = wallet::offlineKind(*content); !kind)
        co_return failure(kind.error());
    if (auto written = writeNew(invocation.arguments.first(), *content); !written)
        co_return failure(written.error());
    json::Object out;
    out.set(u"file"_s, invocation.arguments.first());
    out.set(u"parts"_s, parts.total());
    co_return json::Value(std::move(out));
}

Task<json::Value> readCodes(Session &session, Invocation invocation)
{
    Q_UNUSED(session)
    const auto texts = app::readQrFile(invocation.arguments.first());
    if (!texts)
        co_return failure(texts.error());
    json::Array out;
    for (const QString &text : *texts)
        out.emplace_back(text);
    co_return json::Value(std::move(out));
}

} // namespace

QList<Command> offlineCommands()
{
    constexpr int both = Command::OpenVault | Command::Network;
    return {
        {.name = u"offline request"_s,
         .arguments = u"TO|ain:URI [AMOUNT]"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli", "Ask another device to sign a transfer from an account that is only watched."),
         .options = {{u"from"_s, u"ACCOUNT"_s, QT_TRANSLATE_NOOP("Cli", "the watched account: id, address or name")},
                     {u"to"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "the new file, such as pay.ainreq")},
                     {u"memo"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "a note for yourself, kept in the vault")}},
         .minArguments = 1,
         .maxArguments = 2,
         .needs = both,
         .run = request},
        {.name = u"offline show"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Tell what a request would do; needs neither vault nor network."),
         .minArguments = 1,
         .maxArguments = 1,
         .run = show},
        {.name = u"offline sign"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Sign a request with a key of this vault; needs no network."),
         .options = {{u"to"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "the new file, such as pay.ainsig")},
                     {u"yes"_s, {}, QT_TRANSLATE_NOOP("Cli", "do not ask, not even at a terminal")}},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = Command::OpenVault,
         .run = sign},
        {.name = u"offline send"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Check what another device signed and send it; ends when it is final."),
         .options = sendOptions(),
         .exclusive = sendConflicts(),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = send},
        {.name = u"offline list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Requests that wait for their signature."),
         .options = {{u"forget"_s, u"HASH"_s, QT_TRANSLATE_NOOP("Cli", "forget this one first")}},
         .needs = both,
         .run = list},
        {.name = u"offline split"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "A request or a signature as the texts of several QR codes."),
         .minArguments = 1,
         .maxArguments = 1,
         .run = split},
        {.name = u"offline join"_s,
         .arguments = u"FILE PICTURE..."_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Write a request or a signature from pictures of its QR codes."),
         .minArguments = 2,
         .maxArguments = wallet::MaxOfflineFrames + 1,
         .run = join},
        {.name = u"qr read"_s,
         .arguments = u"PICTURE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "The texts of the QR codes in a picture (PNG, JPEG, WebP, BMP)."),
         .minArguments = 1,
         .maxArguments = 1,
         .run = readCodes},
    };
}

} // namespace ain::cli
