#include "core/chain/chainclient.h"

#include "core/chain/blockcheck.h"
#include "core/chain/follower.h"
#include "core/chain/gateways.h"
#include "core/chain/txlookup.h"

#include <algorithm>
#include <array>

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxOperations = 50; ///< of one ain_get (chain.md 3.4)
constexpr qint64 MaxBlockList = 20;
/// A node that asks for more than this a gas unit is not believed (own URLs only, the others are fixed).
constexpr qint64 MaxMinGasPrice = 100'000;
constexpr int MinEpochMs = 50;
constexpr int MaxEpochMs = 600'000;
constexpr int AlreadyReceived = 10701;

/// Codes with which a node refuses a transaction before it enters the pool (P in chain.md 4.5), and those of a full
/// pool.
constexpr std::array RejectedCodes{10702, 10703, 10706, 10707, 10710, 10711, 10712, 10713, 10714, 10801,
                                   10802, 10803, 10804, 10805, 10806, 16001, 30301, 30302, 30303, 30304};
constexpr std::array PoolFullCodes{10704, 10705, 10715, 10716};

template<std::size_t N>
bool isOneOf(int code, const std::array<int, N> &codes)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

json::Object rangeQuery(qint64 from, qint64 to) { return {{u"from"_s, from}, {u"to"_s, to}}; }

json::Object manyQuery(json::Array operations)
{
    return {{u"type"_s, u"GET"_s}, {u"op_list"_s, std::move(operations)}};
}

json::Object nonceQuery(const crypto::Address &address, bool pending)
{
    json::Object params{{u"address"_s, address.toString()}};
    if (pending)
        params.set(u"from"_s, u"pending"_s);
    return params;
}

bool isSending(const QString &method)
{
    return method == u"ain_sendSignedTransaction" || method == u"ain_sendSignedTransactionBatch";
}

bool isFee(const json::Value &cost)
{
    const auto fee = cost.isNumber() ? Amount::fromWire(cost.toDouble()) : std::nullopt;
    return fee && *fee >= Amount();
}

json::Object readOf(const QString &type, const QString &path, bool final)
{
    json::Object read{{u"type"_s, type}, {u"ref"_s, path}};
    if (final)
        read.set(u"is_final"_s, true);
    return read;
}

} // namespace

class ChainClient::Private : public QObject {
public:
    Private(ChainClient *owner, Network theNetwork, QNetworkAccessManager &http, Clock &clock, Rng *rng)
        : q(owner),
          m_ownRng(rng == nullptr ? std::make_unique<SystemRng>() : nullptr),
          m_rng(rng == nullptr ? *m_ownRng : *rng),
          m_network(std::move(theNetwork)),
          m_gateways(m_network, http, clock, m_rng),
          m_lookup(m_gateways),
          m_follower(m_gateways, m_network, m_rng)
    {
        connect(&m_gateways, &Gateways::healthChanged, q, &ChainClient::healthChanged);
        connect(&m_follower, &Follower::blockSeen, q, &ChainClient::blockSeen);
        connect(&m_follower, &Follower::transactionHint, q, &ChainClient::transactionHint);
    }

    Task<> connectToNetwork();
    Task<> checkGateway(int gateway);
    Task<> readParameters(int gateway);
    Task<json::Value> call(QString method, json::Object params);
    Task<json::Value> callAt(int gateway, QString method, json::Object params, std::shared_ptr<qint64> received);
    Task<json::Value> read(QString type, QString path, bool final);
    Task<json::Array> values(QStringList paths, bool final);
    /// `gateway` -1: the best.
    Task<json::Array> blocks(int gateway, qint64 from, qint64 to);
    Task<Amount> balance(crypto::Address address);
    Task<qint64> nonce(int gateway, crypto::Address address, bool pending);
    Task<QList<std::optional<Amount>>> balances(QList<crypto::Address> addresses);
    Task<json::Value> execute(int gateway, QString method, SignedTransaction transaction);
    Task<ExecutionResult> dryRun(int gateway, SignedTransaction transaction);
    Task<SendAnswer> send(SignedTransaction transaction);
    Task<SendAnswer> sendAt(int gateway, SignedTransaction transaction);

    ChainClient *q;
    std::unique_ptr<Rng> m_ownRng;
    Rng &m_rng;
    Network m_network;
    Gateways m_gateways;
    TxLookup m_lookup;
    Follower m_follower;
};

