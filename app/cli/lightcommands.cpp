#include "app/cli/jsonviews.h"
#include "app/cli/session.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaxProofBytes = 64 * 1024 * 1024;

Error fileError(const QString &path, const QString &reason)
{
    return Error{errors::CliProofFile, {{u"path"_s, path}, {u"reason"_s, reason}}, {}};
}

Result<json::Value> readJson(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(fileError(path, file.errorString()));
    const QByteArray bytes = file.read(MaxProofBytes + 1);
    json::ParseLimits limits;
    limits.maxBytes = MaxProofBytes;
    auto value = json::parse(bytes, limits);
    if (!value)
        return failure(fileError(path, value.error().code.toString()));
    return *value;
}

Result<> writeJson(const QString &path, const json::Value &value)
{
    QSaveFile file(path);
    const QByteArray bytes = json::pretty(value) + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(fileError(path, file.errorString()));
    return {};
}

Task<json::Value> lightStatus(Session &session, Invocation /*invocation*/)
{
    auto status = co_await session.services().light().restore();
    if (!status)
        co_return failure(status.error());
    co_return toJson(*status);
}

Task<json::Value> lightSync(Session &session, Invocation /*invocation*/)
{
    auto status = co_await session.services().light().sync();
    if (!status)
        co_return failure(status.error());
    co_return toJson(*status);
}

Task<json::Value> lightCheckpoint(Session &session, Invocation invocation)
{
    light::LightClient &light = session.services().light();
    auto status = co_await light.restore();
    if (!status)
        co_return failure(status.error());
    std::optional<light::Checkpoint> checkpoint = light.checkpoint();
    if (invocation.has(u"tip"_s)) {
        auto synced = co_await light.sync();
        if (!synced)
            co_return failure(synced.error());
        checkpoint = light.tipCheckpoint();
    }
    if (!checkpoint)
        co_return failure(errors::CliNotProven);
    co_return checkpoint->toJson();
}

Task<json::Value> lightPin(Session &session, Invocation invocation)
{
    const auto json = readJson(invocation.arguments.constFirst());
    if (!json)
        co_return failure(json.error());
    const auto checkpoint = light::Checkpoint::read(*json);
    if (!checkpoint)
        co_return failure(checkpoint.error());
    light::LightClient &light = session.services().light();
    auto pinned = co_await light.pin(*checkpoint);
    if (!pinned)
        co_return failure(pinned.error());
    co_return toJson(light.status());
}

Task<json::Value> proofExport(Session &session, Invocation invocation)
{
    const QString what = invocation.arguments.constFirst();
    light::LightClient &light = session.services().light();
    json::Object out;
    light::ProofMark mark;
    std::optional<Error> why;
    std::shared_ptr<const light::ProofBundle> bundle;
    if (crypto::Hash256::parse(what)) {
        auto status = co_await session.services().client().status(what.toLower());
        if (!status)
            co_return failure(status.error());
        auto included = co_await light.transaction(what.toLower(), status->blockNumber);
        if (!included)
            co_return failure(included.error());
        out.set(u"transaction"_s, what.toLower());
        mark = included->mark;
        why = included->why;
        bundle = included->bundle;
    } else {
        // An address stands for its account; anything else is a path in the state.
        const auto address = crypto::Address::parse(what);
        const auto path =
            address ? light::StatePath::value(u"/accounts/"_s + address->toString()) : light::StatePath::parse(what);
        if (!path)
            co_return failure(path.error());
        QList<light::StatePath> paths;
        paths.append(*path);
        auto answers = co_await light.read(std::move(paths));
        if (!answers)
            co_return failure(answers.error());
        out.set(u"path"_s, path->toString());
        out.set(u"value"_s, answers->constFirst().value);
        mark = answers->constFirst().mark;
        why = answers->constFirst().why;
        bundle = answers->constFirst().bundle;
    }
    requireProof(out, mark, why);
    const QString file = invocation.value(u"out"_s);
    if (bundle && !file.isEmpty()) {
        auto written = writeJson(file, bundle->toJson());
        if (!written)
            co_return failure(written.error());
        out.set(u"file"_s, QFileInfo(file).absoluteFilePath());
    } else if (bundle) {
        out.set(u"bundle"_s, bundle->toJson());
    }
    co_return json::Value(std::move(out));
}

/// The checkpoint that is trusted for the chain with this genesis: one that was pinned or met first in this data
/// directory, or one that the program ships.
std::optional<light::Checkpoint> trustedCheckpoint(const QString &dataDirectory, const light::ProofBundle &bundle)
{
    const QDir folder(dataDirectory + u"/light"_s);
    const auto pinned = [&](const QString &network) -> std::optional<light::Checkpoint> {
        const auto json = readJson(folder.filePath(network + u"/checkpoint.json"_s));
        const auto read = json ? light::Checkpoint::read(*json) : Result<light::Checkpoint>(failure(json.error()));
        if (!read || read->genesisHash != bundle.genesisHash)
            return std::nullopt;
        return *read;
    };
    // The user's own choice for this network, then what the program ships, then what was met anywhere.
    for (const QString &network : {u"mainnet"_s, u"testnet"_s}) {
        if (auto chosen = pinned(network))
            return chosen;
        const auto bundled = light::bundledCheckpoint(network);
        if (bundled && bundled->genesisHash == bundle.genesisHash)
            return *bundled;
    }
    const QStringList networks = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &network : networks) {
        if (auto met = pinned(network))
            return met;
    }
    return std::nullopt;
}

