// Transfers a second through rules, functions and fee, and the time of a state hash afterwards.
#include "core/sandbox/ledger/genesis.h"
#include "core/sandbox/ledger/ledger.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::sandbox;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    constexpr int Count = 3000;
    constexpr int PerBlock = 100;
    const QString from = u"0x05A1247A7400f0C2A893611adD1505743552c631"_s;
    const QStringList receivers{u"0x06AD9C8F611f1e9d9CACD4738167A51aA2e80a1A"_s,
                                u"0x07A43138CC760C85A5B1F115aa60eADEaa0bf417"_s,
                                u"0x08Aed7AF9354435c38d52143EE50ac839D20696b"_s};
    Ledger ledger(genesisState(recordedNetwork()));
    QElapsedTimer timer;
    qint64 hashing = 0;
    int failed = 0;
    timer.start();
    for (int i = 0; i < Count; ++i) {
        const json::Value operation = json::Object{
            {u"type"_s, u"SET_VALUE"_s},
            {u"ref"_s, u"/transfer/"_s + from + u'/' + receivers[i % receivers.size()] + u"/k%1/value"_s.arg(i)},
            {u"value"_s, 0.5}};
        Transaction transaction;
        transaction.body = json::Object{{u"operation"_s, operation},
                                        {u"nonce"_s, i},
                                        {u"timestamp"_s, 1'795'000'000'000.0 + i},
                                        {u"gas_price"_s, 500}};
        transaction.hash = u"0x%1"_s.arg(i, 64, 16, QChar(u'0'));
        transaction.address = from;
        const BlockContext context{2 + i / PerBlock, 1'795'000'000'000 + i, 1'795'000'000'000 + i, {}};
        failed += Ledger::isSuccess(ledger.execute(transaction, context)) ? 0 : 1;
        if (i % PerBlock == PerBlock - 1) {
            const qint64 start = timer.nsecsElapsed();
            (void)ledger.state().rootHash();
            hashing += timer.nsecsElapsed() - start;
        }
    }
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    std::printf("transfers/s %.0f (failed %d), state hash after %d transfers %.2f ms\n", Count / seconds, failed,
                PerBlock, double(hashing) / 1e6 / (Count / PerBlock));
    return failed == 0 ? 0 : 1;
}