Task<> ChainClient::Private::connectToNetwork()
{
    std::vector<Task<>> checks;
    for (int i = 0; i < m_gateways.count(); ++i)
        checks.push_back(checkGateway(i));
    bool anyGood = false;
    std::optional<Error> error;
    for (Task<> &check : checks) {
        auto result = co_await std::move(check);
        if (result)
            anyGood = true;
        else if (!error || result.error().code == errors::RpcWrongNetwork)
            error = result.error();
    }
    if (anyGood)
        co_return Result<>();
    if (error)
        co_return failure(*error);
    co_return failure(errors::RpcUnreachable, {{u"host"_s, QString()}, {u"reason"_s, u"no gateway"_s}});
}

Task<> ChainClient::Private::checkGateway(int gateway)
{
    m_gateways.readmit(gateway);
    const QString host = m_gateways.host(gateway);
    const auto wrong = [&](const QString &expected, const QString &found) {
        Error error{errors::RpcWrongNetwork, {{u"host"_s, host}, {u"expected"_s, expected}, {u"found"_s, found}}};
        m_gateways.drop(gateway, error);
        return failure(error);
    };
    const bool isOwnUrl = m_network.id.startsWith(u"url:");

    auto chainId = co_await m_gateways.callAt(gateway, u"net_getChainId"_s, {}, CallKind::Read);
    if (!chainId)
        co_return failure(chainId.error());
    const qint64 foundId = chainId->toInteger(-1);
    // The list gives headers alone, which is all that is needed.
    auto headers = co_await m_gateways.callAt(gateway, u"ain_getBlockHeadersList"_s, rangeQuery(0, 1), CallKind::Read);
    if (!headers)
        co_return failure(headers.error());
    const json::Array &list = headers->array();
    const auto genesis = list.empty() ? std::nullopt : headerHash(list.front());
    if (!genesis || list.front()[u"number"].toInteger(-1) != 0)
        co_return failure(errors::RpcMalformed, {{u"host"_s, host}, {u"what"_s, u"genesis header"_s}});
    const QString found = genesis->toString();

    // An own node tells what it is once; the next gateways, and later sessions of this object, are held to it.
    if (isOwnUrl && m_network.genesisHash.isEmpty() && foundId >= 0 && foundId < 1'000'000) {
        m_network.chainId = int(foundId);
        m_network.genesisHash = found;
    }
    if (foundId != m_network.chainId)
        co_return wrong(QString::number(m_network.chainId), QString::number(foundId));
    if (!m_network.genesisHash.isEmpty() && found != m_network.genesisHash)
        co_return wrong(m_network.genesisHash, found);

    if (isOwnUrl || m_network.isPractice) {
        auto parameters = co_await readParameters(gateway);
        if (!parameters)
            co_return failure(parameters.error());
    }
    auto last = co_await m_gateways.callAt(gateway, u"ain_getLastBlock"_s, {}, CallKind::Read);
    if (!last)
        co_return failure(last.error());
    BlockSummary block{(*last)[u"number"].toInteger(-1), (*last)[u"hash"].toString(), (*last)[u"timestamp"].toInteger(),
                       (*last)[u"epoch"].toInteger()};
    if (block.number < 0)
        co_return failure(errors::RpcMalformed, {{u"host"_s, host}, {u"what"_s, u"last block"_s}});
    m_gateways.noteLastBlock(gateway, block.number);
    m_follower.noteBlock(block);
    co_return Result<>();
}

Task<> ChainClient::Private::readParameters(int gateway)
{
    auto epoch = co_await m_gateways.callAt(
        gateway, u"ain_get"_s, readOf(u"GET_VALUE"_s, u"/blockchain_params/genesis/epoch_ms"_s, true), CallKind::Read);
    if (!epoch)
        co_return failure(epoch.error());
    auto price = co_await m_gateways.callAt(
        gateway, u"ain_get"_s, readOf(u"GET_VALUE"_s, u"/blockchain_params/resource/min_gas_price"_s, true),
        CallKind::Read);
    if (!price)
        co_return failure(price.error());
    const qint64 epochMs = epoch->toInteger(-1);
    const qint64 minPrice = price->toInteger(-1);
    if (epochMs < MinEpochMs || epochMs > MaxEpochMs || minPrice < 0 || minPrice > MaxMinGasPrice)
        co_return failure(errors::RpcMalformed,
                          {{u"host"_s, m_gateways.host(gateway)}, {u"what"_s, u"blockchain parameters"_s}});
    m_network.epochMs = int(epochMs);
    // The public networks' own price holds whoever asks; free transactions are last in every queue.
    const bool isPublic = m_network.genesisHash == Network::mainnet().genesisHash
        || m_network.genesisHash == Network::testnet().genesisHash;
    m_network.minGasPrice = std::max<qint64>(minPrice, isPublic ? Network::mainnet().minGasPrice : 1);
    co_return Result<>();
}

