#include "core/light/checkpoint.h"

#include "core/crypto/key.h"
#include "core/json/parser.h"

#include <QDateTime>
#include <QFile>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxText = 500;
constexpr qsizetype MaxFile = 256 * 1024;
constexpr int MinEpochMs = 100;
constexpr int MaxEpochMs = 3'600'000;

auto refuse(const QString &what) { return failure(errors::LightValidators, {{u"what"_s, what}}); }

} // namespace

Result<Checkpoint> Checkpoint::read(const json::Value &json)
{
    if (json[u"format"].string() != u"ain-studio-checkpoint" || json[u"version"].toInteger() != 1)
        return refuse(u"format"_s);
    Checkpoint result;
    const std::pair<QString, QString *> texts[] = {
        {u"network"_s, &result.network}, {u"source"_s, &result.source}, {u"date"_s, &result.date}};
    for (const auto &[name, target] : texts) {
        const QString &text = json[name].string();
        if (text.isEmpty() || text.size() > MaxText)
            return refuse(name);
        *target = text;
    }
    if (!QDateTime::fromString(result.date, Qt::ISODate).isValid())
        return refuse(u"date"_s);
    const qint64 chainId = json[u"chain_id"].toInteger(-1);
    if (chainId < 0 || chainId > crypto::MaxChainId)
        return refuse(u"chain_id"_s);
    result.chainId = int(chainId);
    const qint64 epochMs = json[u"epoch_ms"].toInteger(-1);
    if (epochMs < MinEpochMs || epochMs > MaxEpochMs)
        return refuse(u"epoch_ms"_s);
    result.epochMs = int(epochMs);
    const std::pair<QString, qint64 *> numbers[] = {
        {u"genesis_time"_s, &result.genesisTimeMs}, {u"number"_s, &result.number}, {u"epoch"_s, &result.epoch}};
    for (const auto &[name, target] : numbers) {
        *target = json[name].toInteger(-1);
        if (*target < 0)
            return refuse(name);
    }
    const std::pair<QString, crypto::Hash256 *> hashes[] = {{u"genesis_hash"_s, &result.genesisHash},
                                                            {u"hash"_s, &result.hash}};
    for (const auto &[name, target] : hashes) {
        const auto hash = crypto::Hash256::parse(json[name].string());
        if (!hash)
            return refuse(name);
        *target = *hash;
    }
    // Block 0 is the genesis and no other block is; each later block takes an epoch of its own.
    if ((result.number == 0) != (result.hash == result.genesisHash) || result.epoch < result.number)
        return refuse(u"number"_s);
    auto validators = ValidatorSet::fromJson(json[u"validators"].object());
    if (!validators)
        return failure(validators.error());
    result.validators = std::move(*validators);
    return result;
}

json::Value Checkpoint::toJson() const
{
    return json::Object{
        {u"format"_s, u"ain-studio-checkpoint"_s},
        {u"version"_s, 1},
        {u"network"_s, network},
        {u"chain_id"_s, chainId},
        {u"genesis_hash"_s, genesisHash.toString()},
        {u"genesis_time"_s, genesisTimeMs},
        {u"epoch_ms"_s, epochMs},
        {u"number"_s, number},
        {u"hash"_s, hash.toString()},
        {u"epoch"_s, epoch},
        {u"validators"_s, validators.toJson()},
        {u"source"_s, source},
        {u"date"_s, date},
    };
}

Result<Checkpoint> Checkpoint::fromGenesis(const json::Value &block, const crypto::Hash256 &knownHash,
                                           const QString &network, int chainId, int epochMs)
{
    const auto header = Header::read(block);
    if (!header)
        return refuse(header.error().args.value(u"what"_s).toString());
    if (header->number() != 0 || header->hash() != knownHash)
        return refuse(u"genesis_hash"_s);
    auto validators = ValidatorSet::fromJson(header->statedValidators());
    if (!validators)
        return failure(validators.error());
    Checkpoint result;
    result.network = network;
    result.chainId = chainId;
    result.genesisHash = knownHash;
    result.genesisTimeMs = header->timestampMs();
    result.epochMs = epochMs;
    result.number = 0;
    result.hash = knownHash;
    result.epoch = header->epoch();
    result.validators = std::move(*validators);
    result.source = u"Genesis block of the network, by its known hash"_s;
    result.date = QDateTime::fromMSecsSinceEpoch(header->timestampMs(), Qt::UTC).toString(Qt::ISODate);
    return result;
}

Result<Checkpoint> bundledCheckpoint(const QString &network)
{
    const auto none = [&] { return failure(errors::NotFound, {{u"what"_s, u"checkpoint "_s + network}}); };
    if (network != u"mainnet" && network != u"testnet")
        return none();
    QFile file(u":/ain/checkpoints/"_s + network + u".json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return none();
    json::ParseLimits limits;
    limits.maxBytes = MaxFile;
    const auto parsed = json::parse(file.readAll(), limits);
    if (!parsed)
        return failure(parsed.error());
    return Checkpoint::read(*parsed);
}

} // namespace ain::light
