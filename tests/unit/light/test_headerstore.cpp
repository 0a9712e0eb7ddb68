// What the light client keeps between runs.
#include "core/light/headerstore.h"

#include "core/light/lightclient.h"
#include "tests/support/light/syntheticchain.h"

#include "core/base/secretbytes.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace ain::light {

using testing::SyntheticChain;

class TestHeaderStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void empty();
    void headers();
    void tipAndTrail();
    void otherCheckpoint();
    void damaged_data();
    void damaged();
    void damagedBlobs();
    void unusableDirectory();
    void twoAtOnce();
    void staysSmall();

private:
    std::unique_ptr<QTemporaryDir> m_directory;

    [[nodiscard]] QString folder() const { return m_directory->filePath(u"light/net"_s); }
    [[nodiscard]] QString file() const { return folder() + u"/headers.db"_s; }
    [[nodiscard]] std::unique_ptr<HeaderStore> open() const
    {
        auto store = HeaderStore::open(folder());
        return store ? std::move(*store) : nullptr;
    }
    static FinalityProof proof(int blocksBefore = 0)
    {
        SyntheticChain chain;
        for (int i = 0; i < blocksBefore; ++i)
            chain.append();
        FinalityProof result;
        result.triple = {chain.voted(), chain.appendVoted(), chain.appendVoted()};
        return result;
    }
    static SetStep step(int number)
    {
        SetStep result;
        result.finality = proof(number);
        // Five proofs of nothing; reading them checks their form only.
        StateProof fact;
        fact.openings.push_back(Opening{Listing(Listing::Children{{u"a"_s, crypto::keccak256("a")}}), std::nullopt});
        result.facts = QList<StateProof>(validatorFactPaths().size(), fact);
        return result;
    }
    static QList<FinalBlock> finals(int count)
    {
        SyntheticChain chain;
        QList<Header> all{chain.tip()};
        for (int i = 1; i < count; ++i)
            all.append(chain.append());
        const VotedHeader first = chain.appendVoted();
        const VotedHeader second = chain.appendVoted();
        FinalBlock block = *FinalityVerifier(chain.set(), 0).verify(first, second, chain.appendVoted());
        QList<FinalBlock> result{block};
        block = *FinalityVerifier::linkBack(block, first.header);
        result.append(block);
        for (qsizetype i = all.size() - 1; i >= 0; --i) {
            block = *FinalityVerifier::linkBack(block, all[i]);
            result.append(block);
        }
        return result;
    }
};

