#include "core/light/lightclient_p.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <ranges>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr int PinPollMs = 20;
constexpr std::size_t MaxRecent = 256;
constexpr qint64 OldAfterEpochs = 10; ///< chain.md 10.5
constexpr qint64 FutureEpochs = 3; ///< clocks differ; blocks from further ahead are not now
constexpr qint64 DistrustMs = 10 * 60 * 1000;
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
    const QFileInfoList files = folder.entryInfoList({u"conflicting_final_blocks-*.json"_s}, QDir::Files, QDir::Time);
    for (const QFileInfo &file : files)
        alarms.append(
            Alarm{u"conflicting_final_blocks"_s, file.absoluteFilePath(), file.lastModified().toMSecsSinceEpoch()});
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

bool isLie(const Error &error)
{
    return error.code == errors::LightProof || error.code == errors::LightBody || error.code == errors::LightAlarm;
}

Error underived() { return Error{errors::LightValidators, {{u"what"_s, u"derived"_s}}, {}}; }

Error stoppedBy(const Alarm &alarm)
{
    return Error{errors::LightAlarm, {{u"kind"_s, alarm.kind}, {u"file"_s, alarm.file}}, {}};
}

Error noGateway()
{
    return Error{errors::RpcUnreachable, {{u"host"_s, QString()}, {u"reason"_s, u"no gateway"_s}}, {}};
}

LightClient::Private::Private(LightClient *owner, chain::ChainClient &client, Clock &clock, LightOptions options)
    : q(owner),
      m_client(client),
      m_clock(clock),
      m_options(std::move(options)),
      m_store(std::make_shared<std::unique_ptr<HeaderStore>>())
{
    m_worker = new QObject;
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, [worker = m_worker, store = m_store] {
        store->reset();
        worker->deleteLater();
    });
    m_thread.setObjectName(u"light"_s);
    m_thread.start();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { sync().detach(); });
    m_status.network = m_client.network().id;
}

LightClient::Private::~Private()
{
    m_thread.quit();
    m_thread.wait();
}

QString LightClient::Private::pinnedFile() const { return m_options.directory + u"/checkpoint.json"_s; }