Task<json::Value> ChainClient::Private::call(QString method, json::Object params)
{
    const CallKind kind = isSending(method) ? CallKind::Write : CallKind::Read;
    auto answer = co_await m_gateways.call(std::move(method), std::move(params), kind);
    if (!answer)
        co_return failure(answer.error());
    co_return std::move(answer->payload);
}

Task<json::Value> ChainClient::Private::callAt(int gateway, QString method, json::Object params,
                                               std::shared_ptr<qint64> received)
{
    const CallKind kind = isSending(method) ? CallKind::Write : CallKind::Read;
    auto payload = co_await m_gateways.callAt(gateway, std::move(method), std::move(params), kind, std::move(received));
    co_return payload;
}

Task<json::Value> ChainClient::Private::read(QString type, QString path, bool final)
{
    auto payload = co_await call(u"ain_get"_s, readOf(type, path, final));
    co_return payload;
}

Task<json::Array> ChainClient::Private::values(QStringList paths, bool final)
{
    if (paths.size() > MaxOperations)
        co_return failure(errors::TooLarge, {{u"what"_s, u"paths"_s}, {u"limit"_s, qint64(MaxOperations)}});
    if (paths.isEmpty())
        co_return json::Array();
    json::Array operations;
    for (const QString &path : paths)
        operations.emplace_back(readOf(u"GET_VALUE"_s, path, final));
    auto answer = co_await m_gateways.call(u"ain_get"_s, manyQuery(std::move(operations)), CallKind::Read);
    if (!answer)
        co_return failure(answer.error());
    if (!answer->payload.isArray() || qsizetype(answer->payload.array().size()) != paths.size())
        co_return failure(errors::RpcMalformed,
                          {{u"host"_s, m_gateways.host(answer->gateway)}, {u"what"_s, u"list of values"_s}});
    co_return std::move(answer->payload.array());
}

Task<json::Array> ChainClient::Private::blocks(int gateway, qint64 from, qint64 to)
{
    if (from < 0 || to <= from || to - from > MaxBlockList)
        co_return failure(errors::InvalidArgument, {{u"what"_s, u"block range"_s}});
    json::Object query = rangeQuery(from, to);
    json::Value payload;
    if (gateway < 0) {
        auto answer = co_await m_gateways.call(u"ain_getBlockList"_s, std::move(query), CallKind::Read);
        if (!answer)
            co_return failure(answer.error());
        payload = std::move(answer->payload);
        gateway = answer->gateway;
    } else {
        auto answer = co_await m_gateways.callAt(gateway, u"ain_getBlockList"_s, std::move(query), CallKind::Read);
        if (!answer)
            co_return failure(answer.error());
        payload = std::move(*answer);
    }
    const QString host = m_gateways.host(gateway);
    json::Array list;
    for (json::Value &block : payload.array()) {
        const qint64 number = block[u"number"].toInteger(-1);
        // Behind the tip a node repeats the last block.
        if (number != from + qint64(list.size()))
            break;
        if (number > 0) {
            if (auto checked = checkBlock(block); !checked)
                co_return failure(
                    errors::RpcContradiction,
                    {{u"host"_s, host}, {u"other"_s, host}, {u"what"_s, checked.error().args.value(u"what"_s)}});
        }
        list.push_back(std::move(block));
    }
    co_return list;
}

Task<Amount> ChainClient::Private::balance(crypto::Address address)
{
    auto list = co_await balances(QList<crypto::Address>(1, address));
    if (!list)
        co_return failure(list.error());
    co_return list->constFirst().value_or(Amount());
}

Task<qint64> ChainClient::Private::nonce(int gateway, crypto::Address address, bool pending)
{
    json::Object params = nonceQuery(address, pending);
    json::Value payload;
    QString host;
    if (gateway >= 0) {
        auto answer = co_await m_gateways.callAt(gateway, u"ain_getNonce"_s, std::move(params), CallKind::Read);
        if (!answer)
            co_return failure(answer.error());
        payload = std::move(*answer);
        host = m_gateways.host(gateway);
    } else {
        auto answer = co_await m_gateways.call(u"ain_getNonce"_s, std::move(params), CallKind::Read);
        if (!answer)
            co_return failure(answer.error());
        payload = std::move(answer->payload);
        host = m_gateways.host(answer->gateway);
    }
    const qint64 number = payload.toInteger(-1);
    if (!payload.isNumber() || number < 0)
        co_return failure(errors::RpcMalformed, {{u"host"_s, host}, {u"what"_s, u"nonce"_s}});
    co_return number;
}

