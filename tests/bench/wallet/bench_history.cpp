// Blocks that the history scan looks through a second, over loopback, and what that means for a week offline at 20 s a
// block: as fast as it goes, and with the 10 reads a second that public nodes allow.
//   bench_history [BLOCKS]
#include "core/sandbox/practicenetwork.h"
#include "core/wallet/history.h"
#include "tests/support/chain/await.h"

#include <QElapsedTimer>
#include <QFile>
#include <QNetworkAccessManager>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

using namespace ain;
using ain::test::await;

namespace {

constexpr double WeekBlocks = 7 * 24 * 3600 / 20.0;
constexpr double CallSeconds = 1.050 / 10; ///< of the rate limiter's window

double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.size() < 2 ? 0 : double(fields[1].toLongLong()) * double(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

bool measure(int blocks)
{
    SystemClock clock;
    SystemRng rng;
    const QTemporaryDir folder;
    QThread vaultThread;
    vaultThread.start();
    sandbox::PracticeOptions options;
    options.instant = true;
    auto host = std::make_unique<sandbox::PracticeHost>(options);
    auto started = await(host->start());
    bool ok = started.has_value();
    {
        QNetworkAccessManager http;
        chain::Network network =
            ok ? chain::Network::practice(started->rpcUrl, started->eventUrl, started->genesisHash) : chain::Network();
        chain::ChainClient client(network, http, clock);
        vault::Vault vault(folder.filePath(QStringLiteral("vault")), &vaultThread, clock, vault::KdfCost{1, 8 * 1024});
        ok = ok && await(client.connectToNetwork()) && await(vault.create(SecretBytes()));
        light::LightOptions lightOptions;
        lightOptions.directory = folder.filePath(QStringLiteral("light"));
        lightOptions.trustFirstContact = true;
        lightOptions.blocksOnDemand = true;
        light::LightClient light(client, clock, lightOptions);
        wallet::Wallet wallet(vault, client, clock, rng, &light);
        auto account = await(wallet.createAccount(12, crypto::PathFamily::Ain, {}));
        ok = ok && account && await(host->fund(account->address.toString(), Amount::fromMicro(1'000'000)));
        for (int made = 0; ok && made < blocks; made += 1000)
            ok = await(host->mineBlocks(std::min(1000, blocks - made)), 120'000).has_value();
        if (ok) {
            const double before = residentMiB();
            QElapsedTimer timer;
            timer.start();
            wallet::HistoryScan what;
            what.from = 0;
            auto done = await(wallet.history().scan(what), 600'000);
            const double seconds = double(timer.nsecsElapsed()) / 1e9;
            ok = done && done->found == 1 && done->done == done->total;
            if (ok) {
                const double perBlock = seconds / double(done->done);
                const double perCall = perBlock * wallet::History::BlocksPerBatch;
                const double calls = WeekBlocks / wallet::History::BlocksPerBatch;
                std::printf(
                    "%lld blocks in %.2f s: %.0f blocks/s, %.1f ms a batch of %d; RSS %.1f MiB before, %.1f after\n",
                    static_cast<long long>(done->done), seconds, double(done->done) / seconds, 1e3 * perCall,
                    wallet::History::BlocksPerBatch, before, residentMiB());
                std::printf("a week offline (%.0f blocks, %.0f calls): %.0f s without limit, %.0f s at 10 reads/s\n",
                            WeekBlocks, calls, calls * perCall, calls * std::max(perCall, CallSeconds));
            } else if (!done) {
                std::printf("scan: %s\n", qPrintable(done.error().code.toString()));
            }
        }
    }
    host.reset();
    vaultThread.quit();
    vaultThread.wait();
    return ok;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int blocks = argc > 1 ? QByteArray(argv[1]).toInt() : 3000;
    return initializeSecretMemory() && measure(std::max(blocks, 1)) ? 0 : 1;
}
