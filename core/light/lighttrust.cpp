// Where trust begins and what earlier runs left: checkpoint, pinning, the store's content.
#include "core/light/lightclient_p.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <ranges>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr int PinPollMs = 20;
constexpr qint64 MaxCheckpointBytes = 1024 * 1024;

Result<std::optional<Checkpoint>> readPinned(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return std::optional<Checkpoint>();
    const auto broken = [&](const QString &reason) {
        return failure(errors::LightStore, {{u"path"_s, path}, {u"reason"_s, reason}});
    };
    if (!file.open(QIODevice::ReadOnly) || file.size() > MaxCheckpointBytes)
        return broken(file.errorString());
    auto json = json::parse(file.readAll());
    if (!json)
        return broken(u"not a checkpoint"_s);
    auto checkpoint = Checkpoint::read(*json);
    if (!checkpoint)
        return broken(u"not a checkpoint"_s);
    return std::optional<Checkpoint>(*checkpoint);
}

Result<> writePinned(const QString &path, const Checkpoint &checkpoint)
{
    QSaveFile file(path);
    const QByteArray bytes = json::pretty(checkpoint.toJson());
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(errors::LightStore, {{u"path"_s, path}, {u"reason"_s, file.errorString()}});
    return {};
}

tl::unexpected<Error> noCheckpoint(const QString &network)
{
    return failure(errors::LightNoCheckpoint, {{u"network"_s, network}});
}

/// Alarms of earlier runs after which nothing may be proven until the user has decided.
QList<Alarm> standingAlarms(const QString &directory)
{
    QList<Alarm> alarms;
    const QDir folder(directory + u"/evidence"_s);
    const QFileInfoList files = folder.entryInfoList({u"conflicting_*-*.json"_s}, QDir::Files, QDir::Time);
    for (const QFileInfo &file : files) {
        const QString kind = file.fileName().section(u'-', 0, 0);
        alarms.append(Alarm{kind, file.absoluteFilePath(), file.lastModified().toMSecsSinceEpoch()});
    }
    return alarms;
}

/// The user has seen them: the files stay, in a folder beside.
void settleAlarms(const QString &directory)
{
    QDir folder(directory + u"/evidence"_s);
    folder.mkpath(u"settled"_s);
    const QStringList files = folder.entryList({u"*.json"_s}, QDir::Files);
    for (const QString &file : files)
        folder.rename(file, u"settled/"_s + file);
}

struct Loaded {
    HeaderStore::Saved saved;
    qint64 count = 0;
    qint64 lowest = -1;
};

/// What headers and sets in the store belong to: another set of trusted validators is another beginning.
crypto::Hash256 beginning(const Checkpoint &checkpoint)
{
    json::Object what;
    what.set(u"hash"_s, checkpoint.hash.toString());
    what.set(u"chain_id"_s, checkpoint.chainId);
    what.set(u"validators"_s, checkpoint.validators.toJson());
    return crypto::messageHashUtf8(json::canonical(json::Value(std::move(what))));
}

} // namespace

QString LightClient::Private::pinnedFile() const { return m_options.directory + u"/checkpoint.json"_s; }

Task<Checkpoint> LightClient::Private::firstContact()
{
    // The length of an epoch is among what the node is asked for there; until then network() has a usual one.
    auto connected = co_await m_client.connectToNetwork();
    if (!connected)
        co_return failure(connected.error());
    const chain::Network network = m_client.network();
    json::Object range{{u"from"_s, 0}, {u"to"_s, 1}};
    auto blocks = co_await m_client.call(u"ain_getBlockList"_s, std::move(range));
    if (!blocks)
        co_return failure(blocks.error());
    const auto known = crypto::Hash256::parse(m_client.network().genesisHash);
    if (blocks->array().empty() || !known)
        co_return noCheckpoint(network.id);
    auto checkpoint = Checkpoint::fromGenesis(blocks->array().front(), *known, network.id, m_client.network().chainId,
                                              m_client.network().epochMs);
    if (!checkpoint)
        co_return failure(checkpoint.error());
    checkpoint->source = network.isPractice ? u"practice"_s : u"first contact"_s;
    checkpoint->date = QDateTime::fromMSecsSinceEpoch(m_clock.nowMs()).toUTC().toString(Qt::ISODate);
    co_return *checkpoint;
}

