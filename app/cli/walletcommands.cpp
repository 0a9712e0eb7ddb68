#include "app/cli/commandline.h"
#include "app/cli/confirmdraft.h"
#include "app/cli/jsonviews.h"
#include "app/cli/session.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/wallet/addressbook.h"
#include "core/wallet/recipients.h"
#include "ui/text/explaintext.h"

#include <cstdio>
#include <unistd.h>

namespace ain::cli {

using namespace Qt::StringLiterals;

void tellPerson(const QString &text) { std::fputs((renderText(json::Value(text))).toLocal8Bit().constData(), stderr); }

bool isPersonAsked(const Session &session, const Invocation &invocation)
{
    // Scripts are not asked: whoever runs one has decided.
    return !invocation.has(u"yes"_s) && !session.options().json && ::isatty(STDIN_FILENO) == 1
        && ::isatty(STDERR_FILENO) == 1;
}

bool personSaysYes(const QString &question)
{
    std::fputs(question.toLocal8Bit().constData(), stderr);
    std::fflush(stderr);
    QByteArray answer;
    for (int c = std::fgetc(stdin); c != EOF && c != '\n'; c = std::fgetc(stdin)) {
        if (answer.size() < 16)
            answer += char(c);
    }
    const QString text = QString::fromLocal8Bit(answer).trimmed().toLower();
    return text == u"y" || text == u"yes" || text == u"예" || text == u"네";
}

QString dangerIn(const wallet::Draft &draft)
{
    for (const wallet::Fact &warning : draft.warnings) {
        if (wallet::needsConsent(warning))
            return warning.args[u"address"].string();
    }
    return {};
}

bool isAgreed(Session &session, const wallet::Draft &draft, const Invocation &invocation)
{
    for (const wallet::Fact &warning : draft.warnings)
        tellPerson(text::explainSentence(warning.id, warning.args));
    if (!isPersonAsked(session, invocation))
        return true;
    const QString danger = dangerIn(draft);
    if (!danger.isEmpty() && !invocation.has(u"yes-really"_s)) {
        const QString question =
            translated(QT_TRANSLATE_NOOP("Cli", "Did you compare all 40 digits of %1, and do you mean it? [y/N] "));
        if (!personSaysYes(question.arg(danger))) {
            session.services().wallet().discard(draft.id);
            return false;
        }
    }
    for (const wallet::Fact &known : draft.facts)
        tellPerson(text::explainSentence(known.id, known.args));
    tellPerson(translated(QT_TRANSLATE_NOOP("Cli", "Fee: %1 AIN")).arg(draft.fee.toString()));
    if (personSaysYes(translated(QT_TRANSLATE_NOOP("Cli", "Sign and send? [y/N] "))))
        return true;
    session.services().wallet().discard(draft.id);
    return false;
}

Task<json::Value> confirmDraft(Session &session, wallet::Draft draft, Invocation invocation,
                               std::function<Task<>()> onSent)
{
    if (invocation.has(u"dry-run"_s)) {
        json::Value out = toJson(draft);
        session.services().wallet().discard(draft.id);
        co_return out;
    }
    if (draft.isUnsigned) {
        QVariantMap args;
        args.insert(u"address"_s, draft.transaction.sender.toString());
        session.services().wallet().discard(draft.id);
        co_return failure(errors::VaultWatchOnly, args);
    }
    // --yes and --json answer the usual question, not this one.
    const QString danger = invocation.has(u"yes-really"_s) ? QString() : dangerIn(draft);
    if (!danger.isEmpty() && !isPersonAsked(session, invocation)) {
        for (const wallet::Fact &warning : std::as_const(draft.warnings))
            tellPerson(text::explainSentence(warning.id, warning.args));
        session.services().wallet().discard(draft.id);
        const QVariantMap args{{u"address"_s, danger}};
        co_return failure(errors::CliRecipientDanger, args);
    }
    if (!isAgreed(session, draft, invocation))
        co_return failure(errors::Cancelled);
    auto sent = co_await session.services().wallet().confirm(draft.id, invocation.value(u"memo"_s));
    if (!sent)
        co_return failure(sent.error());
    if (sent->status.state == chain::TxState::Rejected) {
        QVariantMap args;
        args.insert(u"hash"_s, sent->hash);
        args.insert(u"code"_s, sent->status.result ? sent->status.result->code : 0);
        args.insert(u"message"_s, sent->status.result ? sent->status.result->message : QString());
        co_return failure(errors::WalletTxFailed, args);
    }
    if (onSent) {
        auto noted = co_await onSent();
        if (!noted)
            co_return failure(noted.error());
    }
    if (invocation.has(u"no-wait"_s))
        co_return toJson(*sent);
    auto done = co_await session.services().wallet().finished(sent->hash);
    if (!done)
        co_return failure(done.error());
    co_return toJson(*done);
}

QList<QStringList> sendConflicts() { return {{u"dry-run"_s, u"yes"_s}}; }

QList<Option> sendOptions()
{
    return {{u"from"_s, u"ACCOUNT"_s, QT_TRANSLATE_NOOP("Cli", "id, address or name; the first account by default")},
            {u"memo"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "a note for yourself, kept in the vault")},
            {u"dry-run"_s, {}, QT_TRANSLATE_NOOP("Cli", "show the fee and the explanation, send nothing")},
            {u"yes"_s, {}, QT_TRANSLATE_NOOP("Cli", "do not ask, not even at a terminal")},
            {u"yes-really"_s,
             {},
             QT_TRANSLATE_NOOP("Cli",
                               "send even to an address that nobody owns or that looks like a known one; --yes "
                               "does not answer that")},
            {u"no-wait"_s, {}, QT_TRANSLATE_NOOP("Cli", "do not wait until it is final")}};
}

