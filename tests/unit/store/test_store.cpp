#include "core/base/filelock.h"
#include "core/store/database.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace ain;
using namespace ain::store;
using namespace Qt::StringLiterals;

namespace {

Options table(int version = 1)
{
    Options options;
    options.fileName = u"t.db"_s;
    options.applicationId = 4711;
    options.migrations = {{u"CREATE TABLE t(id INTEGER PRIMARY KEY, word TEXT NOT NULL, data BLOB NOT NULL)"_s}};
    if (version > 1)
        options.migrations += QStringList{u"ALTER TABLE t ADD COLUMN more INTEGER NOT NULL DEFAULT 7"_s};
    return options;
}

QString codeOf(const auto &result) { return result ? QString() : result.error().code.toString(); }

#ifdef Q_OS_UNIX
/// No file may grow beyond `bytes` while it lives: a disk that is full, seen from inside.
class FileLimit {
public:
    explicit FileLimit(qint64 bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = rlim_t(bytes);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileLimit)

private:
    rlimit m_before{};
};
#endif

class TestStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keeps()
    {
        {
            auto db = open();
            QVERIFY(db);
            QCOMPARE(*db->run(u"INSERT INTO t(word, data) VALUES(?, ?)"_s, {QString(), QByteArray()}), 1);
            QCOMPARE(db->lastId(), 1);
            QVERIFY(db->run(u"INSERT INTO t(word, data) VALUES(?, ?)"_s, {u"한글'; DROP TABLE t;--"_s, "\0x"_ba}));
        }
        auto db = open();
        QStringList words;
        QVERIFY(db->each(u"SELECT word, data FROM t ORDER BY id"_s, {}, [&](const Row &row) {
            words.append(row.text(0));
            QVERIFY(!row.isNull(1));
        }));
        QCOMPARE(words, (QStringList{QString(), u"한글'; DROP TABLE t;--"_s}));
        QCOMPARE(*db->number(u"SELECT count(*) FROM t"_s), 2);
        QCOMPARE(*db->number(u"SELECT id FROM t WHERE id = 99"_s, {}, -5), -5);
        QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    void wholeStepsOnly()
    {
        auto db = open();
        const auto result = db->transaction([&]() -> Result<int> {
            (void)db->run(u"INSERT INTO t(word, data) VALUES('a', x'00')"_s);
            return failure(errors::Cancelled);
        });
        QCOMPARE(codeOf(result), errors::Cancelled.toString());
        QCOMPARE(*db->number(u"SELECT count(*) FROM t"_s), 0);
        const auto wrong = db->transaction([&]() -> Result<qint64> {
            (void)db->run(u"INSERT INTO t(word, data) VALUES('a', x'00')"_s);
            return db->run(u"INSERT INTO nowhere VALUES(1)"_s);
        });
        QCOMPARE(codeOf(wrong), errors::StoreWrite.toString());
        QCOMPARE(*db->transaction([&] { return db->number(u"SELECT count(*) FROM t"_s); }), 0);
    }
    void oneAtATime()
    {
        auto first = open();
        const auto second = Database::open(m_folder->path(), table());
        QCOMPARE(codeOf(second), errors::StoreInUse.toString());
        QCOMPARE(second.error().args.value(u"pid"_s).toLongLong(), QCoreApplication::applicationPid());
        first.reset();
        QVERIFY(open());
    }
    void grows()
    {
        {
            auto db = open();
            QVERIFY(db->run(u"INSERT INTO t(word, data) VALUES('old', x'')"_s));
        }
        {
            auto db = Database::open(m_folder->path(), table(2));
            QVERIFY(db);
            QCOMPARE(*(*db)->number(u"SELECT more FROM t"_s), 7);
        }
        QCOMPARE(codeOf(Database::open(m_folder->path(), table(1))), errors::StoreNewer.toString());
        QVERIFY(Database::open(m_folder->path(), table(2)));
        QVERIFY(!QFile::exists(path() + u".damaged-1"_s));
    }
    void damaged_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("noise") << 0;
        QTest::newRow("another program's") << 1;
        QTest::newRow("cut") << 2;
        QTest::newRow("overwritten inside") << 3;
    }
    void damaged()
    {
        QFETCH(int, kind);
        if (kind == 1) {
            Options other = table();
            other.applicationId = 1;
            QVERIFY(Database::open(m_folder->path(), other));
        } else {
            auto db = open();
            for (int i = 0; i < 200; ++i)
                QVERIFY(db->run(u"INSERT INTO t(word, data) VALUES('x', ?)"_s, {QByteArray(500, 'y')}));
        }
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (kind == 0)
            file.write(QByteArray(5000, 'n'));
        if (kind == 2)
            QVERIFY(file.resize(file.size() / 2));
        if (kind == 3) {
            file.seek(4096);
            file.write(QByteArray(4096, 'n'));
        }
        file.close();
        const QByteArray before = bytesOf(path());
        for (int round = 1; round <= 2; ++round) {
            auto db = open();
            QVERIFY(db);
            QCOMPARE(*db->number(u"SELECT count(*) FROM t"_s), 0);
            if (round == 1) {
                QCOMPARE(db->setAside(), path() + u".damaged-1"_s);
                QCOMPARE(bytesOf(db->setAside()).size(), before.size());
            } else {
                QVERIFY(db->setAside().isNull());
            }
        }
        // The next damaged file does not replace the first.
        QFile again(path());
        QVERIFY(again.open(QIODevice::ReadWrite));
        again.write("broken as well");
        again.close();
        QCOMPARE(open()->setAside(), path() + u".damaged-2"_s);
        QVERIFY(QFile::exists(path() + u".damaged-1"_s));
        // What can be made again is not kept.
        QFile::remove(path());
        QVERIFY(again.open(QIODevice::WriteOnly));
        again.write("broken");
        again.close();
        Options discard = table();
        discard.onDamage = Options::OnDamage::Discard;
        QVERIFY(Database::open(m_folder->path(), discard));
        QVERIFY(!QFile::exists(path() + u".damaged-3"_s));
    }
    void bounded()
    {
        Options small = table();
        small.maxBytes = 200'000;
        auto db = *Database::open(m_folder->path(), small);
        int written = 0;
        Result<qint64> last;
        while (written < 1000 && (last = put(*db, written)))
            ++written;
        QCOMPARE(codeOf(last), errors::StoreFull.toString());
        QVERIFY(written > 20);
        QCOMPARE(*db->number(u"SELECT count(*) FROM t"_s), written);
        // A failed transaction leaves nothing, and after making room it goes on.
        QVERIFY(!db->transaction([&]() -> Result<qint64> {
            for (int i = 0; i < 100; ++i) {
                if (auto done = put(*db, i); !done)
                    return done;
            }
            return 0;
        }));
        QCOMPARE(*db->number(u"SELECT count(*) FROM t"_s), written);
        QVERIFY(db->run(u"DELETE FROM t WHERE id > 5"_s));
        QVERIFY(put(*db, 1));
    }
    void diskThatRefuses()
    {
#ifdef Q_OS_UNIX
        auto db = open();
        QVERIFY(put(*db, 0));
        int acknowledged = 1;
        QString refusal;
        {
            const FileLimit limit(300'000);
            for (int i = 0; i < 200 && refusal.isNull(); ++i) {
                const auto done = put(*db, i);
                if (done)
                    ++acknowledged;
                else
                    refusal = codeOf(done);
            }
        }
        QVERIFY2(refusal.startsWith("store."_L1), qPrintable(refusal));
        QCOMPARE(*db->number(u"SELECT count(*) FROM t"_s), acknowledged);
        QVERIFY(put(*db, 1)); // there is room again
        db.reset();
        QCOMPARE(*open()->number(u"SELECT count(*) FROM t"_s), acknowledged + 1);
#endif
    }
    void unwritableFolder()
    {
        const QString file = m_folder->filePath(u"file"_s);
        QFile blocker(file);
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        QCOMPARE(codeOf(Database::open(file, table())), errors::StoreOpen.toString());
    }
    void storedCodes()
    {
        QCOMPARE(ErrorCode::stored(u"store.full"), errors::StoreFull);
        QCOMPARE(ErrorCode::stored(u"No Code!"), errors::Internal);
        QCOMPARE(ErrorCode::stored(QString(81, u'a')), errors::Internal);
        QSet<QString> distinct;
        for (int i = 0; i < 3000; ++i)
            distinct.insert(ErrorCode::stored(u"made.up%1"_s.arg(i)).toString());
        QVERIFY(distinct.size() <= 1001);
        QCOMPARE(ErrorCode::stored(u"store.full"), errors::StoreFull);
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"t.db"_s); }
    [[nodiscard]] std::unique_ptr<Database> open() const
    {
        auto db = Database::open(m_folder->path(), table());
        if (!db)
            qWarning() << db.error().code.toString() << db.error().args;
        return db ? *std::move(db) : nullptr;
    }
    static Result<qint64> put(Database &db, int filler)
    {
        return db.run(u"INSERT INTO t(word, data) VALUES('x', ?)"_s, {QByteArray(3000, char('a' + filler % 26))});
    }
    static QByteArray bytesOf(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace

QTEST_GUILESS_MAIN(TestStore)
#include "test_store.moc"
