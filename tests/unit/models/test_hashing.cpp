#include "gpu/models/hashing.h"
#include "gpu/models/hashstore.h"
#include "gpu/models/modellibrary.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::models;
using namespace Qt::StringLiterals;

namespace {

QString reference(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (char &byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = char(state >> 24);
    }
    return bytes;
}

class TestHashing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalsTheReference()
    {
        for (const qsizetype size : {0, 1, 55, 56, 63, 64, 65, 127, 128, 100'000}) {
            ResumableSha256 sha256;
            const QByteArray bytes = pattern(size);
            sha256.add(QByteArrayView(bytes).first(size / 3));
            sha256.add(QByteArrayView(bytes).sliced(size / 3));
            QCOMPARE(sha256.result(), reference(bytes));
        }
    }

    void goesOnFromAState()
    {
        const QByteArray bytes = pattern(1'000'000);
        ResumableSha256 first;
        first.add(QByteArrayView(bytes).first(64 * 1000));
        const QByteArray state = first.state();
        QCOMPARE(state.size(), 48);
        ResumableSha256 second;
        QVERIFY(second.restore(state));
        QCOMPARE(second.added(), 64 * 1000);
        second.add(QByteArrayView(bytes).sliced(64 * 1000));
        QCOMPARE(second.result(), reference(bytes));
        first.add(QByteArrayView(bytes).first(1));
        QVERIFY(first.state().isEmpty());
    }

    void refusesOtherStates()
    {
        ResumableSha256 sha256;
        QVERIFY(!sha256.restore(QByteArray(48, 'x')));
        QVERIFY(!sha256.restore(QByteArray(3, 'x')));
        QByteArray uneven = ResumableSha256().state();
        uneven[40] = 1;
        QVERIFY(!sha256.restore(uneven));
        QCOMPARE(sha256.result(), reference({}));
    }

    void hashesFilesInPieces()
    {
        const QString path = write(pattern(9'500'001));
        const auto identity = FileIdentity::of(path);
        QVERIFY(identity);
        HashProgress progress;
        const auto hash = hashFile(*identity, {}, progress);
        QVERIFY(hash);
        QCOMPARE(*hash, reference(pattern(9'500'001)));
        QCOMPARE(progress.done.load(), 9'500'001);
    }

    void cancelledItLeavesAState()
    {
        const QString path = write(pattern(9'500'001));
        const auto identity = FileIdentity::of(path);
        QVERIFY(identity);
        HashProgress progress;
        progress.cancelled = true;
        const auto stopped = hashFile(*identity, {}, progress);
        QVERIFY(!stopped && stopped.error().code == errors::Cancelled);
        const QByteArray state = progress.takeState();
        QCOMPARE(state.size(), 48);
        QVERIFY(progress.takeState().isEmpty());
        progress.cancelled = false;
        const auto hash = hashFile(*identity, state, progress);
        QVERIFY(hash);
        QCOMPARE(*hash, reference(pattern(9'500'001)));
    }

    void aForeignStateOnlyCostsTime()
    {
        const QString path = write(pattern(1000));
        const auto identity = FileIdentity::of(path);
        QVERIFY(identity);
        ResumableSha256 longer;
        longer.add(pattern(64 * 100));
        HashProgress progress;
        QCOMPARE(hashFile(*identity, longer.state(), progress).value_or(QString()), reference(pattern(1000)));
        QCOMPARE(hashFile(*identity, "nonsense", progress).value_or(QString()), reference(pattern(1000)));
    }

    void noticesAChange()
    {
        const QString path = write(pattern(1000));
        const auto identity = FileIdentity::of(path);
        QVERIFY(identity);
        write(pattern(1001));
        HashProgress progress;
        const auto hash = hashFile(*identity, {}, progress);
        QVERIFY(!hash && hash.error().code == errors::ModelChanged);
        QFile::remove(path);
        const auto gone = hashFile(*identity, {}, progress);
        QVERIFY(!gone && gone.error().code == errors::FileRead);
        QVERIFY(!FileIdentity::of(u"/dev/null"_s));
    }

    void storeForgetsWhatChanged()
    {
        auto store = HashStore::open(m_directory.path());
        QVERIFY(store);
        FileIdentity identity{u"/a/b"_s, 10, 1'700'000'000'123'456'789, 18'000'000'000'000'000'000U};
        QVERIFY((*store)->putHash(identity, {QString(64, u'a'), {}}));
        QCOMPARE((*store)->hash(identity)->sha256, QString(64, u'a'));
        FileIdentity later = identity;
        later.changedNs += 1;
        QVERIFY(!(*store)->hash(later));
        later = identity;
        later.inode -= 1;
        QVERIFY(!(*store)->hash(later));
        QVERIFY((*store)->putHash(identity, {{}, "state"}));
        QCOMPARE((*store)->hash(identity)->state, QByteArray("state"));
        QVERIFY((*store)->hash(identity)->sha256.isEmpty());
    }

    void damagedStoreIsSetAside()
    {
        const QString folder = m_directory.filePath(u"damaged"_s);
        QDir().mkpath(folder);
        QFile file(folder + u"/models.db"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(10'000, 'x'));
        file.close();
        auto store = HashStore::open(folder);
        QVERIFY(store);
        QCOMPARE((*store)->records().value_or(QList<Record>(3)).size(), 0);
        QVERIFY(QFile::exists(folder + u"/models.db.damaged"_s));
    }

private:
    QString write(const QByteArray &bytes)
    {
        const QString path = m_directory.filePath(u"file"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write");
        return path;
    }
    QTemporaryDir m_directory;
};

} // namespace

QTEST_GUILESS_MAIN(TestHashing)
#include "test_hashing.moc"