Task<> LightClient::Private::load()
{
    if (m_isLoaded)
        co_return Result<>();
    const QString directory = m_options.directory;
    const QString pinnedPath = pinnedFile();
    using Prepared = std::pair<std::optional<Checkpoint>, QList<Alarm>>;
    auto preparedWork = [directory, pinnedPath, store = m_store]() -> Result<Prepared> {
        QDir().mkpath(directory);
        QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (!*store) {
            auto opened = HeaderStore::open(directory);
            if (!opened)
                return failure(opened.error());
            *store = std::move(*opened);
        }
        auto pinned = readPinned(pinnedPath);
        if (!pinned)
            return failure(pinned.error());
        return Prepared(*pinned, standingAlarms(directory));
    };
    auto preparedTask = runIn(m_worker, std::move(preparedWork));
    auto prepared = co_await std::move(preparedTask);
    if (!prepared)
        co_return failure(prepared.error());
    std::optional<Checkpoint> checkpoint = prepared->first ? prepared->first : m_options.checkpoint;
    const chain::Network network = m_client.network();
    if (checkpoint && !network.genesisHash.isEmpty() && checkpoint->genesisHash.toString() != network.genesisHash) {
        // A practice network can be begun anew, and its genesis comes from our own process; any other that has become
        // another chain is not what was trusted.
        if (!network.isPractice) {
            const QVariantMap args{{u"expected"_s, checkpoint->genesisHash.toString()},
                                   {u"found"_s, network.genesisHash}};
            co_return failure(errors::LightOtherChain, args);
        }
        checkpoint.reset();
    }
    if (!checkpoint) {
        if (!m_options.trustFirstContact)
            co_return noCheckpoint(m_client.network().id);
        auto met = co_await firstContact();
        if (!met)
            co_return failure(met.error());
        checkpoint = *met;
        const Checkpoint kept = *met;
        auto writtenWork = [pinnedPath, kept] { return writePinned(pinnedPath, kept); };
        auto writtenTask = runIn(m_worker, std::move(writtenWork));
        auto written = co_await std::move(writtenTask);
        if (!written)
            co_return failure(written.error());
    }
    const crypto::Hash256 key = beginning(*checkpoint);
    auto savedWork = [store = m_store, key]() -> Result<Loaded> {
        auto known = (*store)->load(key);
        if (!known)
            return failure(known.error());
        // Nothing of this beginning: what is there belongs to another, or to none yet.
        if (!known->tip && known->trail.isEmpty()) {
            auto begun = (*store)->reset(key);
            if (!begun)
                return failure(begun.error());
        }
        return Loaded{*std::move(known), (*store)->count(), (*store)->lowest()};
    };
    auto savedTask = runIn(m_worker, std::move(savedWork));
    auto saved = co_await std::move(savedTask);
    if (!saved)
        co_return failure(saved.error());
    if (m_isLoaded)
        co_return Result<>();
    m_checkpoint = checkpoint;
    m_isCheckpointMet = checkpoint->number == 0; // block 0 was compared by its hash
    apply(std::move(saved->saved));
    m_status.storedHeaders = saved->count;
    m_status.lowestStored = saved->lowest;
    m_status.alarms = prepared->second;
    if (!m_status.alarms.isEmpty())
        m_stop = stoppedBy(m_status.alarms.constFirst());
    m_isLoaded = true;
    refreshStatus();
    co_return Result<>();
}

