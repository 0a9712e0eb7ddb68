// Transactions per second through JSON-RPC, one connection, signing included in the preparation only:
//   instant: every transfer is final when its answer comes;   batch: 100 accounts, blocks once a second.
#include "core/base/secretbytes.h"
#include "core/sandbox/practicenetwork.h"
#include "tests/integration/sandbox/rpcclient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ain;
using ain::test::RpcClient;

namespace {

QByteArray request(const crypto::PrivateKey &key, const QString &to, int nonce, qint64 timestamp)
{
    const QString from = key.address().toString();
    const json::Value body = json::Object{{u"operation"_s, RpcClient::transfer(from, to, u"k%1"_s.arg(nonce), 0.001)},
                                          {u"nonce"_s, nonce},
                                          {u"timestamp"_s, timestamp + nonce},
                                          {u"gas_price"_s, 500}};
    return json::canonical(json::Object{{u"jsonrpc"_s, u"2.0"_s},
                                        {u"id"_s, 1},
                                        {u"method"_s, u"ain_sendSignedTransaction"_s},
                                        {u"params"_s,
                                         json::Object{{u"tx_body"_s, body},
                                                      {u"signature"_s, crypto::signTransaction(key, body, 0)},
                                                      {u"protoVer"_s, u"1.6.0"_s}}}});
}

void report(const char *name, int count, qint64 ms, bool ok)
{
    std::printf("%-34s %6d tx  %7lld ms  %7.0f tx/s%s\n", name, count, static_cast<long long>(ms),
                1000.0 * count / double(std::max<qint64>(ms, 1)), ok ? "" : "  (some failed)");
    std::fflush(stdout);
}

void instant(const char *name, const QString &directory, int count)
{
    sandbox::PracticeOptions options;
    options.instant = true;
    options.dataDirectory = directory;
    sandbox::PracticeNetwork network(options);
    if (!network.start())
        return;
    const auto key = crypto::PrivateKey::generate();
    if (!network.fund(key.address().toString(), Amount::fromMicro(100'000 * Amount::MicroPerAin)))
        return;
    RpcClient client(network.rpcUrl());
    std::vector<QByteArray> requests;
    for (int i = 0; i < count; ++i)
        requests.push_back(request(key, network.faucetAddress(), i, network.chainTimeMs()));
    QElapsedTimer timer;
    timer.start();
    for (const QByteArray &body : requests)
        (void)client.post(body);
    const qint64 ms = timer.elapsed();
    const double nonce = client.result(u"ain_getNonce"_s, {{u"address"_s, key.address().toString()}}).toDouble();
    report(name, count, ms, nonce == count);
}

void batch(const QString &directory)
{
    constexpr int Accounts = 100;
    constexpr int Each = 9;
    sandbox::PracticeOptions options;
    options.blockIntervalMs = 3'600'000;
    options.dataDirectory = directory;
    sandbox::PracticeNetwork network(options);
    if (!network.start())
        return;
    std::vector<crypto::PrivateKey> keys;
    for (int i = 0; i < Accounts; ++i) {
        keys.push_back(crypto::PrivateKey::generate());
        if (!network.fund(keys.back().address().toString(), Amount::fromMicro(1000 * Amount::MicroPerAin)))
            return;
        if (i % 20 == 19 && !network.mineBlocks(8))
            return;
    }
    if (!network.mineBlocks(10))
        return;
    RpcClient client(network.rpcUrl());
    std::vector<QByteArray> requests;
    for (int nonce = 0; nonce < Each; ++nonce) {
        for (const auto &key : keys)
            requests.push_back(request(key, network.faucetAddress(), nonce, network.chainTimeMs()));
    }
    QElapsedTimer timer;
    timer.start();
    for (const QByteArray &body : requests)
        (void)client.post(body);
    const qint64 sent = timer.elapsed();
    report("batch: into the pool", int(requests.size()), sent, true);
    int blocks = 0;
    double done = 0;
    while (done < Each && blocks < 200) {
        if (!network.mineBlocks(1))
            return;
        ++blocks;
        done = Each;
        for (const auto &key : keys) {
            done =
                std::min(done, client.result(u"ain_getNonce"_s, {{u"address"_s, key.address().toString()}}).toDouble());
            if (done < Each)
                break;
        }
    }
    report("batch: until the last is final", int(requests.size()), timer.elapsed(), done == Each);
    std::printf("%-34s %6d\n", "  blocks", blocks);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!initializeSecretMemory())
        return 2;
    const QTemporaryDir one;
    const QTemporaryDir two;
    instant("instant, in memory", {}, 300);
    instant("instant, on disk", one.path(), 300);
    batch(two.path());
    return 0;
}