namespace {

/// {balance, nonce, timestamp}, or null, with what stands behind it.
Task<light::Answer<json::Value>> provenAccount(Session &session, crypto::Address address)
{
    const auto path = light::StatePath::value(u"/accounts/"_s + address.toString());
    if (!path)
        co_return failure(path.error());
    QList<light::StatePath> paths;
    paths.append(*path);
    auto answers = co_await session.services().light().read(std::move(paths));
    if (!answers)
        co_return failure(answers.error());
    co_return answers->constFirst();
}

Task<json::Value> balance(Session &session, Invocation invocation)
{
    auto &client = session.services().client();
    const QString text = invocation.arguments.value(0);
    crypto::Address address;
    QString accountId;
    if (const auto parsed = crypto::Address::parse(text)) {
        address = *parsed;
    } else {
        auto opened = co_await session.openVault();
        if (!opened)
            co_return failure(opened.error());
        auto record = co_await session.account(text);
        if (!record)
            co_return failure(record.error());
        address = record->address;
        accountId = record->id;
    }
    json::Object out;
    out.set(u"address"_s, address.toString());
    if (!accountId.isEmpty())
        out.set(u"account"_s, accountId);
    if (invocation.has(u"prove"_s)) {
        auto proven = co_await provenAccount(session, address);
        if (!proven)
            co_return failure(proven.error());
        const json::Value &account = proven->value;
        const auto balance = light::provenNumber(account[u"balance"]);
        const auto spendable = Amount::floorFromWire(balance.value_or(0));
        out.set(u"balance"_s, spendable ? json::Value(spendable->toString()) : json::Value());
        out.set(u"nonce"_s, light::provenNumber(account[u"nonce"]).value_or(0));
        out.set(u"exists"_s, !account.isNull());
        requireProof(out, proven->mark, proven->why);
        co_return json::Value(std::move(out));
    }
    auto block = co_await client.lastBlock();
    if (!block)
        co_return failure(block.error());
    auto amount = co_await client.balance(address);
    if (!amount)
        co_return failure(amount.error());
    out.set(u"balance"_s, amount->toString());
    out.set(u"proof"_s, claimedBy(client.network().rpcUrls.first().host(), block->number));
    co_return json::Value(std::move(out));
}

Task<json::Value> faucet(Session &session, Invocation invocation)
{
    auto record = co_await session.account(invocation.arguments.value(0));
    if (!record)
        co_return failure(record.error());
    const auto amount = Amount::parse(invocation.arguments.value(1, u"100"_s));
    if (!amount)
        co_return failure(amount.error());
    auto had = co_await session.services().client().balance(record->address);
    if (!had)
        co_return failure(had.error());
    auto hash = co_await session.services().fund(record->address, *amount);
    if (!hash)
        co_return failure(hash.error());
    // The chain adds in floating point, and what it says is rounded down: a sum may be one step short.
    auto has = co_await session.awaitBalance(record->address, *had + *amount - Amount::fromMicro(1));
    if (!has)
        co_return failure(has.error());
    json::Object out;
    out.set(u"address"_s, record->address.toString());
    out.set(u"amount"_s, amount->toString());
    out.set(u"hash"_s, *hash);
    co_return json::Value(std::move(out));
}

Task<json::Value> send(Session &session, Invocation invocation)
{
    auto from = co_await session.account(invocation.value(u"from"_s));
    if (!from)
        co_return failure(from.error());
    crypto::Address to;
    std::optional<Amount> amount;
    if (invocation.has(u"to"_s))
        invocation.arguments.prepend(invocation.value(u"to"_s));
    if (invocation.arguments.isEmpty() || invocation.arguments.size() > 2)
        co_return usageError(u"TO|ain:URI [AMOUNT|max]"_s);
    if (invocation.arguments.at(0).startsWith(u"ain:", Qt::CaseInsensitive)) {
        const auto request = wallet::Wallet::parsePaymentUri(invocation.arguments.at(0));
        if (!request)
            co_return failure(request.error());
        auto fits = wallet::Wallet::checkNetwork(*request, session.services().wallet().network());
        if (!fits)
            co_return failure(fits.error());
        to = request->address;
        amount = request->amount;
    } else {
        auto resolved = co_await session.services().wallet().addressBook().resolve(invocation.arguments.at(0));
        if (!resolved)
            co_return failure(resolved.error());
        to = *resolved;
    }
    const QString amountText = invocation.arguments.value(1);
    if (amountText.isEmpty() && !amount)
        co_return usageError(u"AMOUNT|max"_s);
    if (!amountText.isEmpty()) {
        std::optional<Amount> wanted;
        if (amountText != u"max") {
            const auto parsed = Amount::parse(amountText);
            if (!parsed)
                co_return failure(parsed.error());
            wanted = *parsed;
        }
        if (amount && wanted != amount) {
            const QString asked = amount->toString();
            co_return usageError(translated(QT_TRANSLATE_NOOP("Cli", "the link asks for %1 AIN, the command for %2"))
                                     .arg(asked, amountText));
        }
        amount = wanted;
    }
    auto draft = co_await session.services().wallet().prepareTransfer(from->id, to, amount);
    if (!draft)
        co_return failure(draft.error());
    auto done = co_await confirmDraft(session, std::move(*draft), invocation);
    co_return done;
}

Task<json::Value> txShow(Session &session, Invocation invocation)
{
    auto &client = session.services().client();
    const QString hash = invocation.arguments.first().toLower();
    if (!crypto::Hash256::parse(hash)) {
        QVariantMap args;
        args.insert(u"what"_s, hash);
        co_return failure(errors::InvalidArgument, args);
    }
    auto status = co_await client.status(hash);
    if (!status)
        co_return failure(status.error());
    auto raw = co_await client.transactionByHash(hash);
    if (!raw)
        co_return failure(raw.error());
    if (raw->isNull()) {
        QVariantMap args;
        args.insert(u"hash"_s, hash);
        co_return failure(errors::TransactionUnknown, args);
    }
    json::Object out;
    out.set(u"hash"_s, hash);
    out.set(u"state"_s, chain::txStateName(status->state));
    out.set(u"block"_s, numberOrNull(status->blockNumber));
    if (status->result) {
        out.set(u"succeeded"_s, status->result->succeeded);
        out.set(u"code"_s, status->result->code);
        out.set(u"fee"_s, status->result->fee.toString());
        if (!status->result->message.isEmpty())
            out.set(u"message"_s, status->result->message);
    }
    out.set(u"transaction"_s, (*raw)[u"transaction"]);
    if (invocation.has(u"prove"_s)) {
        auto included = co_await session.services().light().transaction(hash, status->blockNumber);
        if (!included)
            co_return failure(included.error());
        if (included->proven) {
            const chain::ExecutionResult &result = included->proven->value().result.receipt;
            out.set(u"succeeded"_s, result.succeeded);
            out.set(u"code"_s, result.code);
            out.set(u"fee"_s, result.fee.toString());
        }
        requireProof(out, included->mark, included->why);
        co_return json::Value(std::move(out));
    }
    out.set(u"proof"_s, claimedBy(client.network().rpcUrls.first().host(), status->blockNumber));
    co_return json::Value(std::move(out));
}

Task<json::Value> txList(Session &session, Invocation /*invocation*/)
{
    auto records = co_await session.services().wallet().transactions();
    if (!records)
        co_return failure(records.error());
    json::Array out;
    for (const auto &record : *records)
        out.push_back(toJson(record));
    co_return json::Value(std::move(out));
}

Task<json::Value> txReplace(Session &session, Invocation invocation)
{
    auto draft = co_await session.services().wallet().prepareReplacement(invocation.arguments.first());
    if (!draft)
        co_return failure(draft.error());
    auto done = co_await confirmDraft(session, std::move(*draft), invocation);
    co_return done;
}

Task<json::Value> rpc(Session &session, Invocation invocation)
{
    json::Object params;
    if (invocation.arguments.size() > 1) {
        auto parsed = json::parse(invocation.arguments.at(1).toUtf8(), {.maxBytes = 1024 * 1024, .maxDepth = 64});
        if (!parsed)
            co_return failure(parsed.error());
        if (!parsed->isObject()) {
            QVariantMap args;
            args.insert(u"what"_s, u"PARAMS"_s);
            co_return failure(errors::InvalidArgument, args);
        }
        params = parsed->object();
    }
    auto answer = co_await session.services().client().call(invocation.arguments.first(), std::move(params));
    co_return answer;
}

Task<json::Value> networkStatus(Session &session, Invocation /*invocation*/)
{
    auto &client = session.services().client();
    json::Array gateways;
    for (const auto &health : client.health()) {
        json::Object gateway;
        gateway.set(u"url"_s, health.url.toString());
        gateway.set(u"up"_s, health.isUp);
        gateway.set(u"last_block"_s, numberOrNull(health.lastBlock));
        gateway.set(u"latency_ms"_s, numberOrNull(health.latencyMs));
        gateway.set(u"protocol_version"_s, health.protocolVersion);
        gateways.emplace_back(std::move(gateway));
    }
    json::Object out;
    out.set(u"network"_s, client.network().id);
    out.set(u"chain_id"_s, client.network().chainId);
    out.set(u"epoch_ms"_s, client.network().epochMs);
    out.set(u"min_gas_price"_s, client.network().minGasPrice);
    out.set(u"gateways"_s, std::move(gateways));
    co_return json::Value(std::move(out));
}

} // namespace

