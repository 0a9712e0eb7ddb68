// Recordings that may not be copied into this tree: blocks of the public networks, and the whole of what one run of a
// local network left behind. Optional: built and run where AIN_CHAIN_RECORDINGS names their folder at configuration.
#include "core/base/secretbytes.h"
#include "core/light/checkpoint.h"
#include "core/light/header.h"
#include "tests/support/chain/fixtures.h"
#include "tests/support/light/signaturecount.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace ain::light {

namespace {

json::Value load(const QString &name)
{
    QFile file(QDir(u"" AIN_CHAIN_RECORDINGS ""_s).filePath(name));
    return file.open(QIODevice::ReadOnly) ? json::parse(file.readAll()).value_or(json::Value()) : json::Value();
}

} // namespace

class TestPublicRecordings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void genesisOfPublicNetworks();
    void everySignature();
};

void TestPublicRecordings::genesisOfPublicNetworks()
{
    for (const QString &network : {u"mainnet"_s, u"testnet"_s}) {
        const auto checkpoint = bundledCheckpoint(network);
        QVERIFY(checkpoint);
        const auto genesis = Checkpoint::fromGenesis(load(u"genesis/"_s + network + u"-prod.json"_s),
                                                     checkpoint->genesisHash, network, checkpoint->chainId, 20'000);
        QVERIFY(genesis);
        QCOMPARE(genesis->validators, checkpoint->validators);
        QCOMPARE(genesis->genesisTimeMs, checkpoint->genesisTimeMs);
    }
    const json::Value later = load(u"realnet/testnet_from_docs.json"_s)[u"header_testnet_3300494"];
    const auto header = Header::read(later);
    QVERIFY(header);
    QCOMPARE(header->hash().toString(), later[u"hash"].toString());
    // The public test network still had all its first validators then.
    const auto set = ValidatorSet::fromJson(header->statedValidators());
    QVERIFY(set);
    QVERIFY(bundledCheckpoint(u"testnet"_s)->validators.stakeMissingIn(*set).isZero());
}

/// All of the local network, block 0 included; what nodes refused has signatures that are wrong on purpose.
void TestPublicRecordings::everySignature()
{
    test::SignatureCount count;
    for (const char *topic : {"blocks", "events", "lifecycle", "lightclient", "proofs", "rpc", "tx"}) {
        QDirIterator files(QDir(u"" AIN_CHAIN_RECORDINGS ""_s).filePath(QString::fromLatin1(topic)), {u"*.json"_s},
                           QDir::Files, QDirIterator::Subdirectories);
        QVERIFY(files.hasNext());
        while (files.hasNext())
            count.walk(load(files.next()));
    }
    QCOMPARE(count.wrong(), 0);
    QCOMPARE(count.distinct(), 914);
}

} // namespace ain::light

QTEST_GUILESS_MAIN(ain::light::TestPublicRecordings)
#include "test_public_recordings.moc"