Task<QList<std::optional<Amount>>> ChainClient::Private::balances(QList<crypto::Address> addresses)
{
    QList<std::optional<Amount>> amounts;
    for (qsizetype first = 0; first < addresses.size(); first += MaxOperations) {
        QStringList paths;
        for (qsizetype i = first; i < std::min(first + MaxOperations, addresses.size()); ++i)
            paths.append(u"/accounts/"_s + addresses.at(i).toString());
        auto accounts = co_await values(paths, true);
        if (!accounts)
            co_return failure(accounts.error());
        for (const json::Value &account : *accounts) {
            // An account exists once it has a child of any kind (chain.md 2).
            if (!account.isObject() || account.object().isEmpty()) {
                amounts.append(std::nullopt);
                continue;
            }
            const auto amount = Amount::floorFromWire(account[u"balance"].toDouble());
            if (!amount || *amount < Amount())
                co_return failure(errors::RpcMalformed, {{u"host"_s, QString()}, {u"what"_s, u"balance"_s}});
            amounts.append(amount);
        }
    }
    co_return amounts;
}

/// The inner result of a dry run or a send, checked to be about this transaction.
Task<json::Value> ChainClient::Private::execute(int gateway, QString method, SignedTransaction transaction)
{
    json::Value payload;
    const CallKind kind = isSending(method) ? CallKind::Write : CallKind::Read;
    if (gateway < 0) {
        auto answer = co_await m_gateways.call(method, transaction.toJson().object(), kind);
        if (!answer)
            co_return failure(answer.error());
        payload = std::move(answer->payload);
        gateway = answer->gateway;
    } else {
        auto answer = co_await m_gateways.callAt(gateway, method, transaction.toJson().object(), kind);
        if (!answer)
            co_return failure(answer.error());
        payload = std::move(*answer);
    }
    const QString host = m_gateways.host(gateway);
    // `result: false` without a hash is a node that does not serve yet.
    if (payload[u"result"].isBool())
        co_return failure(errors::RpcUnreachable, {{u"host"_s, host}, {u"reason"_s, u"not serving"_s}});
    if (payload[u"tx_hash"].string() != transaction.hashText() || !payload[u"result"].isObject())
        co_return failure(errors::RpcMalformed, {{u"host"_s, host}, {u"what"_s, u"execution result"_s}});
    // A dry run is asked for its fee: a success that does not tell one is no answer.
    if (!isSending(method) && ExecutionResult::judge(payload[u"result"]).succeeded
        && !isFee(payload.at({u"result", u"gas_cost_total"})))
        co_return failure(errors::RpcMalformed, {{u"host"_s, host}, {u"what"_s, u"gas_cost_total"_s}});
    co_return payload[u"result"];
}

Task<ExecutionResult> ChainClient::Private::dryRun(int gateway, SignedTransaction transaction)
{
    auto result = co_await execute(gateway, u"ain_sendSignedTransactionDryrun"_s, std::move(transaction));
    if (!result)
        co_return failure(result.error());
    co_return ExecutionResult::judge(*result);
}

Task<SendAnswer> ChainClient::Private::sendAt(int gateway, SignedTransaction transaction)
{
    auto result = co_await execute(gateway, u"ain_sendSignedTransaction"_s, std::move(transaction));
    SendAnswer answer;
    answer.gateway = gateway;
    if (!result) {
        if (result.error().code != errors::RpcRefused || isGatewayFault(result.error()))
            co_return failure(result.error());
        answer.provisional.code = result.error().args.value(u"code"_s).toInt();
        answer.provisional.message = result.error().args.value(u"message"_s).toString();
        answer.rejected = isOneOf(answer.provisional.code, RejectedCodes);
        co_return answer;
    }
    answer.provisional = ExecutionResult::judge(*result);
    const int code = answer.provisional.code;
    if (isOneOf(code, RejectedCodes))
        answer.rejected = true;
    else if (code == AlreadyReceived || !isOneOf(code, PoolFullCodes))
        answer.accepted = true;
    co_return answer;
}

Task<SendAnswer> ChainClient::Private::send(SignedTransaction transaction)
{
    const QList<int> order = m_gateways.usable();
    std::optional<Error> lastError;
    for (const int gateway : order) {
        auto answer = co_await sendAt(gateway, transaction);
        if (answer) {
            // After a gateway that did not answer, "wrong nonce" may be the echo of our own transaction.
            if (lastError)
                answer->rejected = false;
            co_return answer;
        }
        if (!isGatewayFault(answer.error()))
            co_return failure(answer.error());
        lastError = answer.error();
    }
    if (lastError)
        co_return failure(*lastError);
    co_return failure(errors::RpcUnreachable, {{u"host"_s, QString()}, {u"reason"_s, u"no gateway"_s}});
}