void LightClient::Private::apply(HeaderStore::Saved saved)
{
    m_eras = {Era{m_checkpoint->validators, m_checkpoint->validators, {}, m_checkpoint->number}};
    // What the file says is checked like what a gateway says; the first step that does not hold ends the trail.
    for (const SetStep &step : saved.trail) {
        const Era &era = m_eras.constLast();
        auto next = verifySetStep(step, era.set, m_checkpoint->chainId, era.anchor);
        auto at = verifyFinality(step.finality, era.set, m_checkpoint->chainId);
        if (!next || !at)
            break;
        enterEra(step, *next, at->number());
        m_mustDerive = step.facts.isEmpty();
    }
    if (!saved.tip)
        return;
    for (const Era &era : std::views::reverse(std::as_const(m_eras))) {
        if (auto tip = verifyFinality(*saved.tip, era.set, m_checkpoint->chainId)) {
            remember(ShownFinal{*tip, *saved.tip}, {});
            return;
        }
    }
}

Task<LightStatus> LightClient::Private::restore()
{
    if (m_isPinning)
        co_return failure(errors::Cancelled);
    const Busy busy(m_busy);
    auto loaded = co_await load();
    if (!loaded)
        co_return failure(loaded.error());
    co_return m_status;
}

std::optional<Checkpoint> LightClient::Private::tipCheckpoint() const
{
    if (!m_checkpoint || m_recent.empty() || m_mustDerive || m_stop)
        return std::nullopt;
    const Header &tip = m_recent.back().block.header();
    Checkpoint checkpoint = *m_checkpoint;
    checkpoint.number = tip.number();
    checkpoint.hash = tip.hash();
    checkpoint.epoch = tip.epoch();
    checkpoint.validators = m_eras.constLast().set;
    checkpoint.source = u"light client"_s;
    checkpoint.date = QDateTime::fromMSecsSinceEpoch(tip.timestampMs(), Qt::UTC).toString(Qt::ISODate);
    return checkpoint;
}

Task<> LightClient::Private::pin(Checkpoint checkpoint)
{
    if (m_isPinning)
        co_return failure(errors::Cancelled);
    // What is under way began under the old trust and must not end under the new one.
    m_isPinning = true;
    while (*m_busy > 0) {
        auto slept = co_await sleepFor(this, PinPollMs);
        if (!slept)
            co_return failure(slept.error());
    }
    auto done = co_await pinNow(std::move(checkpoint));
    m_isPinning = false;
    co_return done;
}

Task<> LightClient::Private::pinNow(Checkpoint checkpoint)
{
    const chain::Network network = m_client.network();
    if (checkpoint.genesisHash.toString() != network.genesisHash && !network.genesisHash.isEmpty()) {
        const QVariantMap args{{u"expected"_s, network.genesisHash}, {u"found"_s, checkpoint.genesisHash.toString()}};
        co_return failure(errors::LightOtherChain, args);
    }
    const QString directory = m_options.directory;
    const QString path = pinnedFile();
    const crypto::Hash256 key = beginning(checkpoint);
    auto writtenWork = [directory, path, checkpoint, key, store = m_store]() -> Result<> {
        QDir().mkpath(directory);
        auto done = writePinned(path, checkpoint);
        if (!done)
            return done;
        settleAlarms(directory);
        if (!*store) {
            auto opened = HeaderStore::open(directory);
            if (!opened)
                return failure(opened.error());
            *store = std::move(*opened);
        }
        return (*store)->reset(key);
    };
    auto writtenTask = runIn(m_worker, std::move(writtenWork));
    auto written = co_await std::move(writtenTask);
    if (!written)
        co_return failure(written.error());
    m_recent.clear();
    m_remembered.clear();
    m_closedApps.clear();
    m_distrusted.clear();
    m_stop.reset();
    m_derivedAt = -1;
    m_mustDerive = false;
    m_status = {};
    m_checkpoint = checkpoint;
    m_isCheckpointMet = checkpoint.number == 0;
    apply({});
    m_isLoaded = true;
    refreshStatus();
    co_return Result<>();
}

} // namespace ain::light