Task<Checkpoint> LightClient::Private::firstContact()
{
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

void LightClient::Private::remember(const ShownFinal &shown, const QList<FinalBlock> &below)
{
    const auto insert = [this](const FinalBlock &block, std::shared_ptr<const FinalityProof> proof) {
        const auto at = std::find_if(m_recent.begin(), m_recent.end(),
                                     [&](const Recent &known) { return known.block.number() >= block.number(); });
        if (at != m_recent.end() && at->block.number() == block.number())
            return;
        m_recent.insert(at, Recent{block, std::move(proof)});
    };
    FinalityProof linked = shown.proof;
    for (const FinalBlock &block : below) {
        linked.links.append(block.header());
        insert(block, std::make_shared<const FinalityProof>(linked));
    }
    insert(shown.block, std::make_shared<const FinalityProof>(shown.proof));
    while (m_recent.size() > MaxRecent)
        m_recent.pop_front();
    m_status.headersVerified += 1 + below.size();
}

const LightClient::Private::Recent *LightClient::Private::recentWithState(const crypto::Hash256 &root) const
{
    // Newest first: an idle chain repeats a state only when nothing changed.
    for (const Recent &recent : std::views::reverse(m_recent)) {
        if (recent.block.header().stateHash() == root)
            return &recent;
    }
    return nullptr;
}

const LightClient::Private::Recent *LightClient::Private::recentAt(qint64 number) const
{
    for (const Recent &recent : m_recent) {
        if (recent.block.number() == number)
            return &recent;
    }
    return nullptr;
}

QList<int> LightClient::Private::gateways() const
{
    const QList<int> sorted = m_client.usableGateways();
    const qint64 now = m_clock.monotonicMs();
    QList<int> asked;
    for (const bool isTrusted : {true, false}) {
        for (const int gateway : std::as_const(sorted)) {
            if ((m_distrusted.value(gateway, 0) <= now) == isTrusted)
                asked.append(gateway);
        }
    }
    return asked;
}

QString LightClient::Private::hostOf(int gateway) const
{
    return gateway < 0 ? QString() : m_client.network().rpcUrls.at(gateway).authority();
}

void LightClient::Private::distrust(int gateway, const Error &why)
{
    m_distrusted.insert(gateway, m_clock.monotonicMs() + DistrustMs);
    m_status.lastError = why;
    if (!m_status.distrusted.contains(hostOf(gateway)))
        m_status.distrusted.append(hostOf(gateway));
    m_status.gateways.removeAll(hostOf(gateway));
    Q_EMIT q->statusChanged();
}

bool LightClient::Private::isOld() const
{
    if (m_options.blocksOnDemand)
        return false;
    if (m_recent.empty())
        return true;
    const qint64 age = m_clock.nowMs() - m_recent.back().block.header().timestampMs();
    // The epoch of the checkpoint: what a gateway says of it is no measure of its own freshness.
    const qint64 epochMs = m_checkpoint->epochMs;
    return age > OldAfterEpochs * epochMs || age < -FutureEpochs * epochMs;
}

void LightClient::Private::refreshStatus()
{
    m_status.network = m_client.network().id;
    m_status.isSyncing = m_isSyncing;
    if (m_checkpoint) {
        m_status.checkpointSource = m_checkpoint->source;
        m_status.checkpointDate = m_checkpoint->date;
        m_status.checkpointNumber = m_checkpoint->number;
    }
    if (!m_eras.isEmpty())
        m_status.validators = m_eras.constLast().set;
    if (!m_recent.empty()) {
        const FinalBlock &tip = m_recent.back().block;
        m_status.tip = tip;
        m_status.tipAgeMs = m_clock.nowMs() - tip.header().timestampMs();
        m_status.isBehind = isOld();
        const qint64 slack = FutureEpochs * m_checkpoint->epochMs;
        m_status.clockDiffers = !m_options.blocksOnDemand && m_status.tipAgeMs < -slack;
    }
    Q_EMIT q->statusChanged();
}

ProofBundle LightClient::Private::bundleFor(const Recent &recent) const
{
    ProofBundle bundle;
    bundle.network = m_checkpoint->network;
    bundle.chainId = m_checkpoint->chainId;
    bundle.genesisHash = m_checkpoint->genesisHash;
    bundle.checkpointHash = m_checkpoint->hash;
    bundle.finality = *recent.proof;
    bundle.madeAtMs = m_clock.nowMs();
    for (const Era &era : std::views::reverse(std::as_const(m_eras))) {
        if (verifyFinality(*recent.proof, era.set, m_checkpoint->chainId)) {
            bundle.trail = era.trail;
            break;
        }
    }
    return bundle;
}

Task<> LightClient::Private::pin(Checkpoint checkpoint)
{
    if (m_isPinning)
        co_return failure(errors::Cancelled);
    // What is under way began under the old trust and must not end under the new one.
    m_isPinning = true;
    while (m_busy > 0) {
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

void LightClient::Private::startFollowing()
{
    connect(&m_client, &chain::ChainClient::blockSeen, this, [this](qint64 number) {
        if (m_recent.empty() || number > m_recent.back().block.number())
            sync().detach(); // its error is in the status
    });
    m_timer.start(0);
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

LightClient::LightClient(chain::ChainClient &client, Clock &clock, LightOptions options)
    : d(std::make_unique<Private>(this, client, clock, std::move(options)))
{
}

LightClient::~LightClient() = default;

const LightStatus &LightClient::status() const { return d->m_status; }

Task<LightStatus> LightClient::restore() { return d->restore(); }

std::optional<Checkpoint> LightClient::checkpoint() const { return d->m_checkpoint; }

std::optional<Checkpoint> LightClient::tipCheckpoint() const { return d->tipCheckpoint(); }

Task<LightStatus> LightClient::sync() { return d->sync(); }

Task<QList<Answer<json::Value>>> LightClient::read(QList<StatePath> paths) { return d->read(std::move(paths)); }

Task<Answer<IncludedTransaction>> LightClient::transaction(QString txHash, qint64 block)
{
    return d->transaction(std::move(txHash), block);
}

Task<QList<LightClient::VerifiedBlock>> LightClient::blocksBelow(VerifiedBlock top, int count)
{
    return d->blocksBelow(std::move(top), count);
}

Task<LightClient::VerifiedBlock> LightClient::tipBlock() { return d->tipBlock(); }

Task<LightClient::VerifiedBlock> LightClient::knownBlock(KnownBlock known) { return d->knownBlock(known); }

Task<> LightClient::pin(Checkpoint checkpoint) { return d->pin(std::move(checkpoint)); }

void LightClient::closeApp(const Proven<QString> &appId) { d->closeApp(appId); }

void LightClient::startFollowing() { d->startFollowing(); }

} // namespace ain::light