QList<Command> walletCommands()
{
    constexpr int both = Command::OpenVault | Command::Network;
    return {
        {.name = u"balance"_s,
         .arguments = u"[ACCOUNT|ADDRESS]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Balance of an own account or of any address."),
         .options = {proveOption()},
         .maxArguments = 1,
         .needs = Command::Network,
         .run = balance},
        {.name = u"faucet"_s,
         .arguments = u"[ACCOUNT] [AMOUNT]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Play money on the practice network (100 AIN by default)."),
         .maxArguments = 2,
         .needs = both,
         .run = faucet},
        {.name = u"send"_s,
         .arguments = u"TO|ain:URI [AMOUNT|max]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Send AIN; ends when it is final."),
         .options = QList<Option>{{u"to"_s, u"NAME|ADDRESS"_s,
                                   QT_TRANSLATE_NOOP("Cli", "a contact, an account or an address, instead of TO")}}
             + sendOptions(),
         .exclusive = sendConflicts(),
         .minArguments = 1,
         .maxArguments = 2,
         .needs = both,
         .run = send},
        {.name = u"tx show"_s,
         .arguments = u"HASH"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "What the node knows of a transaction."),
         .options = {proveOption()},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = Command::Network,
         .run = txShow},
        {.name = u"tx list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "My transactions on this network."),
         .needs = both,
         .run = txList},
        {.name = u"tx replace"_s,
         .arguments = u"HASH"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Use up the nonce of a stuck or reverted transaction."),
         .options = sendOptions(),
         .exclusive = sendConflicts(),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = txReplace},
        {.name = u"network status"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "The network and the health of its gateways."),
         .needs = Command::Network,
         .run = networkStatus},
        {.name = u"rpc"_s,
         .arguments = u"METHOD [PARAMS]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Call a JSON-RPC method; PARAMS is a JSON object."),
         .minArguments = 1,
         .maxArguments = 2,
         .needs = Command::Network,
         .run = rpc},
    };
}

} // namespace ain::cli
