#include "core/sandbox/practicecore.h"

#include "core/base/rng.h"
#include "core/crypto/address.h"

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

// The id of the public test network and of every local one.
constexpr int PracticeChainId = 0;
constexpr qint64 GenesisTime = 1'640'995'199'999;
// Instant blocks pull the chain's time along by an epoch each: a short one keeps it near the real time.
constexpr qint64 InstantEpochMs = 100;
constexpr int MinEpochMs = 50;
constexpr qint64 MaxAdvanceMs = 10LL * 366 * 24 * 3'600'000;
constexpr double FaucetGasPrice = 500; // micro-AIN

QString pushId(qint64 nowMs)
{
    // Unique for a pair of accounts: the time in hex and 64 random bits.
    std::array<std::uint8_t, 8> bytes{};
    SystemRng().fill(bytes);
    return QString::number(nowMs, 16)
        + crypto::toHex(QByteArrayView(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())));
}

} // namespace

PracticeCore::PracticeCore(const PracticeOptions &options, Callbacks callbacks)
    : m_options(options), m_callbacks(std::move(callbacks))
{
}

PracticeCore::~PracticeCore()
{
    m_http.reset();
    m_events.reset();
    if (m_node) {
        m_node->setObserver(nullptr);
        // Without it the next start replays the blocks since the last snapshot: slower, not wrong.
        if (!m_failure)
            (void)m_node->saveSnapshot();
    }
}

Result<std::unique_ptr<PracticeCore>> PracticeCore::start(const PracticeOptions &options, Callbacks callbacks)
{
    std::unique_ptr<PracticeCore> core(new PracticeCore(options, std::move(callbacks)));
    if (auto prepared = core->prepare(); !prepared)
        return failure(prepared.error());
    return core;
}

Result<> PracticeCore::prepare()
{
    m_clock = std::make_unique<ChainClock>(m_options.clock != nullptr ? *m_options.clock : m_systemClock);
    auto store = BlockStore::open(m_options.dataDirectory);
    if (!store)
        return failure(store.error());
    m_store = std::move(*store);
    const auto seedBytes = seed();
    if (!seedBytes)
        return failure(seedBytes.error());
    m_keys = std::make_unique<NetworkKeys>(*seedBytes);
    const auto settings = nodeSettings();
    if (!settings)
        return failure(settings.error());
    if (const auto offset = m_store->setting(u"clock_offset_ms"_s))
        m_clock->setOffset(offset->toLongLong());
    auto node = ChainNode::open(*m_store, *m_keys, *m_clock, *settings);
    if (!node)
        return failure(node.error());
    m_node = std::move(*node);
    m_node->setObserver(this);
    if (auto silenced = setSilent(m_options.silentValidators); !silenced)
        return silenced;
    if (auto opened = openPorts(); !opened)
        return opened;

    const auto genesis = m_node->block(0);
    m_endpoints.chainId = settings->chainId;
    m_endpoints.epochMs = settings->epochMs;
    m_endpoints.genesisTimestamp = settings->genesisTime;
    if (genesis) {
        m_endpoints.genesisHash = genesis->hash;
        m_endpoints.genesisHeader = json::Value(blockHeader(genesis->json));
    }
    m_endpoints.faucetAddress = m_keys->faucetAddress();
    if (!m_options.instant) {
        m_blockTimer.setTimerType(Qt::PreciseTimer);
        m_blockTimer.setSingleShot(true);
        QObject::connect(&m_blockTimer, &QTimer::timeout, &m_blockTimer, [this] { makeBlockOnTime(); });
        scheduleBlock();
    }
    return {};
}