void TestHeaderStore::empty()
{
    const auto store = open();
    QVERIFY(store);
    QCOMPARE(store->count(), 0);
    QCOMPARE(store->lowest(), -1);
    QVERIFY(!store->hashAt(0));
    const auto saved = store->load(crypto::Hash256{});
    QVERIFY(saved);
    QVERIFY(saved->trail.isEmpty());
    QVERIFY(!saved->tip);
    QCOMPARE(QFile::permissions(folder()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestHeaderStore::headers()
{
    const QList<FinalBlock> blocks = finals(50);
    QCOMPARE(blocks.first().number(), 51);
    {
        const auto store = open();
        QVERIFY(store);
        QVERIFY(store->reset(crypto::Hash256{}));
        QVERIFY(store->putHeaders(blocks, 1000));
        QCOMPARE(store->count(), blocks.size());
    }
    const auto store = open();
    QVERIFY(store);
    QCOMPARE(store->lowest(), 0);
    for (const FinalBlock &block : blocks)
        QCOMPARE(store->hashAt(block.number()), block.header().hash());
    QVERIFY(store->putHeaders({}, 10));
    QCOMPARE(store->count(), 10);
    QCOMPARE(store->lowest(), 42);
    QVERIFY(store->hashAt(51));
    QVERIFY(!store->hashAt(41));
    QVERIFY(store->putHeaders({}, 0));
    QCOMPARE(store->count(), 1);
}

void TestHeaderStore::tipAndTrail()
{
    const crypto::Hash256 checkpoint = crypto::keccak256("checkpoint");
    const FinalityProof tip = proof(4);
    {
        const auto store = open();
        QVERIFY(store->reset(checkpoint));
        QVERIFY(store->saveTip(proof(1)));
        QVERIFY(store->saveTip(tip));
        QVERIFY(store->appendStep(step(2)));
        QVERIFY(store->appendStep(step(3)));
    }
    const auto saved = open()->load(checkpoint);
    QVERIFY(saved);
    QVERIFY(saved->tip);
    QCOMPARE(json::canonical(saved->tip->toJson()), json::canonical(tip.toJson()));
    QCOMPARE(saved->trail.size(), 2);
    QCOMPARE(saved->trail[0].finality.triple[1].header.number(), 3);
    QCOMPARE(saved->trail[1].finality.triple[1].header.number(), 4);
    const SyntheticChain chain;
    QVERIFY(verifyFinality(*saved->tip, chain.set(), 0));
}

void TestHeaderStore::otherCheckpoint()
{
    const crypto::Hash256 checkpoint = crypto::keccak256("checkpoint");
    const auto store = open();
    QVERIFY(store->reset(checkpoint));
    QVERIFY(store->saveTip(proof()));
    QVERIFY(store->putHeaders(finals(3), 100));
    const auto other = store->load(crypto::keccak256("other"));
    QVERIFY(other);
    QVERIFY(!other->tip);
    QVERIFY(store->load(checkpoint)->tip);
    QVERIFY(store->reset(crypto::keccak256("other")));
    QVERIFY(!store->load(checkpoint)->tip);
    QVERIFY(!store->load(crypto::keccak256("other"))->tip);
    QCOMPARE(store->count(), 0);
}

void TestHeaderStore::damaged_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("not a database") << 0;
    QTest::newRow("another program's database") << 1;
    QTest::newRow("cut short") << 2;
    QTest::newRow("scribbled over") << 3;
}

void TestHeaderStore::damaged()
{
    QFETCH(int, kind);
    {
        const auto store = open();
        QVERIFY(store->reset(crypto::Hash256{}));
        QVERIFY(store->putHeaders(finals(300), 1000));
    }
    QFile target(file());
    QVERIFY(target.open(QIODevice::ReadWrite));
    if (kind == 0) {
        target.resize(0);
        target.write(QByteArray(5000, 'x'));
    } else if (kind == 1) {
        target.seek(68); // application_id
        target.write("ABCD");
    } else if (kind == 2) {
        target.resize(target.size() / 2);
    } else {
        target.seek(4096);
        target.write(QByteArray(int(target.size()) - 4096, '\xff'));
    }
    target.close();
    const auto store = open();
    QVERIFY(store);
    QCOMPARE(store->count(), 0);
    QVERIFY(QFile::exists(file() + u".damaged"_s));
    QVERIFY(store->reset(crypto::Hash256{}));
    QVERIFY(store->putHeaders(finals(3), 1000));
    QVERIFY(store->count() > 0);
}

/// The file is whole, what stands in it is not: read as if it were not there.
void TestHeaderStore::damagedBlobs()
{
    FinalityProof broken = proof();
    broken.triple.removeLast();
    SetStep brokenStep = step(1);
    brokenStep.facts.removeLast();
    const auto store = open();
    QVERIFY(store->reset(crypto::Hash256{}));
    QVERIFY(store->appendStep(step(1)));
    QVERIFY(store->appendStep(brokenStep));
    QVERIFY(store->appendStep(step(3)));
    QVERIFY(store->saveTip(broken));
    const auto saved = store->load(crypto::Hash256{});
    QVERIFY(saved);
    QCOMPARE(saved->trail.size(), 1); // what leads on from a gap is no trail
    QVERIFY(!saved->tip);
}

void TestHeaderStore::unusableDirectory()
{
    QFile blocker(m_directory->filePath(u"file"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    const auto store = HeaderStore::open(m_directory->filePath(u"file/below"_s));
    QVERIFY(!store);
    QCOMPARE(store.error().code, errors::LightStore);
}

void TestHeaderStore::twoAtOnce()
{
    const auto one = open();
    const auto two = open();
    QVERIFY(one && two);
    QVERIFY(one->reset(crypto::Hash256{}));
    QVERIFY(one->putHeaders(finals(3), 100));
    QCOMPARE(two->count(), one->count());
    QVERIFY(two->saveTip(proof()));
    QVERIFY(one->load(crypto::Hash256{})->tip);
}

void TestHeaderStore::staysSmall()
{
    const auto store = open();
    QVERIFY(store->reset(crypto::Hash256{}));
    const QList<FinalBlock> blocks = finals(2000);
    for (qsizetype i = blocks.size(); i > 0; i -= 100) {
        QVERIFY(store->putHeaders(blocks.mid(std::max<qsizetype>(0, i - 100), 100), 200));
        QVERIFY(store->count() <= 200);
    }
    QVERIFY2(QFile(file()).size() < 200'000, qPrintable(QString::number(QFile(file()).size())));
}

} // namespace ain::light

QTEST_GUILESS_MAIN(ain::light::TestHeaderStore)
#include "test_headerstore.moc"
