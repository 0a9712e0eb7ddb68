#include "core/ainft/cid.h"
#include "core/ainft/contentstore.h"
#include "tests/unit/ainft/pngwriter.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

/// Waits for a task in the test's own loop.
template<typename T>
Result<T> wait(Task<T> task)
{
    std::optional<Result<T>> result;
    QObject context;
    std::move(task).then(&context, [&](Result<T> got) { result = std::move(got); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
        return failure(errors::Internal);
    return *std::move(result);
}

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QByteArray picture(int filler) { return png(textChunk("parameters", QByteArray::number(filler))); }

/// Larger than a block, so that a kill can come between two writes.
QByteArray largePicture(int filler) { return picture(filler) + QByteArray(3 * 1024 * 1024, char('a' + filler % 26)); }

class TestContentStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_thread.start();
        open();
    }
    void cleanup()
    {
        m_store.reset();
        m_thread.quit();
        m_thread.wait();
    }

    void keepsBytesAsTheyAre()
    {
        const QByteArray bytes = picture(1);
        const auto content = wait(m_store->addBytes(bytes));
        QVERIFY(content);
        QCOMPARE(content->sha256, hashOf(bytes));
        QCOMPARE(content->cid, ainft::contentId(bytes));
        QCOMPARE(content->mimeType, u"image/png"_s);
        QCOMPARE(content->size, qint64(bytes.size()));
        QCOMPARE(*wait(m_store->read(content->sha256)), bytes);
        QFile file(content->path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        open(); // another run
        const auto found = wait(m_store->find(content->sha256));
        QVERIFY(found);
        QCOMPARE(found->cid, content->cid);
    }
    void addsFilesAndKnowsDuplicates()
    {
        const QString path = m_directory->filePath(u"cat.png"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(largePicture(2));
        file.close();
        const auto first = wait(m_store->addFile(path));
        QVERIFY(first);
        const auto second = wait(m_store->addFile(path));
        QVERIFY(second);
        QCOMPARE(second->sha256, first->sha256);
        QCOMPARE(wait(m_store->addBytes(largePicture(2)))->path, first->path);
        QCOMPARE(stored().size(), qsizetype(1));
    }
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("hello");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a script in an image's name") << QByteArray("#!/bin/sh\n");
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        const auto content = wait(m_store->addBytes(bytes));
        QVERIFY(!content);
        QVERIFY(content.error().code == errors::ContentType);
        QVERIFY(stored().isEmpty());
    }
    void refusesWhatBreaksOff()
    {
        const QString path = m_directory->filePath(u"cut.png"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(picture(1).chopped(20));
        file.close();
        const auto content = wait(m_store->addFile(path));
        QVERIFY(!content);
        QVERIFY(content.error().code == errors::ContentCut);
        QCOMPARE(content.error().args.value(u"path"_s).toString(), path);
        QVERIFY(stored().isEmpty());
        // What an older program let in is found, and marked.
        const QByteArray old = picture(1).chopped(20);
        QFile earlier(storePath() + u'/' + hashOf(old));
        QVERIFY(earlier.open(QIODevice::WriteOnly));
        earlier.write(old);
        earlier.close();
        QVERIFY(!wait(m_store->find(hashOf(old)))->isWhole);
        QVERIFY(wait(m_store->addBytes(old)).error().code == errors::ContentCut);
    }
    void removes()
    {
        const auto first = wait(m_store->addBytes(picture(1)));
        QVERIFY(first);
        QVERIFY(first->isNew && first->isWhole);
        QVERIFY(!wait(m_store->addBytes(picture(1)))->isNew);
        QVERIFY(!wait(m_store->find(first->sha256))->isNew);
        QVERIFY(wait(m_store->remove(first->sha256)));
        QVERIFY(stored().isEmpty());
        QVERIFY(wait(m_store->find(first->sha256)).error().code == errors::ContentUnknown);
        QVERIFY(wait(m_store->remove(first->sha256)).error().code == errors::ContentUnknown);
        QVERIFY(wait(m_store->remove(u"../cut.png"_s)).error().code == errors::ContentUnknown);
        QVERIFY(wait(m_store->addBytes(picture(1)))->isNew);
    }
    void refusesWhatIsNoFile()
    {
        for (const QString &path : {m_directory->path(), u"/dev/zero"_s, m_directory->filePath(u"absent.png"_s)}) {
            const auto content = wait(m_store->addFile(path));
            QVERIFY(!content);
            QVERIFY(content.error().code == errors::FileRead);
        }
    }
    void refusesWhatIsTooLarge()
    {
        const QString path = m_directory->filePath(u"large.png"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(picture(1));
        QVERIFY(file.resize(256LL * 1024 * 1024 + 1)); // sparse
        file.close();
        const auto content = wait(m_store->addFile(path));
        QVERIFY(!content);
        QVERIFY(content.error().code == errors::TooLarge);
    }
    void namesAreHashesOnly()
    {
        for (const QString &name : {QString(), u"../../etc/passwd"_s, QString(64, u'g'), hashOf("x").toUpper()}) {
            QVERIFY(wait(m_store->find(name)).error().code == errors::ContentUnknown);
            QVERIFY(wait(m_store->read(name)).error().code == errors::ContentUnknown);
        }
        QVERIFY(wait(m_store->find(hashOf("absent"))).error().code == errors::ContentUnknown);
    }
    void noticesDamageAndMendsIt()
    {
        const QByteArray bytes = largePicture(3);
        const auto content = wait(m_store->addBytes(bytes));
        QVERIFY(content);
        open();
        QFile file(content->path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(2'000'000));
        file.write("!");
        file.close();
        QVERIFY(wait(m_store->read(content->sha256)).error().code == errors::ContentDamaged);
        QVERIFY(wait(m_store->find(content->sha256)).error().code == errors::ContentDamaged);
        QVERIFY(wait(m_store->addBytes(bytes)));
        QCOMPARE(*wait(m_store->read(content->sha256)), bytes);
        QVERIFY(QFile::resize(content->path, 100));
        QVERIFY(wait(m_store->find(content->sha256)).error().code == errors::ContentDamaged);
    }
    void noticesDamageAfterwardsToo()
    {
        const auto content = wait(m_store->addBytes(picture(4)));
        QVERIFY(content);
        QVERIFY(wait(m_store->find(content->sha256)));
        QVERIFY(QFile::resize(content->path, 10));
        QVERIFY(!wait(m_store->find(content->sha256)));
        QVERIFY(QFile::remove(content->path));
        QVERIFY(wait(m_store->find(content->sha256)).error().code == errors::ContentUnknown);
    }
    void killedWhileWriting()
    {
        int acknowledged = 0;
        for (int round = 0; round < 8; ++round) {
            QProcess writer;
            writer.start(QCoreApplication::applicationFilePath(), {u"--write"_s, storePath()});
            QByteArray lines; // one when each image is begun
            while (lines.count('\n') < 2) {
                QVERIFY(writer.waitForReadyRead(20'000));
                lines += writer.readAll();
            }
            QTest::qSleep(round * 7);
            writer.kill();
            QVERIFY(writer.waitForFinished(20'000));
            lines += writer.readAll();
            acknowledged = qMax(acknowledged, int(lines.count('\n')) - 1);
        }
        for (int i = 0; i < acknowledged; ++i)
            QCOMPARE(*wait(m_store->read(hashOf(largePicture(i)))), largePicture(i));
        open();
        QVERIFY(wait(m_store->addBytes(picture(5)))); // the first write clears what was left
        const QStringList names = stored();
        QVERIFY(names.size() > 1);
        for (const QString &name : names) {
            QCOMPARE(name.size(), qsizetype(64));
            QVERIFY(wait(m_store->read(name)));
        }
    }
    void outlivesNobody()
    {
        // A store that goes while its thread works must neither crash nor leave a call unanswered.
        auto task = m_store->addBytes(largePicture(6));
        m_store.reset();
        const auto content = wait(std::move(task));
        QVERIFY(content || content.error().code == errors::Cancelled);
    }

private:
    [[nodiscard]] QString storePath() const { return m_directory->filePath(u"content"_s); }
    [[nodiscard]] QStringList stored() const { return QDir(storePath()).entryList(QDir::Files | QDir::Hidden); }
    void open() { m_store = std::make_unique<ainft::ContentStore>(storePath(), &m_thread); }

    std::unique_ptr<QTemporaryDir> m_directory;
    QThread m_thread;
    std::unique_ptr<ainft::ContentStore> m_store;
};

/// The process that is killed: adds images for ever and says when each is done.
int writeForEver(const QString &directory)
{
    QThread thread;
    thread.start();
    ainft::ContentStore store(directory, &thread);
    for (int i = 0;; ++i) {
        fprintf(stdout, "%d\n", i);
        fflush(stdout);
        if (!wait(store.addBytes(largePicture(i))))
            return 1;
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == "--write"_L1)
        return writeForEver(arguments[2]);
    TestContentStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_contentstore.moc"