Result<QByteArray> PracticeCore::seed()
{
    if (const auto stored = m_store->setting(u"seed"_s)) {
        if (auto bytes = crypto::fromHex(*stored); bytes && bytes->size() == NetworkKeys::SeedSize)
            return std::move(*bytes);
        return failure(errors::SandboxDamaged, {{u"block"_s, 0}});
    }
    QByteArray bytes = m_options.seed;
    if (bytes.size() != NetworkKeys::SeedSize) {
        bytes.resize(NetworkKeys::SeedSize);
        SystemRng().fill({reinterpret_cast<std::uint8_t *>(bytes.data()), std::size_t(bytes.size())});
    }
    if (auto stored = m_store->setSetting(u"seed"_s, crypto::toHex(bytes)); !stored)
        return failure(stored.error());
    return bytes;
}

Result<NodeSettings> PracticeCore::nodeSettings()
{
    // Part of block 0, so what a stored chain was made with wins over the options.
    NodeSettings settings;
    settings.chainId = PracticeChainId;
    settings.genesisTime = GenesisTime;
    if (const auto stored = m_store->setting(u"epoch_ms"_s); stored && stored->toLongLong() >= MinEpochMs) {
        settings.epochMs = stored->toLongLong();
        return settings;
    }
    settings.epochMs = m_options.instant ? InstantEpochMs : qint64(std::max(m_options.blockIntervalMs, MinEpochMs));
    if (auto saved = m_store->setSetting(u"epoch_ms"_s, QString::number(settings.epochMs)); !saved)
        return failure(saved.error());
    return settings;
}

Result<> PracticeCore::openPorts()
{
    m_events = std::make_unique<EventServer>(*m_node);
    if (auto listening = m_events->listen(m_options.eventPort); !listening)
        return listening;
    ReadLimits readLimits;
    readLimits.maxSiblings = std::max(m_options.maxSiblings, 1);
    m_rpc = std::make_unique<RpcServer>(*m_node, *this, m_options.limitRates, readLimits);
    m_http = std::make_unique<http::HttpServer>([this](const HttpRequest &request) { return m_rpc->handle(request); });
    if (auto listening = m_http->listen(m_options.port); !listening) {
        const QString reason = listening.error().args.value(u"reason"_s).toString();
        return failure(errors::SandboxListen, {{u"port"_s, m_options.port}, {u"reason"_s, reason}});
    }
    m_endpoints.rpcUrl = QUrl(u"http://127.0.0.1:%1/json-rpc"_s.arg(m_http->port()));
    m_endpoints.eventUrl = m_events->url();
    return {};
}

void PracticeCore::scheduleBlock()
{
    const qint64 epochMs = m_node->settings().epochMs;
    const qint64 into = (m_node->nowMs() - m_node->settings().genesisTime) % epochMs;
    m_blockTimer.start(int(std::clamp<qint64>(epochMs - into, 1, epochMs)));
}

void PracticeCore::makeBlockOnTime()
{
    const auto made = m_node->produceOnTime();
    if (!made) {
        (void)noted(failure(made.error()));
        return;
    }
    scheduleBlock();
}

Result<> PracticeCore::noted(Result<> result)
{
    if (!result && !m_failure) {
        m_failure = result.error();
        m_blockTimer.stop();
        QMetaObject::invokeMethod(&m_blockTimer, [this] { m_callbacks.failed(*m_failure); }, Qt::QueuedConnection);
    }
    return result;
}

Result<> PracticeCore::transactionsTaken()
{
    if (m_failure)
        return failure(*m_failure);
    return m_options.instant ? noted(m_node->settle()) : Result<>();
}