ChainClient::ChainClient(Network network, QNetworkAccessManager &http, Clock &clock)
    : d(std::make_unique<Private>(this, std::move(network), http, clock, nullptr))
{
}

ChainClient::ChainClient(Network network, QNetworkAccessManager &http, Clock &clock, Rng &rng)
    : d(std::make_unique<Private>(this, std::move(network), http, clock, &rng))
{
}

ChainClient::~ChainClient() = default;

const Network &ChainClient::network() const { return d->m_network; }
QList<GatewayHealth> ChainClient::health() const { return d->m_gateways.health(); }
QList<int> ChainClient::usableGateways() const { return d->m_gateways.usable(); }
BlockSummary ChainClient::newestBlock() const { return d->m_follower.newest(); }
Task<> ChainClient::connectToNetwork() { return d->connectToNetwork(); }

void ChainClient::setAnswerLimits(int timeoutMs, qsizetype bytes)
{
    for (int i = 0; i < d->m_gateways.count(); ++i) {
        d->m_gateways.client(i).setTimeout(timeoutMs);
        d->m_gateways.client(i).setMaxAnswer(bytes);
    }
}

Task<json::Value> ChainClient::call(QString method, json::Object params)
{
    return d->call(std::move(method), std::move(params));
}

Task<json::Value> ChainClient::callAt(int gateway, QString method, json::Object params,
                                      std::shared_ptr<qint64> received)
{
    return d->callAt(gateway, std::move(method), std::move(params), std::move(received));
}

Task<BlockSummary> ChainClient::lastBlock() { return d->m_follower.look(); }

Task<json::Value> ChainClient::block(qint64 number)
{
    return d->call(u"ain_getBlockByNumber"_s, {{u"number"_s, number}, {u"getFullTransactions"_s, true}});
}

Task<json::Array> ChainClient::blocks(qint64 from, qint64 to) { return d->blocks(-1, from, to); }
Task<json::Array> ChainClient::blocksAt(int gateway, qint64 from, qint64 to) { return d->blocks(gateway, from, to); }

Task<json::Value> ChainClient::value(QString path, bool final)
{
    return d->read(u"GET_VALUE"_s, std::move(path), final);
}

Task<json::Value> ChainClient::rule(QString path) { return d->read(u"GET_RULE"_s, std::move(path), true); }
Task<json::Value> ChainClient::owner(QString path) { return d->read(u"GET_OWNER"_s, std::move(path), true); }

Task<json::Array> ChainClient::values(QStringList paths, bool final) { return d->values(std::move(paths), final); }

Task<Amount> ChainClient::balance(crypto::Address address) { return d->balance(std::move(address)); }

Task<qint64> ChainClient::nonce(crypto::Address address, bool pending)
{
    return d->nonce(-1, std::move(address), pending);
}

Task<qint64> ChainClient::nonceAt(int gateway, crypto::Address address)
{
    return d->nonce(gateway, std::move(address), false);
}

Task<QList<std::optional<Amount>>> ChainClient::balances(QList<crypto::Address> addresses)
{
    return d->balances(std::move(addresses));
}

Task<ExecutionResult> ChainClient::dryRun(SignedTransaction transaction)
{
    return d->dryRun(-1, std::move(transaction));
}

Task<ExecutionResult> ChainClient::dryRunAt(int gateway, SignedTransaction transaction)
{
    return d->dryRun(gateway, std::move(transaction));
}

Task<SendAnswer> ChainClient::send(SignedTransaction transaction) { return d->send(std::move(transaction)); }

Task<SendAnswer> ChainClient::sendAt(int gateway, SignedTransaction transaction)
{
    return d->sendAt(gateway, std::move(transaction));
}

Task<TxStatus> ChainClient::status(QString txHash) { return d->m_lookup.status(std::move(txHash)); }

Task<json::Value> ChainClient::transactionByHash(QString txHash)
{
    return d->call(u"ain_getTransactionByHash"_s, {{u"hash"_s, std::move(txHash)}});
}

void ChainClient::startFollowing() { d->m_follower.start(); }
void ChainClient::stopFollowing() { d->m_follower.stop(); }
void ChainClient::watchTransaction(const QString &txHash) { d->m_follower.watchTransaction(txHash); }

} // namespace ain::chain
