#include "core/light/lightclient_p.h"

#include <algorithm>
#include <ranges>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t MaxRecent = 256;
constexpr qint64 OldAfterEpochs = 10; ///< chain.md 10.5
constexpr qint64 FutureEpochs = 3; ///< clocks differ; blocks from further ahead are not now
constexpr qint64 DistrustMs = 10 * 60 * 1000;

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
    m_ageTimer.setSingleShot(true);
    connect(&m_ageTimer, &QTimer::timeout, this, [this] { refreshStatus(); });
    m_status.network = m_client.network().id;
}

LightClient::Private::~Private()
{
    m_thread.quit();
    m_thread.wait();
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
        // A gateway that is gone says nothing; the time that passes does.
        const qint64 leftMs = OldAfterEpochs * m_checkpoint->epochMs - m_status.tipAgeMs;
        if (!m_options.blocksOnDemand && !m_status.isBehind)
            m_ageTimer.start(std::chrono::milliseconds(std::max<qint64>(leftMs, 0) + 1));
        const qint64 slack = FutureEpochs * m_checkpoint->epochMs;
        m_status.clockDiffers = !m_options.blocksOnDemand && m_status.tipAgeMs < -slack;
    }
    Q_EMIT q->statusChanged();
}

ProofBundle LightClient::Private::bundleFor(const Recent &recent, QList<SetStep> trail) const
{
    ProofBundle bundle;
    bundle.network = m_checkpoint->network;
    bundle.chainId = m_checkpoint->chainId;
    bundle.genesisHash = m_checkpoint->genesisHash;
    bundle.checkpointHash = m_checkpoint->hash;
    bundle.finality = *recent.proof;
    bundle.madeAtMs = m_clock.nowMs();
    bundle.trail = std::move(trail);
    return bundle;
}

QList<SetStep> LightClient::Private::trailOf(const QList<Era> &eras, const FinalityProof &proof, int chainId)
{
    for (const Era &era : std::views::reverse(eras)) {
        if (verifyFinality(proof, era.set, chainId))
            return era.trail;
    }
    return {};
}

Task<json::Value> LightClient::Private::ask(Source source, QString method, json::Object params)
{
    const auto allowed = source.budget->take();
    if (!allowed) {
        Error spent = allowed.error();
        spent.args.insert(u"host"_s, hostOf(source.gateway));
        co_return failure(spent);
    }
    const auto received = std::make_shared<qint64>(0);
    auto payload = co_await m_client.callAt(source.gateway, std::move(method), std::move(params), received);
    source.budget->received(*received);
    co_return payload;
}

std::shared_ptr<Budget> LightClient::Private::newBudget() const
{
    return std::make_shared<Budget>(m_clock, Budget::Limits());
}

LightClient::Private::Source LightClient::Private::sourceAt(const QList<int> &order, qsizetype at,
                                                            const std::shared_ptr<Budget> &whole)
{
    return Source{order.at(at), Budget::partOf(whole, order.size() - at)};
}

void LightClient::Private::startFollowing()
{
    connect(&m_client, &chain::ChainClient::blockSeen, this, [this](qint64 number) {
        if (m_recent.empty() || number > m_recent.back().block.number())
            sync().detach(); // its error is in the status
    });
    m_timer.start(0);
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

Task<LightClient::VerifiedBlock> LightClient::knownBlock(KnownBlock known) { return d->knownBlock(known); }

Task<> LightClient::pin(Checkpoint checkpoint) { return d->pin(std::move(checkpoint)); }

void LightClient::closeApp(const Proven<QString> &appId) { d->closeApp(appId); }

void LightClient::startFollowing() { d->startFollowing(); }

} // namespace ain::light
