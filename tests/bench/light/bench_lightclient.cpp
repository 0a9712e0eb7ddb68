// What a proven balance costs over loopback: calls, bytes, time; and headers followed. Prints figures.
#include "core/base/secretbytes.h"
#include "core/light/lightclient.h"
#include "core/sandbox/practicenetwork.h"
#include "tests/support/chain/await.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>

#include <cstdio>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

/// Counts what goes over the wire.
class CountingHttp : public QNetworkAccessManager {
public:
    int calls = 0;
    qint64 bytes = 0;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        ++calls;
        bytes += body == nullptr ? 0 : body->size();
        QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, request, body);
        auto *last = new qint64(0);
        connect(reply, &QNetworkReply::downloadProgress, this, [this, last](qint64 received) {
            bytes += received - *last;
            *last = received;
        });
        connect(reply, &QObject::destroyed, this, [last] { delete last; });
        return reply;
    }
};

int fail(const char *what)
{
    std::fprintf(stderr, "%s\n", what);
    return 1;
}

int measure()
{
    QTemporaryDir folder;
    sandbox::PracticeOptions options;
    options.instant = true;
    sandbox::PracticeHost host(options);
    auto started = await(host.start());
    if (!started)
        return fail("no practice network");
    const QString address = u"0x05A1247A7400f0C2A893611adD1505743552c631"_s;
    if (!await(host.fund(address, Amount::fromMicro(1'000'000))))
        return fail("no funds");
    CountingHttp http;
    SystemClock clock;
    chain::ChainClient client(chain::Network::practice(started->rpcUrl, started->eventUrl, started->genesisHash), http,
                              clock);
    if (!await(client.connectToNetwork()))
        return fail("no connection");
    light::LightOptions lightOptions;
    lightOptions.directory = folder.filePath(u"light"_s);
    lightOptions.trustFirstContact = true;
    lightOptions.blocksOnDemand = true;
    light::LightClient light(client, clock, lightOptions);
    if (!await(light.restore()))
        return fail("no checkpoint");

    const auto path = light::StatePath::value(u"/accounts/"_s + address);
    QElapsedTimer timer;
    for (const char *name : {"first", "after one block", "same block"}) {
        const int callsBefore = http.calls;
        const qint64 bytesBefore = http.bytes;
        timer.start();
        const auto answers = await(light.read({*path}));
        if (!answers || !answers->constFirst().proven)
            return fail("not proven");
        std::printf("balance, %-16s %d calls, %5.1f kB, %4lld ms\n", name, http.calls - callsBefore,
                    double(http.bytes - bytesBefore) / 1000, static_cast<long long>(timer.elapsed()));
        if (name[0] == 'f' && !await(host.fund(address, Amount::fromMicro(1'000'000))))
            return fail("no funds");
    }

    constexpr int Blocks = 280; // within the headers that one sync links
    if (!await(host.mineBlocks(Blocks)))
        return fail("no blocks");
    const qint64 before = light.status().headersVerified;
    timer.start();
    if (!await(light.sync(), 120'000))
        return fail("no sync");
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const auto followed = double(light.status().headersVerified - before);
    std::printf("followed over loopback, 10 reads a second allowed: %.0f headers in %.2f s (%.0f/s)\n", followed,
                seconds, followed / seconds);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    return initializeSecretMemory() ? measure() : 1;
}