Result<QString> PracticeCore::fund(const QString &address, Amount amount)
{
    if (m_failure)
        return failure(*m_failure);
    const auto to = crypto::Address::parse(address);
    if (!to)
        return failure(to.error());
    if (amount <= Amount())
        return failure(errors::InvalidArgument, {{u"what"_s, u"amount"_s}});
    const QString from = m_keys->faucetAddress();
    // The chain keeps a sender's fees by the time of the transaction: two of one millisecond would collide.
    const qint64 now = m_lastFunding = std::max(m_node->nowMs(), m_lastFunding + 1);
    json::Object body{
        {u"operation"_s,
         json::Object{{u"type"_s, u"SET_VALUE"_s},
                      {u"ref"_s, u"/transfer/%1/%2/%3/value"_s.arg(from, to->toString(), pushId(now))},
                      {u"value"_s, amount.toWire()}}},
        {u"nonce"_s, m_node->ledger().nonce(from)},
        {u"timestamp"_s, now},
        {u"gas_price"_s, FaucetGasPrice},
    };
    const json::Value sent = signedTransaction(m_keys->faucet(), std::move(body), m_node->settings().chainId);
    const Transaction transaction{sent[u"tx_body"], sent[u"signature"].toString(), sent[u"hash"].toString(), from};
    const json::Value result = m_node->submit(transaction, false);
    if (!Ledger::isSuccess(result)) {
        return failure(errors::SandboxFaucet,
                       {{u"code"_s, result[u"code"].toInteger()}, {u"message"_s, result[u"message"].toString()}});
    }
    if (auto taken = transactionsTaken(); !taken)
        return failure(taken.error());
    return transaction.hash;
}

Result<> PracticeCore::mineBlocks(int count)
{
    if (m_failure)
        return failure(*m_failure);
    if (count < 1 || count > ChainNode::MaxBlocksPerCall)
        return failure(errors::InvalidArgument, {{u"what"_s, u"count"_s}});
    return noted(m_node->produceNow(count));
}

Result<> PracticeCore::advanceTime(qint64 ms)
{
    if (m_failure)
        return failure(*m_failure);
    if (ms < 0 || ms > MaxAdvanceMs || m_clock->offset() + ms > MaxAdvanceMs)
        return failure(errors::InvalidArgument, {{u"what"_s, u"ms"_s}});
    const qint64 offset = m_clock->offset() + ms;
    if (auto saved = m_store->setSetting(u"clock_offset_ms"_s, QString::number(offset)); !saved)
        return noted(std::move(saved));
    m_clock->setOffset(offset);
    if (!m_options.instant)
        scheduleBlock();
    return {};
}

Result<> PracticeCore::setSilent(const QList<int> &validators)
{
    for (const int index : validators) {
        if (index < 0 || index >= NetworkKeys::ValidatorCount)
            return failure(errors::InvalidArgument, {{u"what"_s, u"validators"_s}});
    }
    m_node->setSilent(QSet<int>(validators.begin(), validators.end()));
    return {};
}

json::Value PracticeCore::status() const
{
    return json::Object{
        {u"rpc_url"_s, m_endpoints.rpcUrl.toString()},
        {u"event_url"_s, m_endpoints.eventUrl.toString()},
        {u"chain_id"_s, m_endpoints.chainId},
        {u"epoch_ms"_s, m_endpoints.epochMs},
        {u"genesis_hash"_s, m_endpoints.genesisHash},
        {u"genesis_timestamp"_s, m_endpoints.genesisTimestamp},
        {u"faucet"_s, m_endpoints.faucetAddress},
        {u"instant"_s, m_options.instant},
        {u"persistent"_s, !m_options.dataDirectory.isEmpty()},
        {u"now"_s, m_node->nowMs()},
        {u"clock_offset_ms"_s, m_clock->offset()},
        {u"last_final"_s, m_node->lastFinal().block.number},
        {u"last_block"_s, m_node->links().back().block.number},
        {u"pool"_s, m_node->pool().size()},
    };
}

void PracticeCore::blockFinalized(const Block &block)
{
    m_events->blockFinalized(block);
    m_callbacks.blockFinalized(block.number, block.hash);
}

void PracticeCore::valueChanged(const ValueChange &change, const json::Value &transaction)
{
    m_events->valueChanged(change, transaction);
}

void PracticeCore::transactionChanged(const QString &hash, const json::Value &transaction, const json::Value &before,
                                      TxState after)
{
    m_events->transactionChanged(hash, transaction, before, after);
}

} // namespace ain::sandbox