Task<json::Value> proofVerify(Session &session, Invocation invocation)
{
    const auto json = readJson(invocation.arguments.constFirst());
    if (!json)
        co_return failure(json.error());
    // What `proof export` printed without --out carries the file inside.
    const auto bundle = light::ProofBundle::read((*json)[u"bundle"].isObject() ? (*json)[u"bundle"] : *json);
    if (!bundle)
        co_return failure(bundle.error());
    std::optional<light::Checkpoint> checkpoint;
    if (invocation.has(u"checkpoint"_s)) {
        const auto file = readJson(invocation.value(u"checkpoint"_s));
        if (!file)
            co_return failure(file.error());
        const auto read = light::Checkpoint::read(*file);
        if (!read)
            co_return failure(read.error());
        checkpoint = *read;
    } else {
        checkpoint = trustedCheckpoint(session.services().dataDirectory(), *bundle);
    }
    if (!checkpoint) {
        QVariantMap args;
        args.insert(u"network"_s, bundle->network);
        co_return failure(errors::LightNoCheckpoint, args);
    }
    const auto finding = light::verifyBundle(*bundle, *checkpoint);
    if (!finding)
        co_return failure(finding.error());
    json::Object out;
    out.set(u"ok"_s, true);
    out.set(u"network"_s, checkpoint->network);
    out.set(u"checkpoint"_s, checkpoint->source);
    if (finding->state) {
        out.set(u"path"_s, finding->state->fact.path.toString());
        out.set(u"value"_s, finding->state->fact.value);
        const light::ProofMark mark = finding->state->proven ? light::ProofMark::of(*finding->state->proven)
                                                             : light::ProofMark::appsWord(finding->block, QString());
        out.set(u"proof"_s, toJson(mark, std::nullopt));
    } else if (finding->transaction) {
        const light::IncludedTransaction &included = finding->transaction->value();
        out.set(u"transaction"_s, included.hash);
        out.set(u"succeeded"_s, included.result.receipt.succeeded);
        out.set(u"body"_s, included.transaction);
        out.set(u"proof"_s, toJson(light::ProofMark::of(*finding->transaction), std::nullopt));
    }
    co_return json::Value(std::move(out));
}

/// Which node is asked in place of the network's usual ones, and choosing another.
Task<json::Value> networkNode(Session &session, Invocation invocation)
{
    app::Services &services = session.services();
    const QString network = session.networkName();
    const bool isChange = invocation.has(u"usual"_s) || !invocation.arguments.isEmpty();
    if (invocation.has(u"usual"_s) && !invocation.arguments.isEmpty())
        co_return usageError(u"--usual"_s);
    if (isChange) {
        auto kept = services.setNode(network, invocation.arguments.value(0));
        if (!kept)
            co_return failure(kept.error());
    }
    const QString node = services.nodeOf(network);
    json::Object out;
    out.set(u"network"_s, network);
    out.set(u"node"_s, node.isEmpty() ? json::Value() : json::Value(node));
    co_return json::Value(std::move(out));
}

} // namespace

QList<Command> lightCommands()
{
    return {
        {.name = u"network node"_s,
         .arguments = u"[URL]"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli",
                               "Which node of testnet or mainnet is asked; with a URL, ask that one from now on. "
                               "What it says is checked as before."),
         .options = {{u"usual"_s, {}, QT_TRANSLATE_NOOP("Cli", "ask the network's usual ones again")}},
         .maxArguments = 1,
         .run = networkNode},
        {.name = u"light status"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "What the light client knows: where its trust begins, newest block it "
                                      "verified, validators, alarms."),
         .needs = Command::Network,
         .run = lightStatus},
        {.name = u"light sync"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Verify blocks up to the newest final one."),
         .needs = Command::Network,
         .run = lightSync},
        {.name = u"light checkpoint"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "The block and the validators that trust begins with, as a file to pin."),
         .options = {{u"tip"_s, {}, QT_TRANSLATE_NOOP("Cli", "of the newest verified block instead")}},
         .needs = Command::Network,
         .run = lightCheckpoint},
        {.name = u"light pin"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Trust this checkpoint from now on; settles alarms."),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = Command::Network,
         .run = lightPin},
        {.name = u"proof export"_s,
         .arguments = u"ADDRESS|PATH|HASH"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "Prove an account, a path such as /values/accounts/ADDRESS/balance, or a "
                                      "transaction, as a file that can be checked without any node."),
         .options = {{u"out"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "where to; printed with the result if left out")}},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = Command::Network,
         .run = proofExport},
        {.name = u"proof verify"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Check a proof file; asks nobody."),
         .options = {{u"checkpoint"_s, u"FILE"_s,
                      QT_TRANSLATE_NOOP("Cli", "trust this checkpoint; otherwise the one known for its chain")}},
         .minArguments = 1,
         .maxArguments = 1,
         .run = proofVerify},
    };
}

} // namespace ain::cli
